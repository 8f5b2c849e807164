gtp-tunnel-takeover-one = { $leaked ->
    [none] { $actor } ({ $network }) a terminé ou déplacé une session de données d’autrui : { $operations }. Abonné : { $subscriber } ({ $home }). Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a terminé ou déplacé une session de données d’autrui : { $operations }. Abonné : { $subscriber } ({ $home }). Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
gtp-tunnel-takeover-many = { $leaked ->
    [none] { $actor } ({ $network }) a terminé ou déplacé une session de données d’autrui, pour { $subscribers } abonnés : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a terminé ou déplacé une session de données d’autrui, pour { $subscribers } abonnés : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
gtp-tunnel-takeover-why = Une session déplacée livre les données de l’abonné à qui l’a déplacée.
gtp-tunnel-takeover-innocent =
    - Les passerelles d’un opérateur se relaient : ce n’est pas signalé si les plages sont connues.
gtp-tunnel-takeover-next =
    - Vérifiez à la passerelle si des données sont allées au nouveau bout, et depuis quand.
