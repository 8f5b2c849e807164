staged-file-running = { $count ->
        [one] A program ran from the folder where adb and shells put theirs, or with code from it
       *[other] { $count } programs ran from the folder where adb and shells put theirs, or with code from it
    }: { $files }
staged-file-program = { $count ->
        [one] A program lies in the folder where adb and shells put theirs
       *[other] { $count } programs lie in the folder where adb and shells put theirs
    }: { $files }
staged-file-other = { $count ->
        [one] A file lies in the folder where adb and shells put theirs
       *[other] { $count } files lie in the folder where adb and shells put theirs
    }: { $files }
staged-file-why = No app can put files there, only a computer over adb or a program with its rights. Tools that break into a phone from a computer leave theirs there.
staged-file-innocent =
    - The owner develops apps, or used a tool from a computer: scrcpy, Shizuku, Frida.
    - An earlier acquisition by another tool.
    - A test of the maker’s that was left behind.
staged-file-next =
    - Ask the owner about tools that were used from a computer.
    - Look at the date of the file, and at the keys of computers.
    - Keep the file and compare its hash.
