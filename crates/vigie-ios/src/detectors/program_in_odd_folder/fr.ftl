program-in-odd-folder-binary = Un programme se trouve dans un dossier d’où aucune app ne s’exécute : { $path }
program-in-odd-folder-script = Un script se trouve dans un dossier d’où aucune app ne s’exécute : { $path }
program-in-odd-folder-why = Rien de ce que le propriétaire installe n’y met de programmes. Pegasus, Predator et Reign se sont exécutés depuis ces dossiers, parfois sous les noms de programmes d’Apple.
program-in-odd-folder-innocent =
    - Un jailbreak fait par le propriétaire, ou l’outil qui a fait cette copie du téléphone.
    - Un outil de développement sur un téléphone de développement.
program-in-odd-folder-next =
    - Comparez le SHA-256 du fichier, qui se trouve dans son enregistrement, avec les indicateurs publiés.
    - Regardez quand il a été modifié, et ce qui s’est passé d’autre alors.
    - Gardez les preuves intactes et contactez un expert.
