id-status-nul-pair-found = { $count ->
    [one] Le téléphone a recherché un compte dont l’identifiant contient des octets nuls.
   *[other] Le téléphone a recherché { $count } comptes dont l’identifiant contient des octets nuls.
}
id-status-nul-pair-why = Aucune adresse ni aucun numéro ne peut contenir d’octet nul : quelque chose que les logiciels ordinaires ne produisent pas a été envoyé au téléphone ou lui a été demandé. De telles entrées ont été vues sur des téléphones attaqués par iMessage.
id-status-nul-pair-innocent =
    - Un fichier endommagé : d’autres entrées le seraient aussi.
    - Un défaut d’une version d’iOS que personne n’a décrit.
id-status-nul-pair-next =
    - Regardez ce qui s’est passé dans l’heure autour de la recherche : messages sans texte, pièces jointes, plantages, nouveaux processus.
    - Envoyez l’entrée à une ligne d’assistance.
