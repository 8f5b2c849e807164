unknown-device-in-account-others = { $count ->
    [one] One other device is in the Apple account; please check that it is the owner’s: { $devices }
   *[other] { $count } other devices are in the Apple account; please check that they are the owner’s: { $devices }
}
unknown-device-in-account-why = Whoever signs in to the account on a device of their own reads the owner’s messages, photos and passwords without any spyware.
unknown-device-in-account-innocent =
    - The owner’s own tablet, watch, computer or television.
    - A phone that they used before and never removed from the account.
    - A device of the family that was once signed in with this account.
unknown-device-in-account-next =
    - Go through the list with the owner, device by device.
    - If one is not theirs, think of their safety before removing it: the other person will notice.
    - Use Safety Check in the phone’s settings, and change the account’s password.
