reboot-delay-seen = { $count ->
    [one] Un processus a
   *[other] { $count } processus ont
} retardé le redémarrage du { $at } : { $process }
reboot-delay-why = Le téléphone note quels processus ne s’arrêtent pas à temps. On a vu des logiciels espions retarder des redémarrages.
reboot-delay-innocent =
    - Une mise à jour du système était en cours.
    - La batterie était presque vide.
reboot-delay-next =
    - Voyez si le même processus a retardé d’autres redémarrages.
