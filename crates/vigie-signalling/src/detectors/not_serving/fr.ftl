not-serving-one = { $leaked ->
    [none] { $actor } ({ $network }) a agi, sans le desservir, pour l’abonné { $subscriber } ({ $home }) : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a agi, sans le desservir, pour l’abonné { $subscriber } ({ $home }) : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
not-serving-many = { $actor } ({ $network }) a agi, sans le desservir, pour { $subscribers } abonnés, { $count } fois : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
not-serving-why = Renvois d’appel, USSD, messages et appels viennent du réseau qui dessert l’abonné. D’un autre réseau, quelqu’un agit en son nom : pour détourner des appels, dépenser de l’argent, couper la ligne.
not-serving-innocent =
    - Messages tardifs après un déplacement ; hubs de messages courts.
not-serving-next =
    - Vérifiez les renvois actifs de l’abonné.
    - Comparez avec le HLR où était l’abonné.
