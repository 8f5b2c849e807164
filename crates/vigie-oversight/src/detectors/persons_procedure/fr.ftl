persons-procedure-d01 = La cible de { $subject } est sur la liste des personnes protégées ({ $detail }), sans avis de la formation plénière.
persons-procedure-d02 = { $count } enregistrements sous { $subject } concernent un correspondant protégé ({ $detail }) : à filtrer, sans les ouvrir.
persons-procedure-d03 = La procédure d’urgence a servi pour { $subject }, dont la cible est protégée ({ $detail }).
persons-procedure-d04 = L’autorisation { $subject } dure plus que la loi ne le permet (jusqu’à { $detail }).
persons-procedure-d05 = Plus d’autorisations de type { $subject } étaient en vigueur en même temps que le quota ne le permet ({ $detail }).
persons-procedure-d06 = Le produit { $subject } a été conservé trop longtemps ({ $detail }).
persons-procedure-d07 = L’autorisation { $subject } exige un avis préalable, et aucun n’est au dossier ({ $detail }).
persons-procedure-d08 = L’autorisation { $subject } a été décidée par une personne sans délégation ({ $detail }).
persons-procedure-d09 = L’autorisation { $subject } a commencé avant d’être décidée ({ $detail }).
persons-procedure-satisfied = Vérifié, sans violation : { $codes }.
persons-procedure-unverifiable = { $reason ->
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
persons-procedure-why = La loi protège la fonction de certaines personnes et exige pour toute mesure un avis, une délégation et une fin. Une décision datée d’après le début est une régularisation après coup.
persons-procedure-innocent =
    - Un avis ou une décision peut exister sans figurer dans le message.
    - La liste des personnes protégées peut être antérieure à la décision.
    - Une délégation peut avoir été donnée entre deux éditions de la politique.
    - C’est la loi de la date qui compte, non celle de l’audit.
persons-procedure-next =
    - Lisez les enregistrements que nomme le constat, à leur place dans le fichier, avec un second décodeur.
    - Demandez à l’opérateur et à l’autorité ce qui manque avant d’accuser quiconque.
    - Traitez le constat comme secret : il peut révéler une mesure légale en cours.
