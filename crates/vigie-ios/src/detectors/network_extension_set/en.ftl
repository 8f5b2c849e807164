network-extension-set-profile = A profile set up “{ $name }”, which can see or lead the phone’s traffic.
network-extension-set-elsewhere = The app { $app }, which did not come from the App Store, set up “{ $name }”, which can see or lead the phone’s traffic.
network-extension-set-apps = { $count ->
    [one] One VPN, filter, name server or relay is set up.
   *[other] { $count } VPNs, filters, name servers or relays are set up.
}
network-extension-set-why = Whoever runs the other end sees which machines the phone talks to, and more where a root certificate was added.
network-extension-set-innocent =
    - The owner chose a VPN, an ad blocker or a parental control.
    - An employer or a school leads its phones through its own network.
network-extension-set-next =
    - Ask the owner about each by its name; they stand under Settings, General, VPN & Device Management.
