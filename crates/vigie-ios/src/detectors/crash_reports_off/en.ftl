crash-reports-off-set = Preferences of root switch off the reports of crashes
crash-reports-off-file = Root has preferences for reports of crashes, which phones do not have by themselves
crash-reports-off-why = Attacks make programs crash. Pegasus wrote this file so that nobody would be told; only a program with all rights can write it.
crash-reports-off-innocent =
    - The phone was jailbroken, or used for development or research.
    - It was restored from a backup of such a phone.
crash-reports-off-next =
    - Look at what else happened when the file was changed.
    - Ask whether the phone was ever jailbroken.
    - Ask an expert for a look at the phone.
