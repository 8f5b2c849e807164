gtp-foreign-session-one = { $leaked ->
    [none] { $actor } ({ $network }) a ouvert une session de données qui ne convient pas : { $operations }. Abonné : { $subscriber } ({ $home }). Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a ouvert une session de données qui ne convient pas : { $operations }. Abonné : { $subscriber } ({ $home }). Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
gtp-foreign-session-many = { $leaked ->
    [none] { $actor } ({ $network }) a ouvert une session de données qui ne convient pas, pour { $subscribers } abonnés : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a ouvert une session de données qui ne convient pas, pour { $subscribers } abonnés : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
gtp-foreign-session-why = Qui ouvre une session au nom d’un abonné consomme à ses frais ou atteint des points d’accès privés.
gtp-foreign-session-innocent =
    - Plages d’adresses d’un partenaire plus récentes que network.toml ; réseaux radio partagés ; hubs.
    - Opérateurs virtuels hébergés : entrées sponsor.
gtp-foreign-session-next =
    - Comparez l’adresse au dernier IR.21 du partenaire.
