profile-installed-plain = A configuration profile is installed: “{ $profile }”.
profile-installed-mdm = The configuration profile “{ $profile }” puts the phone under remote management.
profile-installed-root = The configuration profile “{ $profile }” adds a certificate that can vouch for any website.
profile-installed-traffic = The configuration profile “{ $profile }” can lead the phone’s traffic elsewhere.
profile-installed-event = The phone noted that the configuration profile “{ $profile }” was changed: { $operation }.
profile-installed-why = A profile can give somebody else power over the phone: to manage it, to read its traffic, to hide things. Most profiles are wanted.
profile-installed-innocent =
    - An employer, a school or a mobile operator set up the phone.
    - The owner installed a VPN, an ad blocker or a beta version of iOS.
profile-installed-next =
    - Ask the owner about the profile by its name; it stands under Settings, General, VPN & Device Management.
    - Whoever may be watched by somebody close should ask for advice before removing it.
