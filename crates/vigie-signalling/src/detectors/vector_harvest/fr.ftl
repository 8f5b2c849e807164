vector-harvest-one = { $leaked ->
    [none] { $actor } ({ $network }) a demandé des vecteurs d’authentification de beaucoup d’abonnés, en dernier de { $subscriber } ({ $home }) : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a demandé des vecteurs d’authentification de beaucoup d’abonnés, en dernier de { $subscriber } ({ $home }) : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
vector-harvest-many = { $actor } ({ $network }) a demandé des vecteurs d’authentification de { $subscribers } abonnés, { $count } fois : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
vector-harvest-why = Avec des vecteurs, une fausse station de base peut passer pour le vrai réseau et écouter. Qui en collecte pour beaucoup d’abonnés sans en inscrire aucun prépare cela.
vector-harvest-innocent =
    - Un réseau visité authentifie à nouveau ses itinérants toute la journée ; un VLR redémarré le fait pour tous à la fois.
vector-harvest-next =
    - Demandez au réseau si un VLR a redémarré alors.
    - Comparez les abonnés avec ceux inscrits là.
