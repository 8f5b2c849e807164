sim-message-one = { $leaked ->
    [none] { $actor } ({ $network }) a envoyé des messages qui ne s’affichent pas, à l’abonné { $subscriber } ({ $home }) : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a envoyé des messages qui ne s’affichent pas, à l’abonné { $subscriber } ({ $home }) : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
sim-message-many = { $actor } ({ $network }) a envoyé des messages qui ne s’affichent pas, à { $subscribers } abonnés, { $count } fois : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
sim-message-why = Des messages binaires peuvent faire envoyer la position par des programmes de la carte SIM (navigateurs S@T et WIB, Simjacker, 2019) ; des messages silencieux font répondre le téléphone, pour le trouver.
sim-message-innocent =
    - Les opérateurs gèrent ainsi leurs cartes : inscrivez leurs expéditeurs sous ota dans network.toml.
    - Des services testent par messages silencieux si un téléphone est allumé.
sim-message-next =
    - Cherchez les messages envoyés juste après par le téléphone.
    - Filtrez les messages binaires à la frontière.
