running-in-odd-folder-staging = Un processus tournait depuis un dossier qu’aucune app ne devrait utiliser : { $process }
running-in-odd-folder-child = Un processus a été lancé par une app, ce qu’iOS ne permet pas : { $process }, lancé par { $other }
running-in-odd-folder-library = Un processus avait chargé une bibliothèque depuis un dossier qu’aucune app ne devrait utiliser : { $process }, chargée par { $other }
running-in-odd-folder-root = Le programme d’une app tournait en tant que root, ce qu’iOS ne permet pas : { $process }
running-in-odd-folder-writable = Un processus tournait depuis un dossier où ni iOS ni les apps ne gardent de programmes : { $process }
running-in-odd-folder-unknown = Un processus tournait depuis un dossier que Vigie ne connaît pas : { $process }
running-in-odd-folder-updater = Un processus nommé comme celui qui met iOS à jour tournait depuis le dossier de ce dernier : { $process }
running-in-odd-folder-why = Sur un iPhone tel qu’il est vendu, les programmes tournent depuis les dossiers du système et des apps, et seul le système les lance. Des logiciels espions ont tourné depuis de tels dossiers.
running-in-odd-folder-innocent =
    - Un jailbreak, ou TrollStore, installé par le propriétaire.
    - Une mise à jour d’iOS en cours d’installation, ou un outil de développement.
    - Une nouvelle version d’iOS qui garde des programmes là où il n’y en avait pas.
running-in-odd-folder-next =
    - Demandez au propriétaire s’il a fait un jailbreak ou installé TrollStore.
    - Regardez quand le processus a été lancé, et ce qui s’est passé d’autre alors.
    - Laissez le téléphone tel qu’il est, sans le redémarrer, et contactez un expert.
