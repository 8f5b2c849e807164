debugging-key-odd = { $count ->
        [one] Le téléphone se laisse commander par un ordinateur au nom d’une borne ou d’un outil qui copie ou déverrouille les téléphones
       *[other] Le téléphone se laisse commander par { $count } ordinateurs aux noms de bornes ou d’outils qui copient ou déverrouillent les téléphones
    } : { $owners }
debugging-key-own = Le téléphone a une clé de commande par adb qu’un programme du téléphone lui-même semble avoir créée : { $owners }
debugging-key-other = { $count ->
        [one] Le téléphone se laisse commander par un autre ordinateur que celui de l’acquisition
       *[other] Le téléphone se laisse commander par { $count } autres ordinateurs que celui de l’acquisition
    } : { $owners }
debugging-key-any = { $count ->
        [one] Le téléphone se laisse commander par un ordinateur ; la preuve ne dit pas si c’est celui de l’acquisition
       *[other] Le téléphone se laisse commander par { $count } ordinateurs ; la preuve ne dit pas lequel est celui de l’acquisition
    } : { $owners }
debugging-key-early = L’ordinateur de l’acquisition a été connecté pour la dernière fois un jour ou plus avant celle-ci : { $owners }
debugging-key-wireless = Le débogage sans câble est activé : des commandes peuvent atteindre le téléphone par le Wi-Fi.
debugging-key-why = Qui commande un téléphone par adb peut copier des fichiers, installer des apps et leur donner des pouvoirs, sans trace à l’écran. Des logiciels espions ont été installés ainsi sur des téléphones confisqués.
debugging-key-innocent =
    - Le propriétaire développe des apps, ou quelqu’un l’a aidé avec son téléphone.
    - Une acquisition antérieure depuis un autre ordinateur.
    - Un outil comme Shizuku, que le propriétaire a installé pour utiliser adb sur le téléphone.
    - Un réparateur.
debugging-key-next =
    - Demandez au propriétaire à quels ordinateurs le téléphone a été connecté, et s’il lui a été retiré.
    - Comparez les dates des clés avec les événements de ces jours.
    - Révoquez les clés une fois la preuve conservée : Options pour les développeurs, Révoquer les autorisations.
