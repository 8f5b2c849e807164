odd-mount-staged = { $count ->
        [one] Un montage vient du dossier où adb met ses fichiers, ou s’y trouve
       *[other] { $count } montages viennent du dossier où adb met ses fichiers, ou s’y trouvent
    } : { $points }
odd-mount-laid = { $count ->
        [one] Des fichiers de la partition de l’utilisateur recouvrent une partie du système
       *[other] Des fichiers de la partition de l’utilisateur recouvrent { $count } parties du système
    } : { $points }
odd-mount-why = Un montage peut mettre d’autres fichiers à la place de ceux du système, pour tous les programmes ou pour un seul, sans rien changer sur le disque.
odd-mount-innocent =
    - Un outil de root installé par le propriétaire : ses modules fonctionnent ainsi.
    - La façon dont le fabricant ajoute des parties au système.
    - Un développeur qui a changé une partie du système pour un essai.
odd-mount-next =
    - Demandez au propriétaire s’il a les droits root.
    - Regardez quels processus voient ce montage, et les fichiers qu’il contient.
