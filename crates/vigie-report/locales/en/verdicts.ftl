### Verdicts: one sentence each, what it means, what limits it.
### Readers are frightened: short sentences, "consistent with" and never "caused by".

# The verdict. No full stop, at most 60 characters.
verdict-signs = Signs of known spyware were found
verdict-review = Some traces need an expert’s opinion
verdict-nothing = Nothing found in what could be checked
verdict-unclear = Not enough could be checked

# What the verdict means: three sentences or so, one a line.
# $malware (list of names): what the matching indicators stand for, "Pegasus and Predator".
meaning-signs =
    - Vigie found records that match what researchers have published about { $malware }.
    - This is consistent with an attempt to spy on this device. It does not show by itself whether the attempt succeeded, or who is behind it.
    - An expert can tell more, and there are people who do that free of charge. Checking was the right thing to do.
meaning-stalkerware =
    - Vigie found records that match { $malware }: software that is installed on somebody’s phone to follow what they do.
    - It is usually installed by a person who has held the phone, such as a partner, a relative or an employer. It can also be there openly, for example as parental control.
    - Whoever installed it may see what is done on this phone, and may notice when it is removed. If you can, read on from another device.
meaning-review =
    - Vigie found traces that it cannot explain by itself.
    - Most traces of this kind turn out to be harmless. Each one below lists its ordinary explanations.
    - A person with experience can tell the difference, from the details further down.
# $indicators (number): indicators that records were compared with.
# $evidence (phrase): "an encrypted backup".
meaning-nothing =
    - { $indicators ->
        [one] No record that could be read matches the one indicator that was used
       *[other] No record that could be read matches any of the { $indicators } indicators that were used
    }, and no detector saw anything that points to spyware.
    - This does not prove that the phone is safe: some spyware leaves no trace in { $evidence }, and new spyware is on no list yet.
    - If you had a reason to worry, that reason still counts.
meaning-unclear =
    - Too little could be read to say anything about this device, good or bad.
    - This is a limit of the evidence. It is not a sign of spyware, and it is not a sign of safety.

# The same of evidence that is about no phone: `KEY-SUBJECT`.
meaning-signs-network =
    - Vigie found traffic that matches what researchers have published about { $malware }.
    - This is consistent with an attempt to spy on a device in this network. A name that was asked for, or an address that was reached, does not show by itself that a device was infected.
    - An expert can tell more, and there are people who do that free of charge. Keep the capture as it is.
meaning-review-network =
    - Vigie found traffic that it cannot explain by itself.
    - Most traces of this kind turn out to be harmless: busy networks resend, reorder and rewrite. Each one below lists its ordinary explanations.
    - A person with experience can tell the difference, from the packets that are named.
meaning-nothing-network =
    - { $indicators ->
        [one] Nothing in the traffic that could be read matches the one indicator that was used
       *[other] Nothing in the traffic that could be read matches any of the { $indicators } indicators that were used
    }, and no detector saw traffic that was tampered with or intercepted.
    - This does not prove that the devices in it are safe: most traffic is encrypted, spyware can be silent for days, and new servers are on no list yet.
    - If you had a reason to worry, that reason still counts.
meaning-unclear-network =
    - Too little could be read to say anything about this traffic, good or bad.
    - This is a limit of the capture. It is not a sign of spyware, and it is not a sign of safety.
meaning-review-signalling =
    - Vigie found signalling that does not fit what its senders are for: each finding names who asked, about whom, through which messages, and whether there was an answer.
    - Agreements between operators, hubs and faults explain many of these. Each finding lists its ordinary explanations.
    - The signalling team of the operator can tell which senders were entitled to ask.
meaning-nothing-signalling =
    - No detector saw signalling in { $evidence } that points to tracking, interception or evasion.
    - This does not prove that no subscriber was tracked: what took other links, or came before the capture began, is not in it.
meaning-unclear-signalling =
    - Too little could be read to say anything about this signalling, good or bad.
    - This is a limit of the capture, not a result.
meaning-review-internet =
    - Vigie found servers that answer as published fingerprints of surveillance products do.
    - A fingerprint says what a server resembles. Who runs it, and against whom, takes further evidence: each finding says how sure each step is, and what else could explain it.
    - Have a second researcher check before anything is published.
meaning-nothing-internet =
    - No server in { $evidence } answers as the fingerprints that were used describe.
    - This does not show that there are none: vendors change their servers once a fingerprint is known, and scans leave out ports, days and networks.
meaning-unclear-internet =
    - Too little could be read to say anything about these servers.
    - This is a limit of the data, not a result.
meaning-review-oversight =
    - Vigie found records that do not agree with each other: each finding names the check, the records, and by how much they differ.
    - Clocks, late renewals and incomplete dossiers explain some of these. Each finding lists such explanations, and what would settle it.
    - What could not be verified is listed apart. It is neither agreement nor violation.
meaning-nothing-oversight =
    - Every check that could be made on { $evidence } was satisfied.
    - An interception of which no record was handed over leaves no trace in it, and what could not be verified is listed apart.
meaning-unclear-oversight =
    - Too little could be read to compare the records with each other.
    - This is a limit of the dossier, not a result.

