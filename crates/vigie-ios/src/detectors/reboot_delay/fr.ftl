reboot-delay-staging = Un processus tournait dans un dossier qu’aucune app ne devrait utiliser quand le téléphone a été éteint : { $process }
reboot-delay-long = Un processus d’un dossier inhabituel a retardé un arrêt plus longtemps que d’habitude ({ $times } attentes) : { $process }
reboot-delay-unusual = Un processus d’un dossier inhabituel tournait encore quand le téléphone a été éteint : { $process }
reboot-delay-why = Pegasus, Reign et Predator ont laissé des processus dans ces dossiers, et le téléphone note quels processus ne s’arrêtent pas à temps.
reboot-delay-innocent =
    - Une mise à jour du système qui tournait dans un dossier temporaire.
    - Un outil de développement, ou un jailbreak fait par le propriétaire.
reboot-delay-next =
    - Regardez si le même chemin a retardé d’autres arrêts.
    - Faites un sysdiagnose avant de redémarrer le téléphone, et contactez un expert.
