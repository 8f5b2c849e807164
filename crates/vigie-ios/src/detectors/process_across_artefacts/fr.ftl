process-across-artefacts-staging = Un processus d’un dossier qu’aucune app ne devrait utiliser a été vu par { $artefacts } traces indépendantes du téléphone : { $process }
process-across-artefacts-staging-sources = Un processus d’un dossier qu’aucune app ne devrait utiliser a été vu par { $artefacts } traces indépendantes, dans { $sources } pièces : { $process }
process-across-artefacts-unusual = Un processus d’un dossier inhabituel a été vu par { $artefacts } traces indépendantes du téléphone : { $process }
process-across-artefacts-unusual-sources = Un processus d’un dossier inhabituel a été vu par { $artefacts } traces indépendantes, dans { $sources } pièces : { $process }
process-across-artefacts-why = Différentes parties du système tiennent ces traces. Quand elles concordent, le programme a bien tourné, et ensemble elles disent quand. Des logiciels espions ont été trouvés ainsi.
process-across-artefacts-innocent =
    - Un jailbreak, ou TrollStore, installé par le propriétaire.
    - Un outil de développement.
    - Une nouvelle version d’iOS qui garde des programmes là où il n’y en avait pas.
    - Un autre programme du même nom, quand une trace ne dit que le nom.
process-across-artefacts-next =
    - Demandez au propriétaire s’il a fait un jailbreak ou installé TrollStore.
    - Regardez quand le processus est apparu, et ce qui l’a précédé.
    - Laissez le téléphone tel qu’il est, sans le redémarrer, et contactez un expert.
