intrusion-log-events-authority = { $count ->
        [one] A certificate authority was installed on { $first }
       *[other] { $count } certificate authorities were installed between { $first } and { $last }
    }. { $words }
intrusion-log-events-stopped = { $count ->
        [one] The security log was switched off on { $first }.
       *[other] The security log was switched off { $count } times between { $first } and { $last }.
    }
intrusion-log-events-wipe = { $count ->
        [one] An attempt to erase the phone failed on { $first }.
       *[other] { $count } attempts to erase the phone failed between { $first } and { $last }.
    }
intrusion-log-events-key = { $count ->
        [one] A key was found damaged or changed on { $first }
       *[other] { $count } keys were found damaged or changed between { $first } and { $last }
    }. { $words }
intrusion-log-events-self-test = { $count ->
        [one] The phone’s test of its cryptography failed on { $first }.
       *[other] The phone’s test of its cryptography failed { $count } times between { $first } and { $last }.
    }
intrusion-log-events-installed-and-granted = A command over adb installed { $app }, and another gave it powers.
intrusion-log-events-installed = A command over adb installed { $app }.
intrusion-log-events-adb = { $count ->
        [one] Something was done over adb on { $first }
       *[other] { $count } things were done over adb between { $first } and { $last }
    }: { $words }
intrusion-log-events-acquisition = { $count ->
        [one] Something was done over adb while an acquisition was made, on { $first }
       *[other] { $count } things were done over adb while an acquisition was made, from { $first } to { $last }
    }: { $words }
intrusion-log-events-why = These events go to a log that programs on the phone cannot change. Commands over adb, and authorities that somebody added, are ways in that need no exploit.
intrusion-log-events-innocent =
    - The owner develops apps, or somebody helped with the phone.
    - An earlier acquisition.
    - An authority of an employer, a school or an ad blocker.
    - The owner switched the log off, or the phone was reset.
intrusion-log-events-next =
    - Compare the dates with where the phone was, and in whose hands.
    - Look at the other events of the same hour.
    - Ask the owner about the authority and about computers that were connected.
