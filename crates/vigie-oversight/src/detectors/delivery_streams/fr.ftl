delivery-streams-c01 = Des numéros manquent dans le flux { $subject } : { $detail }.
delivery-streams-c02 = Un numéro désigne deux PDU différentes dans le flux { $subject } : { $detail }.
delivery-streams-c03 = Une empreinte de PDU de { $subject } ne concorde pas ({ $detail }).
delivery-streams-c04 = Une signature sur { $subject } n’est pas valide ({ $detail }).
delivery-streams-c05 = Des PDU du flux { $subject } ne sont couvertes par aucune empreinte ({ $detail }).
delivery-streams-c06 = { $subject } désigne des cibles différentes ({ $detail }).
delivery-streams-c07 = Le contenu de la session { $subject } est venu sans l’enregistrement de son début.
delivery-streams-c08 = Des heures de { $subject } manquent ou reculent ({ $detail } ; { $count } PDU).
delivery-streams-c09 = L’horloge de { $subject } s’écarte de { $detail } ({ $count } PDU).
delivery-streams-c10 = { $count } endroits de { $subject } n’ont pu être décodés (premier : { $detail }).
delivery-streams-c11 = { $count } PDU sous { $subject } ont été remises en clair alors que le chiffrement est exigé.
delivery-streams-c12 = Une cryptographie faible protège { $subject } : { $detail }.
delivery-streams-c13 = { $count } PDU sous { $subject } ont été remises en retard ({ $detail }).
delivery-streams-c14 = { $subject } signale une erreur : { $detail } ({ $count } fois).
delivery-streams-satisfied = Vérifié, sans violation : { $codes }.
delivery-streams-unverifiable = { $reason ->
    [no-register] Non vérifiable pour certains enregistrements : { $codes } : il n’y a pas de registre.
    [no-delivery-address] Non vérifiable pour certains enregistrements : { $codes } : la tâche ne nomme aucune adresse de remise.
    [no-address] Non vérifiable pour certains enregistrements : { $codes } : le fichier ne dit pas où cela est allé.
    [not-said] Non vérifiable pour certains enregistrements : { $codes } : un enregistrement ne le dit pas.
    [no-time] Non vérifiable pour certains enregistrements : { $codes } : une PDU n’a pas d’heure comparable.
    [no-authorisation] Non vérifiable pour certains enregistrements : { $codes } : la tâche ne nomme aucune autorisation.
    [encrypted] Non vérifiable pour certains enregistrements : { $codes } : le contenu est chiffré, sans clé.
    [no-service-scope] Non vérifiable pour certains enregistrements : { $codes } : rien ne dit ce que couvre le service.
    [hashed] Non vérifiable pour certains enregistrements : { $codes } : les identités ne sont connues que par empreinte.
    [other-identities] Non vérifiable pour certains enregistrements : { $codes } : les deux côtés nomment des identités d’autres sortes.
    [none-announced] Non vérifiable pour certains enregistrements : { $codes } : aucune adresse n’a été annoncée pour la session.
    [too-many] Non vérifiable pour certains enregistrements : { $codes } : il y avait trop à retenir.
    [no-threshold] Non vérifiable pour certains enregistrements : { $codes } : la politique ne fixe pas de seuil.
    [not-yet-due] Non vérifiable pour certains enregistrements : { $codes } : l’échéance n’est pas atteinte.
    [no-orders] Non vérifiable pour certains enregistrements : { $codes } : aucun ordre X1 à comparer.
    [no-liid] Non vérifiable pour certains enregistrements : { $codes } : rien ne dit pour quel LIID est la tâche.
    [no-answer-of-element] Non vérifiable pour certains enregistrements : { $codes } : la réponse de l’équipement manque.
    [no-approved-list] Non vérifiable pour certains enregistrements : { $codes } : il n’y a pas de liste de destinations approuvées.
    [no-end] Non vérifiable pour certains enregistrements : { $codes } : une autorisation n’a pas de fin.
    [no-handover] Non vérifiable pour certains enregistrements : { $codes } : aucune remise à comparer.
    [capture-hole] Non vérifiable pour certains enregistrements : { $codes } : la capture elle-même est trouée.
    [no-operator-log] Non vérifiable pour certains enregistrements : { $codes } : le journal de l’opérateur manque.
    [no-capture] Non vérifiable pour certains enregistrements : { $codes } : un fichier de PDU n’a pas d’heure de capture.
    [pdus-missing] Non vérifiable pour certains enregistrements : { $codes } : des PDU que nomme une empreinte manquent au fichier.
    [no-key] Non vérifiable pour certains enregistrements : { $codes } : la clé publique manque.
    [algorithm] Non vérifiable pour certains enregistrements : { $codes } : l’algorithme n’est pas pris en charge.
    [no-list] Non vérifiable pour certains enregistrements : { $codes } : il n’y a pas de liste de personnes protégées.
    [file-missing] Non vérifiable pour certains enregistrements : { $codes } : un fichier journalisé n’est pas au dossier.
    [no-leaves] Non vérifiable pour certains enregistrements : { $codes } : les feuilles du journal manquent.
    [no-checkpoint] Non vérifiable pour certains enregistrements : { $codes } : une preuve n’a pas de point de contrôle.
    [no-period] Non vérifiable pour certains enregistrements : { $codes } : un chiffre ne nomme pas de période.
    [no-counting-rule] Non vérifiable pour certains enregistrements : { $codes } : la règle de comptage d’un chiffre est inconnue.
    [too-few] Non vérifiable pour certains enregistrements : { $codes } : trop peu pour dire ce qui est habituel.
   *[no-policy] Non vérifiable pour certains enregistrements : { $codes } : le dossier n’a pas de politique.
}
delivery-streams-why = Un flux coupé, modifié ou renvoyé avec un autre contenu ne fait pas preuve. Qui s’y fie doit le savoir.
delivery-streams-innocent =
    - Des paquets se perdent sans intention ; une médiation redémarrée renumérote.
    - Une PDU renvoyée à l’identique est normale et n’est pas signalée.
    - Une clé changée fait échouer de bonnes signatures.
    - Les horloges dérivent.
delivery-streams-next =
    - Lisez les enregistrements que nomme le constat, à leur place dans le fichier, avec un second décodeur.
    - Demandez à l’opérateur et à l’autorité ce qui manque avant d’accuser quiconque.
    - Traitez le constat comme secret : il peut révéler une mesure légale en cours.
