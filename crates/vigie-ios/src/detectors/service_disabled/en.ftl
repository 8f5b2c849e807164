service-disabled-updates = Services that update the system are switched off: { $services }
service-disabled-crashes = Services that report crashes are switched off: { $services }
service-disabled-diagnostics = Services that keep logs are switched off: { $services }
service-disabled-why = Settings cannot switch these services off; it takes full control of the phone. Pegasus switched off updates and crash reports so that it would not be closed out or noticed.
service-disabled-innocent =
    - A jailbreak that the owner made: many switch off updates, which would remove them.
    - A phone used for development or research.
service-disabled-next =
    - Ask the owner whether they jailbroke the phone.
    - If they did not, keep the evidence unchanged and contact an expert.
