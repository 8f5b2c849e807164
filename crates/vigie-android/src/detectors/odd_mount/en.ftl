odd-mount-staged = { $count ->
        [one] A mount comes from, or lies in, the folder where adb puts its files
       *[other] { $count } mounts come from, or lie in, the folder where adb puts its files
    }: { $points }
odd-mount-laid = { $count ->
        [one] Files of the user’s partition are laid over a part of the system
       *[other] Files of the user’s partition are laid over { $count } parts of the system
    }: { $points }
odd-mount-why = A mount can put other files in the place of those of the system, for all programs or for one, and nothing on the disk changes.
odd-mount-innocent =
    - A tool for root that the owner installed: its modules work so.
    - The maker’s own way of adding parts to the system.
    - A developer who changed a part of the system for a test.
odd-mount-next =
    - Ask the owner about root.
    - Look at which processes see the mount, and at the files below it.
