outdated-ios-version = The phone had iOS { $version }. On { $date } the latest was { $latest }.
outdated-ios-why = Spyware enters through holes that updates close. An old version says that there were more of them, not that they were used.
outdated-ios-innocent =
    - Most phones are some weeks behind, and a backup shows the version of its day.
outdated-ios-next =
    - Make a backup and a sysdiagnose, then update the phone.
