trusted-root-tool = The phone trusts “{ $name }”, a root certificate named like those of programs that read encrypted traffic.
trusted-root-other = The phone trusts a root certificate that does not come with iOS: “{ $name }”.
trusted-root-why = Who holds the key of such a certificate and can steer the phone’s traffic can read what websites and most apps send and receive.
trusted-root-innocent =
    - An employer or a school reads the traffic of its phones, or runs its own services.
    - The owner uses an ad blocker or a filter that reads encrypted pages.
    - The owner develops or tests apps.
trusted-root-next =
    - Ask the owner about it by its name; it stands under Settings, General, About, Certificate Trust Settings.
    - Look for a VPN, a proxy or a profile that goes with it.
