disabled-protection-app-off = { $count ->
        [one] Une app qui protège ou met à jour le téléphone est désactivée
       *[other] { $count } apps qui protègent ou mettent à jour le téléphone sont désactivées
    } : { $apps }
disabled-protection-app-why = Sans elles le téléphone ne reçoit ni mises à jour ni vérifications, et son fabricant n’apprend rien d’une attaque.
disabled-protection-app-innocent =
    - Le propriétaire a désactivé des apps du fabricant pour la batterie ou sa vie privée.
    - Une liste d’apps à désactiver, trouvée sur internet.
    - Un système sans les services de Google.
disabled-protection-app-next =
    - Demandez au propriétaire qui a désactivé ces apps.
    - Réactivez-les une fois la preuve conservée, et installez les mises à jour.
