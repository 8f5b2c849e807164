diameter-registration-one = { $leaked ->
    [none] { $actor } ({ $network }) a inscrit ou oublié un abonné là où ce n’est pas possible : { $operations }. Abonné : { $subscriber } ({ $home }). Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a inscrit ou oublié un abonné là où ce n’est pas possible : { $operations }. Abonné : { $subscriber } ({ $home }). Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-registration-many = { $leaked ->
    [none] { $actor } ({ $network }) a inscrit ou oublié un abonné là où ce n’est pas possible, pour { $subscribers } abonnés : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a inscrit ou oublié un abonné là où ce n’est pas possible, pour { $subscribers } abonnés : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-registration-why = Une fausse inscription détourne appels, messages et codes à usage unique, ou coupe le service.
diameter-registration-innocent =
    - Villes proches d’une frontière, navires et avions, double inscription, messages tardifs.
    - Un nouveau partenaire dont l’IR.21 n’est pas encore dans network.toml.
diameter-registration-next =
    - Demandez à l’abonné où il était ; cherchez messages et appels qui y ont été dirigés.
