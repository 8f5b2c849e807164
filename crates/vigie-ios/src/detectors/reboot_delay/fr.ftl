reboot-delay-staging = { $times ->
    [one] Un processus tournait dans un dossier qu’aucune app ne devrait utiliser quand le téléphone a été éteint : { $process }
   *[other] Un processus tournait dans un dossier qu’aucune app ne devrait utiliser lors de { $times } arrêts du téléphone : { $process }
}
reboot-delay-long = { $times ->
    [one] Un processus d’un dossier inhabituel a retardé un arrêt plus longtemps que d’habitude : { $process }
   *[other] Un processus d’un dossier inhabituel a retardé { $times } arrêts, dont un plus longtemps que d’habitude : { $process }
}
reboot-delay-unusual = { $times ->
    [one] Un processus d’un dossier inhabituel tournait encore quand le téléphone a été éteint : { $process }
   *[other] Un processus d’un dossier inhabituel tournait encore lors de { $times } arrêts du téléphone : { $process }
}
reboot-delay-single = Le journal des arrêts n’en contient qu’un seul, du { $at } : ce qui a retardé les précédents n’y est pas
reboot-delay-why = Pegasus, Reign et Predator ont laissé des processus dans ces dossiers, et le téléphone note quels processus ne s’arrêtent pas à temps.
reboot-delay-innocent =
    - Une mise à jour du système qui tournait dans un dossier temporaire.
    - Un outil de développement, ou un jailbreak fait par le propriétaire.
reboot-delay-next =
    - Regardez si le même chemin a retardé d’autres arrêts.
    - Faites un sysdiagnose avant de redémarrer le téléphone, et contactez un expert.
