indicator-match-listed = { $named ->
    [yes] listed in “{ $set }” as a sign of { $malware }
   *[other] listed in “{ $set }” as a sign of spyware
}
indicator-match-listed-app = { $named ->
    [yes] listed in “{ $set }” as part of { $malware }, software used to watch people from nearby
    [dual] listed in “{ $set }” as part of { $malware }, software for families or companies that can also watch people unseen
   *[other] listed in “{ $set }” as part of software used to watch people from nearby
}
indicator-match-link-received = A message that reached this phone holds “{ $found }”: “{ $value }” is { indicator-match-listed }.
indicator-match-link-received-stalkerware = A message that reached this phone holds “{ $found }”: “{ $value }” is { indicator-match-listed-app }.
indicator-match-link-sent = A message sent from this phone holds “{ $found }”: “{ $value }” is { indicator-match-listed }.
indicator-match-link-sent-stalkerware = A message sent from this phone holds “{ $found }”: “{ $value }” is { indicator-match-listed-app }.
indicator-match-link-visited = The browser of this phone opened “{ $found }”: “{ $value }” is { indicator-match-listed }.
indicator-match-link-visited-stalkerware = The browser of this phone opened “{ $found }”: “{ $value }” is { indicator-match-listed-app }.
indicator-match-link-recorded = This phone recorded “{ $found }”: “{ $value }” is { indicator-match-listed }.
indicator-match-link-recorded-stalkerware = This phone recorded “{ $found }”: “{ $value }” is { indicator-match-listed-app }.
indicator-match-name-asked = The device asked for “{ $found }” over the network: “{ $value }” is { indicator-match-listed }.
indicator-match-name-asked-stalkerware = The device asked for “{ $found }” over the network: “{ $value }” is { indicator-match-listed-app }.
indicator-match-name-answered = When the device asked over the network, it was led to “{ $found }”: “{ $value }” is { indicator-match-listed }.
indicator-match-name-answered-stalkerware = When the device asked over the network, it was led to “{ $found }”: “{ $value }” is { indicator-match-listed-app }.
indicator-match-name-beside = An answer from the network also named “{ $found }”, which the device may not have asked for: “{ $value }” is { indicator-match-listed }.
indicator-match-name-beside-stalkerware = An answer from the network also named “{ $found }”, which the device may not have asked for: “{ $value }” is { indicator-match-listed-app }.
indicator-match-address-reached = The device exchanged packets with the address “{ $found }”: “{ $value }” is { indicator-match-listed }. Other sites may share this address.
indicator-match-address-reached-stalkerware = The device exchanged packets with the address “{ $found }”: “{ $value }” is { indicator-match-listed-app }. Other sites may share this address.
indicator-match-address-answered = A name that the device asked for leads to the address “{ $found }”: “{ $value }” is { indicator-match-listed }. Other sites may share this address.
indicator-match-address-answered-stalkerware = A name that the device asked for leads to the address “{ $found }”: “{ $value }” is { indicator-match-listed-app }. Other sites may share this address.
indicator-match-process-ran = A process named “{ $value }” ran on this phone: this name is { indicator-match-listed }.
indicator-match-process-ran-stalkerware = A process named “{ $value }” ran on this phone: this name is { indicator-match-listed-app }.
indicator-match-process-cut = The process name “{ $found }” may be “{ $value }” cut short: the longer name is { indicator-match-listed }.
indicator-match-process-cut-stalkerware = The process name “{ $found }” may be “{ $value }” cut short: the longer name is { indicator-match-listed-app }.
indicator-match-process-recorded = This phone recorded the process name “{ $value }”: this name is { indicator-match-listed }.
indicator-match-process-recorded-stalkerware = This phone recorded the process name “{ $value }”: this name is { indicator-match-listed-app }.
indicator-match-file-present = The file “{ $found }” is or was on this phone: “{ $value }” is { indicator-match-listed }.
indicator-match-file-present-stalkerware = The file “{ $found }” is or was on this phone: “{ $value }” is { indicator-match-listed-app }.
indicator-match-file-ran = The program “{ $found }” ran on this phone: “{ $value }” is { indicator-match-listed }.
indicator-match-file-ran-stalkerware = The program “{ $found }” ran on this phone: “{ $value }” is { indicator-match-listed-app }.
indicator-match-file-recorded = This phone recorded the file “{ $found }”: “{ $value }” is { indicator-match-listed }.
indicator-match-file-recorded-stalkerware = This phone recorded the file “{ $found }”: “{ $value }” is { indicator-match-listed-app }.
indicator-match-file-hash = A file on this phone has exactly the content with the hash “{ $value }”, { indicator-match-listed }.
indicator-match-file-hash-stalkerware = A file on this phone has exactly the content with the hash “{ $value }”, { indicator-match-listed-app }.
indicator-match-account-wrote = “{ $value }” sent messages to this phone: this account is { indicator-match-listed }.
indicator-match-account-wrote-stalkerware = “{ $value }” sent messages to this phone: this account is { indicator-match-listed-app }.
indicator-match-account-written = Messages were sent from this phone to “{ $value }”: this account is { indicator-match-listed }.
indicator-match-account-written-stalkerware = Messages were sent from this phone to “{ $value }”: this account is { indicator-match-listed-app }.
indicator-match-account-called = This phone recorded calls with “{ $value }”: this account is { indicator-match-listed }.
indicator-match-account-called-stalkerware = This phone recorded calls with “{ $value }”: this account is { indicator-match-listed-app }.
indicator-match-account-recorded = This phone recorded the account “{ $value }”: it is { indicator-match-listed }.
indicator-match-account-recorded-stalkerware = This phone recorded the account “{ $value }”: it is { indicator-match-listed-app }.
indicator-match-account-partial = The number “{ $found }” ends like “{ $value }” and may be the same: that number is { indicator-match-listed }.
indicator-match-account-partial-stalkerware = The number “{ $found }” ends like “{ $value }” and may be the same: that number is { indicator-match-listed-app }.
indicator-match-app-installed = The app “{ $value }” is or was installed on this phone: it is { indicator-match-listed }.
indicator-match-app-installed-stalkerware = The app “{ $value }” is or was installed on this phone: it is { indicator-match-listed-app }.
indicator-match-app-permission = The app “{ $value }” asked this phone for permissions: it is { indicator-match-listed }.
indicator-match-app-permission-stalkerware = The app “{ $value }” asked this phone for permissions: it is { indicator-match-listed-app }.
indicator-match-app-recorded = This phone recorded the app “{ $value }”: it is { indicator-match-listed }.
indicator-match-app-recorded-stalkerware = This phone recorded the app “{ $value }”: it is { indicator-match-listed-app }.
indicator-match-certificate = Something on this phone is signed with a certificate, “{ $value }”, that is { indicator-match-listed }.
indicator-match-certificate-stalkerware = Something on this phone is signed with a certificate, “{ $value }”, that is { indicator-match-listed-app }.
indicator-match-profile = The configuration profile “{ $value }” is or was on this phone: it is { indicator-match-listed }.
indicator-match-profile-stalkerware = The configuration profile “{ $value }” is or was on this phone: it is { indicator-match-listed-app }.
indicator-match-property = The system property “{ $value }” is set on this phone: it is { indicator-match-listed }.
indicator-match-property-stalkerware = The system property “{ $value }” is set on this phone: it is { indicator-match-listed-app }.
indicator-match-pattern = A record of this phone, with “{ $found }” in it, fits the whole pattern “{ $value }”, { indicator-match-listed }.
indicator-match-pattern-stalkerware = A record of this phone, with “{ $found }” in it, fits the whole pattern “{ $value }”, { indicator-match-listed-app }.
indicator-match-deleted = A row that was deleted or changed in a database of this phone held “{ $found }”: “{ $value }” is { indicator-match-listed }.
indicator-match-deleted-stalkerware = A row that was deleted or changed in a database of this phone held “{ $found }”: “{ $value }” is { indicator-match-listed-app }.
indicator-match-why = Researchers published this value after they had found it on attacked phones or in the infrastructure of such software. Its presence here is consistent with an attack by the same operator, or with the same software. It is a trace to follow, not a proof by itself.
indicator-match-innocent =
    - Somebody sent or opened it in order to report it, to research it or to warn about it.
    - The domain, address, number or account belonged to somebody else before or since, or is shared by many.
    - A program that looks for spyware wrote the names that it looks for into a log.
    - Something harmless has the same name: names are weaker signs than hashes and certificates.
    - The list of indicators has an error.
indicator-match-next =
    - Keep the evidence and the device unchanged: delete no messages, apps or profiles.
    - Do not open the link and do not answer the account.
    - Look at what else happened around the time of these records.
    - Ask a digital security helpline, from a device that is not suspected.
    - If somebody close may have installed the software, think of your safety first: removing it can alert them.
