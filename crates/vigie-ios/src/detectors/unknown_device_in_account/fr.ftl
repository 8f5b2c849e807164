unknown-device-in-account-others = { $count ->
    [one] Un autre appareil est dans le compte Apple ; vérifiez que c’est celui du propriétaire : { $devices }
   *[other] { $count } autres appareils sont dans le compte Apple ; vérifiez que ce sont ceux du propriétaire : { $devices }
}
unknown-device-in-account-why = Quiconque ouvre le compte sur son propre appareil lit les messages, photos et mots de passe du propriétaire, sans aucun logiciel espion.
unknown-device-in-account-innocent =
    - La tablette, la montre, l’ordinateur ou la télévision du propriétaire.
    - Un ancien téléphone jamais retiré du compte.
    - Un appareil de la famille où ce compte a été ouvert un jour.
unknown-device-in-account-next =
    - Parcourez la liste avec le propriétaire, appareil par appareil.
    - Si l’un n’est pas à lui, pensez à sa sécurité avant de le retirer : l’autre personne le remarquera.
    - Utilisez Contrôle de sécurité dans les réglages du téléphone, et changez le mot de passe du compte.
