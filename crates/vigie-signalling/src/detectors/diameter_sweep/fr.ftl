diameter-sweep-one = { $leaked ->
    [none] { $actor } ({ $network }) a parcouru abonnés ou hôtes par Diameter : { $operations }. Abonné : { $subscriber } ({ $home }). Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a parcouru abonnés ou hôtes par Diameter : { $operations }. Abonné : { $subscriber } ({ $home }). Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-sweep-many = { $leaked ->
    [none] { $actor } ({ $network }) a parcouru abonnés ou hôtes par Diameter, pour { $subscribers } abonnés : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a parcouru abonnés ou hôtes par Diameter, pour { $subscribers } abonnés : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-sweep-why = Des vecteurs permettent à une fausse station de se faire passer pour le réseau d’origine. Les listes d’IMSI et d’hôtes valides précèdent les attaques contre des personnes.
diameter-sweep-innocent =
    - Les itinérants inscrits sont authentifiés sans cesse ; un nœud qui redémarre demande pour tous.
    - Routes mal configurées d’un nouveau partenaire.
diameter-sweep-next =
    - Limitez le débit en bordure et demandez la raison au partenaire.