# Why too little could be checked. One sentence each.
unclear-no-evidence = No evidence was recognised in what was given.
unclear-no-records = No record at all could be read.
unclear-empty-source = One piece of evidence gave no record at all.
unclear-no-indicators = No indicators were loaded, so there was nothing to compare the records with.
unclear-interrupted = The check was stopped before its end.
unclear-damaged = More of the evidence was damaged or unreadable than could be read.

# What limits the verdict, in the terminal: one sentence.
limits-signs = This is consistent with an attempt to spy on this device. It does not show who did it, or whether it succeeded.
limits-stalkerware = Whoever installed it may see what is done on this phone, and may notice its removal. Read on from another device.
limits-review = Most traces of this kind turn out to be harmless; a person with experience can tell.
# $evidence (phrase): "an encrypted backup".
limits-nothing = This does not prove the phone is safe: some spyware leaves no trace in { $evidence }.
limits-unclear = This says nothing about the phone, good or bad.
limits-signs-network = This is consistent with an attempt to spy on a device in this network. It does not show who did it, or whether it succeeded.
limits-nothing-network = This does not prove the devices in it are safe: most of what passes in { $evidence } is encrypted, and spyware can be silent.
limits-unclear-network = This says nothing about the devices in this network, good or bad.
limits-review-signalling = Agreements between operators and faults explain many of these; the operator’s signalling team can tell.
limits-nothing-signalling = This does not prove that nobody was tracked: { $evidence } shows these links, and this time, only.
limits-unclear-signalling = This says nothing about the subscribers, good or bad.
limits-review-internet = A fingerprint says what a server resembles, not who runs it; have a second researcher check.
limits-nothing-internet = This does not show that there are none: { $evidence } cover some ports and days only.
limits-unclear-internet = This says nothing about these servers.
limits-review-oversight = Clocks, late renewals and missing records explain some of these; each finding says what would settle it.
limits-nothing-oversight = An interception of which no record was handed over leaves no trace in { $evidence }.
limits-unclear-oversight = This says nothing about the interceptions, good or bad.

# What a piece of evidence can never show, in the section on what was not checked.
blind-ios-backup = An unencrypted backup leaves out calls, Safari’s history and other private records. A backup of either kind says little about the programs that were running.
blind-ios-backup-encrypted = A backup is a copy of settings and app data. It says little about the programs that were running, and nothing about what was deleted long before.
blind-ios-file-system = A copy of the file system does not hold what only existed in memory.
blind-ios-sysdiagnose = A sysdiagnose holds technical records of the last days or weeks. It holds no messages and no browsing history.
blind-android-bug-report = A bug report holds what the system reports about itself: settings, apps, recent events. It holds no messages, no browsing history and no files of apps.
blind-androidqf = An AndroidQF acquisition holds what a phone tells over its debugging port: apps, settings, logs, perhaps messages. The private files of apps are not in it.
blind-android-backup = An Android backup holds what apps chose to hand over: mostly text messages. It says nothing about the programs that were running.
blind-android-intrusion-logs = Intrusion logs hold events of security and of the network from the day they were turned on. They hold no messages and no files.
blind-android-file-system = A copy of the file system does not hold what only existed in memory.
blind-android-packages = A package shows what an app could do. It does not show what it did, or on which phone.
blind-packet-capture = A capture holds what passed one point of a network while it ran. What was encrypted shows only its outside, and nothing shows what went another way or at another time.
blind-signalling-capture = A capture of signalling holds what passed these links while it ran. What went over other links, and what the operators’ own equipment did, is not in it.
blind-internet-scan = A scan holds what servers answered on the ports and days it covered. Networks that asked not to be scanned, and servers that hide from scanners, are not in it.
blind-oversight-dossier = A dossier holds what the bodies under control handed over. An interception of which no record was handed over leaves no trace in it.
blind-mvt-results = Results of MVT hold what MVT read and kept: no link that only stood in a formatted message, no artefact that MVT does not know, and nothing that can be looked up again.
blind-files = Single files show only what they hold. Anything can be missing beside them.

# `vigie explain VERDICT`: when it is given and what it means. One paragraph a line.
about-signs =
    - Given when at least one finding of high severity and high confidence rests on an indicator from a named list, with a named malware and a date.
    - It is consistent with an attempt to spy on the device. It does not show whether the attempt succeeded, or who is behind it. The exit code is 13.
about-review =
    - Given when there are findings that need a look, but none that ties a trace to known spyware with high confidence. However many low findings there are, they never add up to more.
    - Most such traces turn out to be harmless. Each finding lists its innocent explanations. The exit code is 11, 12 or 13, by the highest severity.
about-nothing =
    - Given when enough could be read and compared with indicators, and nothing was found that points to spyware.
    - It does not prove that the phone is safe: some spyware leaves no trace in this kind of evidence, and new spyware is on no list yet. The exit code is 0, or 10 when there are findings for information.
about-unclear =
    - Given when nothing was found but too little could be read to say so: no record, no indicator to compare with, a check stopped before its end, or more damaged evidence than readable evidence.
    - It is a limit of the evidence, no sign of spyware and no sign of safety. The exit code is 4, so that no script takes it for a good result.
