app-installed-oddly-sequence = Checks of apps were switched off, { $app } was installed { $before } minutes later, and { $after } minutes later it could see and operate the screen.
app-installed-oddly-unguarded = Checks of apps were switched off { $before } minutes before { $app } was installed, which came from no store.
app-installed-oddly-at-once = { $app }, which came from no store, could see and operate the screen { $after } minutes after it was installed.
app-installed-oddly-forged = { $count ->
        [one] An app was installed over adb in the name of another installer
       *[other] { $count } apps were installed over adb in the name of another installer
    }: { $apps }
app-installed-oddly-adb = { $count ->
        [one] An app was installed over adb
       *[other] { $count } apps were installed over adb
    }: { $apps }
app-installed-oddly-app = { $count ->
        [one] An app was installed by another app that is no known store
       *[other] { $count } apps were installed by other apps that are no known stores
    }: { $apps }
app-installed-oddly-file = { $count ->
        [one] An app was installed from a file
       *[other] { $count } apps were installed from files
    }: { $apps }
app-installed-oddly-nobody = { $count ->
        [one] An app is no part of the system, and the system names no installer for it
       *[other] { $count } apps are no part of the system, and the system names no installer for them
    }: { $apps }
app-installed-oddly-catalogue = { $count ->
        [one] An app came from a catalogue besides the phone’s store
       *[other] { $count } apps came from catalogues besides the phone’s store
    }: { $apps }
app-installed-oddly-removed = { $count ->
        [one] An app was removed in the last days
       *[other] { $count } apps were removed in the last days
    }: { $apps }
app-installed-oddly-older = { $count ->
        [one] An app was replaced by an older version of itself
       *[other] { $count } apps were replaced by older versions of themselves
    }: { $apps }
app-installed-oddly-older-other = { $count ->
        [one] An app of the system, or one that is not listed, was replaced by an older version of itself
       *[other] { $count } apps of the system, or not listed, were replaced by older versions of themselves
    }: { $apps }
app-installed-oddly-gone = { $count ->
        [one] The phone has traces of an app that is not installed
       *[other] The phone has traces of { $count } apps that are not installed
    }: { $apps }
app-installed-oddly-why = Spyware that is installed by hand comes as a file or over adb. First the checks are switched off, and right afterwards it is given its powers.
app-installed-oddly-innocent =
    - An app from the website of its project, or a phone without Google’s store.
    - The owner develops apps, or a tool brought apps over from an older phone.
    - Apps that were tried and removed: every phone has traces of some.
    - Apps that came with the phone and are no part of its system image.
app-installed-oddly-next =
    - Ask the owner about the apps by name, and where the phone was on the day of the installation.
    - Look at the powers of the app, and at computers that may command the phone.
