platform-key-misuse-public-shared = The app { $app } is signed with a key that everybody has ({ $key }) and asks to be run as the system.
platform-key-misuse-public = The app { $app } is signed with a key that everybody has: { $key }
platform-key-misuse-debug = The app { $app } is signed for tests by its developer.
platform-key-misuse-name = The app { $app } is called as a part of the system, is none, and is not signed as the system is.
platform-key-misuse-platform = The app { $app } is signed with the key of the phone’s system, and is no part of it.
platform-key-misuse-why = An app that is signed as the system may run as the system, with all powers. Keys for that have leaked, and keys for tests are public.
platform-key-misuse-innocent =
    - An app that the owner or somebody they know develops.
    - An app of a small maker who signed with a public key.
    - An app of the maker that is installed later, or updated from its store.
platform-key-misuse-next =
    - Look at what the app may do and how it came onto the phone.
    - Compare its certificate with those of known apps of the maker.
    - Keep the APK and show it to an expert.
