app-not-from-store-source = The app { $app } was installed by { $source }, not by the App Store.
app-not-from-store-marketplace = The app { $app } was handed out by { $source }, not by the App Store.
app-not-from-store-apple = The app { $app } was installed by { $source }, one of Apple’s own programs.
app-not-from-store-no-receipt = The app { $app } has no receipt of the App Store, other apps of this phone have one.
app-not-from-store-no-id = The receipt of the app { $app } does not say which app it is for.
app-not-from-store-why = Apps from outside the App Store were not checked by Apple. Spyware for iPhones has been handed out that way.
app-not-from-store-innocent =
    - An alternative marketplace, AltStore, or a beta version through TestFlight.
    - An app of the owner’s employer, or one that the owner develops.
    - An app that was taken out of the store since.
app-not-from-store-next =
    - Ask the owner about the app by its name.
    - Look at the app’s permissions and at its use of the network.
