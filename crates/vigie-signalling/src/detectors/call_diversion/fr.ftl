call-diversion-one = { $leaked ->
    [none] { $actor } ({ $network }) a pris ou donné le contrôle des appels de l’abonné { $subscriber } ({ $home }) : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a pris ou donné le contrôle des appels de l’abonné { $subscriber } ({ $home }) : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
call-diversion-many = { $actor } ({ $network }) a pris ou donné le contrôle des appels de { $subscribers } abonnés, { $count } fois : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
call-diversion-why = Avec CAMEL, un commutateur demande à un service (gsmSCF) que faire d’un appel. Qui inscrit son service dans un profil apprend chaque appel, avec numéro et cellule, et peut le mener par une machine qui enregistre.
call-diversion-innocent =
    - Des services confiés à un prestataire : inscrivez-les sous scf dans network.toml.
    - Des services de traduction de numéros redirigent des appels exprès.
call-diversion-next =
    - Rétablissez le profil depuis le HLR et cherchez les appels passés depuis.
    - Demandez qui exploite le service à cette adresse.
