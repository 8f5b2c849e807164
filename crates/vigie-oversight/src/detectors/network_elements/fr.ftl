network-elements-b01 = L’équipement { $detail } annonce la tâche { $subject }, que personne n’a ordonnée.
network-elements-b02 = La tâche { $subject } est ordonnée et en vigueur, mais l’équipement { $detail } ne la connaît pas.
network-elements-b03 = Ce qu’un équipement intercepte pour la tâche { $subject } diffère du registre ({ $detail }).
network-elements-b04 = La destination { $subject } n’est pas sur la liste approuvée ({ $detail }).
network-elements-b05 = La tâche { $subject } a été activée sur { $detail } sans autorisation approuvée au registre ({ $first }).
network-elements-b06 = La tâche { $subject } a été retirée trop tard ou jamais ({ $detail }).
network-elements-b07 = Un ordre vient de quelqu’un qui ne peut le donner, ou qui l’a approuvé seul : { $subject } ({ $detail }).
network-elements-b08 = La tâche { $subject } a été modifiée au-delà de l’autorisation ({ $detail }).
network-elements-b09 = { $count } PDU ont quitté l’équipement { $detail } pour la tâche { $subject }, jamais ordonnée.
network-elements-b10 = Pour la tâche { $subject }, l’équipement dit avoir envoyé une autre quantité de contenu que celle remise ({ $detail } octets).
network-elements-b11 = Un équipement a intercepté pour la tâche { $subject } après toute échéance ({ $detail }).
network-elements-b12 = Rien n’a été entendu de l’équipement { $subject } pendant { $detail } ({ $count } fois).
network-elements-b13 = La transaction { $subject } a servi à deux messages différents.
network-elements-b14 = Tout a été retiré d’un coup sur { $subject } ({ $detail }).
network-elements-b15 = L’ordre { $subject } ({ $detail }) n’est pas dans le journal de l’opérateur.
network-elements-b16 = La tâche { $subject } n’a pas de fin, alors que l’autorisation en a une.
network-elements-satisfied = Vérifié, sans violation : { $codes }.
network-elements-unverifiable = { $reason ->
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
network-elements-why = Un branchement sur l’équipement qu’aucune couche de gestion n’a ordonné : c’est ainsi que fut fait Athènes. Seule la réponse de l’équipement, et ce qui en sort, peut le montrer.
network-elements-innocent =
    - L’historique X1 peut commencer après la mise en place de tâches : demandez ce qui précède.
    - Les unités des quantités varient selon les constructeurs, et une perte ressemble à un détournement.
    - Une maintenance arrête les signes de vie.
    - Des tables du constructeur peuvent contenir le lien entre LIID et tâche que X1 ne montre pas.
network-elements-next =
    - Lisez les enregistrements que nomme le constat, à leur place dans le fichier, avec un second décodeur.
    - Demandez à l’opérateur et à l’autorité ce qui manque avant d’accuser quiconque.
    - Traitez le constat comme secret : il peut révéler une mesure légale en cours.
