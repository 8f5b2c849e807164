warrant-coverage-a01 = { $count } PDU ont été remises sous { $subject }, qui n’est dans aucune tâche du registre ({ $first } à { $last }).
warrant-coverage-a02 = { $count } PDU sous { $subject } précèdent le début de toute autorisation ({ $first } à { $last }).
warrant-coverage-a03 = { $count } PDU sous { $subject } suivent la fin de toute autorisation ({ $first } à { $last }).
warrant-coverage-a04 = { $count } PDU sous { $subject } sont arrivées alors que l’autorisation ou la tâche n’était pas en vigueur ({ $detail } ; { $first } à { $last }).
warrant-coverage-a05 = { $count } PDU de contenu sous { $subject }, pour lequel seules les métadonnées sont permises ({ $detail }).
warrant-coverage-a06 = { $count } PDU sous { $subject } relèvent d’un service que la tâche ne nomme pas ({ $detail }).
warrant-coverage-a07 = { $count } PDU sont allées à une adresse qui n’est pas une adresse de remise de la tâche : { $subject }.
warrant-coverage-a08 = { $count } enregistrements sous { $subject } ne nomment aucune des identités de l’autorisation ({ $detail }).
warrant-coverage-a09 = { $count } paquets de contenu de la session { $subject } relèvent d’une adresse qui n’a pas été annoncée.
warrant-coverage-a10 = Un sélecteur de { $subject } est plus large que ne le permet la politique ({ $detail }).
warrant-coverage-a11 = { $count } PDU sous { $subject } nomment un autre pays d’autorisation ({ $detail }).
warrant-coverage-a12 = { $count } PDU sous { $subject } nomment un autre opérateur ({ $detail }).
warrant-coverage-a13 = La décision d’urgence { $subject } n’a pas été régularisée à temps : { $detail }.
warrant-coverage-a14 = { $count } PDU sous { $subject } tombent entre la fin d’une autorisation et le début de la suivante ({ $first } à { $last }).
warrant-coverage-a15 = Le test { $subject } vise une identité qui n’est pas déclarée comme identité de test.
warrant-coverage-satisfied = Vérifié, sans violation : { $codes }.
warrant-coverage-unverifiable = { $reason ->
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
warrant-coverage-why = Toute interception sans couverture est ce que la procédure entière doit empêcher : à Athènes, en 2004 et 2005, plus de cent téléphones furent écoutés pendant des mois, sans qu’aucune comparaison ne le montre.
warrant-coverage-innocent =
    - Le registre remis peut être incomplet : demandez d’abord les messages de ce LIID.
    - L’horloge d’un équipement peut être décalée ; près d’une limite, la confiance est faible.
    - Un renouvellement peut avoir été décidé sur papier et inscrit tard.
    - Un enregistrement SIP ou mobile peut nommer une identité du même abonné que l’autorisation ne liste pas.
warrant-coverage-next =
    - Lisez les enregistrements que nomme le constat, à leur place dans le fichier, avec un second décodeur.
    - Demandez à l’opérateur et à l’autorité ce qui manque avant d’accuser quiconque.
    - Traitez le constat comme secret : il peut révéler une mesure légale en cours.
