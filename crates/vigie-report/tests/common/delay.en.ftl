reboot-delay-seen = { $count ->
    [one] One process
   *[other] { $count } processes
} delayed the restart on { $at }: { $process }
reboot-delay-why = The phone notes which processes do not stop in time. Some spyware was seen to delay restarts.
reboot-delay-innocent =
    - An update of the system was being installed.
    - The battery was almost empty.
reboot-delay-next =
    - See whether the same process delayed other restarts.
