reboot-delay-staging = { $times ->
    [one] A process was running from a folder that no app should use when the phone was switched off: { $process }
   *[other] A process was running from a folder that no app should use at { $times } shutdowns of the phone: { $process }
}
reboot-delay-long = { $times ->
    [one] A process in an unusual folder delayed a shutdown unusually long: { $process }
   *[other] A process in an unusual folder delayed { $times } shutdowns, one of them unusually long: { $process }
}
reboot-delay-unusual = { $times ->
    [one] A process in an unusual folder was still running when the phone was switched off: { $process }
   *[other] A process in an unusual folder was still running at { $times } shutdowns of the phone: { $process }
}
reboot-delay-single = The log of shutdowns holds one only, of { $at }: what delayed earlier ones is not in it
reboot-delay-why = Pegasus, Reign and Predator left processes in these folders, and the phone notes which processes do not stop in time.
reboot-delay-innocent =
    - An update of the system that was running from a temporary folder.
    - A developer’s tool, or a jailbreak that the owner made.
reboot-delay-next =
    - Look at whether the same path delayed other shutdowns too.
    - Make a sysdiagnose before the phone is restarted, and contact an expert.
