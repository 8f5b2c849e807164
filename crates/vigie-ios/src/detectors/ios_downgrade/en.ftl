ios-downgrade-build = The phone ran build { $older } of iOS after the newer build { $newer }.
ios-downgrade-why = iOS installs newer versions only, unless the phone is erased and restored by a computer while Apple still signs the older one. An older version has known holes.
ios-downgrade-innocent =
    - The owner left the beta programme, or went back because an update made trouble.
    - The phone’s clock was wrong when one of the two was noted.
    - The phone was repaired, or its data moved from another phone.
ios-downgrade-next =
    - Ask the owner whether the phone was restored or repaired then.
    - Look at what else happened around that date.
