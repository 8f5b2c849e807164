sweep-one = { $leaked ->
    [none] { $actor } ({ $network }) a essayé adresses, numéros ou formes, ici sur l’abonné { $subscriber } ({ $home }) : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a essayé adresses, numéros ou formes, ici sur l’abonné { $subscriber } ({ $home }) : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
sweep-many = { $actor } ({ $network }) a essayé adresses, numéros ou formes, ici sur { $subscribers } abonnés, { $count } fois : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
sweep-why = Avant l’attaque vient la recherche : quels nœuds répondent, quels abonnés existent, quelle forme d’une opération passe.
sweep-innocent =
    - Essais d’un nouveau partenaire (IREG), lots de machines à numéros consécutifs, campagnes de messages.
sweep-next =
    - Demandez au réseau de l’adresse s’il fait des essais.
    - Observez ce que l’adresse fait ensuite à ceux qui ont répondu.
