actor-cluster-one = { $leaked ->
    [none] { $actor } ({ $network }) partage ses cibles avec une adresse d’un autre réseau : { $peer } ({ $peer_network }). Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) partage ses cibles avec une adresse d’un autre réseau : { $peer } ({ $peer_network }). Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
actor-cluster-many = { $actor } ({ $network }) partage ses cibles avec une adresse d’un autre réseau : { $peer } ({ $peer_network }), { $subscribers } abonnés, { $count } fois. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
actor-cluster-why = Les services de pistage louent des adresses dans beaucoup de pays et en changent. Les cibles ne changent pas : c’est ainsi que Citizen Lab a trouvé les mêmes acteurs derrière beaucoup d’opérateurs.
actor-cluster-innocent =
    - Opérateurs d’un même groupe, ou service de localisation à plusieurs plateformes.
actor-cluster-next =
    - Traitez les deux adresses comme un seul acteur.
    - Cherchez-en d’autres avec les mêmes cibles dans les captures d’autres jours.
