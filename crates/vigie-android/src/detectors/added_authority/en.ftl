added-authority-added = { $count ->
        [one] A certificate authority was added to the phone
       *[other] { $count } certificate authorities were added to the phone
    }: { $names }
added-authority-why = Whoever holds the key of an authority that was added can read what browsers, and apps that trust such authorities, send encrypted.
added-authority-innocent =
    - An employer’s or a school’s network.
    - An ad blocker, a filter for families, or an antivirus.
    - A developer’s tool that looks into the phone’s own traffic.
added-authority-next =
    - Ask the owner where the authority comes from, by its name.
    - Look at VPN and proxy settings.
