staged-file-running = { $count ->
        [one] Un programme tournait depuis le dossier où adb et les interpréteurs mettent les leurs, ou avec du code qui en vient
       *[other] { $count } programmes tournaient depuis le dossier où adb et les interpréteurs mettent les leurs, ou avec du code qui en vient
    } : { $files }
staged-file-program = { $count ->
        [one] Un programme se trouve dans le dossier où adb et les interpréteurs mettent les leurs
       *[other] { $count } programmes se trouvent dans le dossier où adb et les interpréteurs mettent les leurs
    } : { $files }
staged-file-other = { $count ->
        [one] Un fichier se trouve dans le dossier où adb et les interpréteurs mettent les leurs
       *[other] { $count } fichiers se trouvent dans le dossier où adb et les interpréteurs mettent les leurs
    } : { $files }
staged-file-why = Aucune app ne peut y écrire, seulement un ordinateur par adb ou un programme qui en a les droits. Les outils qui forcent un téléphone depuis un ordinateur y laissent les leurs.
staged-file-innocent =
    - Le propriétaire développe des apps, ou a utilisé un outil depuis un ordinateur : scrcpy, Shizuku, Frida.
    - Une acquisition antérieure avec un autre outil.
    - Un test du fabricant resté en place.
staged-file-next =
    - Demandez au propriétaire quels outils ont été utilisés depuis un ordinateur.
    - Regardez la date du fichier, et les clés des ordinateurs.
    - Conservez le fichier et comparez son empreinte.
