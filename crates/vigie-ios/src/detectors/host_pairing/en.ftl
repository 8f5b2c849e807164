host-pairing-forensic = A computer or program that is called like a tool for copying phones was connected: { $tool }
host-pairing-hosts = { $count ->
    [one] One computer paired with the phone; please check that the owner knows it: { $hosts }
   *[other] { $count } computers paired with the phone; please check that the owner knows them: { $hosts }
}
host-pairing-why = A computer that the phone trusts can copy what is on it, and install profiles and apps.
host-pairing-innocent =
    - The owner’s own computer, or one at work, in a shop or in a car that they allowed.
    - The tool that this very evidence was made with.
    - An examination of the phone that the owner agreed to.
host-pairing-next =
    - Ask the owner when the phone was out of their hands, and compare the times.
    - Set aside pairings that happened while this evidence was made.
    - Look at apps, profiles and restarts around the other ones.
