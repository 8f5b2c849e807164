lockdown-mode-on = Lockdown Mode is switched on.
lockdown-mode-off = Lockdown Mode is switched off. It can be turned on.
lockdown-mode-why = Lockdown Mode closes many of the ways by which spyware has entered iPhones: links in messages, complex web technologies, calls from strangers, configuration profiles. A phone on which it is on is harder to break into.
lockdown-mode-innocent =
    - Most phones have never had it on. It takes away features that many people use.
lockdown-mode-next =
    - If the owner may be a target of spyware, suggest turning it on: Settings, Privacy & Security, Lockdown Mode.
