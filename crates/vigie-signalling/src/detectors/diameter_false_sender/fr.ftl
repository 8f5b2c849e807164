diameter-false-sender-one = { $leaked ->
    [none] { $actor } ({ $network }) ne correspond pas à ce qu’il dit de lui-même : { $operations }. Abonné : { $subscriber } ({ $home }). Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) ne correspond pas à ce qu’il dit de lui-même : { $operations }. Abonné : { $subscriber } ({ $home }). Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-false-sender-many = { $leaked ->
    [none] { $actor } ({ $network }) ne correspond pas à ce qu’il dit de lui-même, pour { $subscribers } abonnés : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) ne correspond pas à ce qu’il dit de lui-même, pour { $subscribers } abonnés : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-false-sender-why = Les réponses Diameter reviennent par le chemin de la demande : un faux nom reçoit quand même la réponse. Les filtres regardent les noms ; qui les falsifie passe.
diameter-false-sender-innocent =
    - Hubs et transitaires parlent pour leurs membres : nommez-les dans network.toml.
    - Le trafic propre qui revient par un transitaire porte des noms propres.
    - Des nœuds hébergés desservent plusieurs réseaux ; l’IR.21 peut être périmé.
diameter-false-sender-next =
    - Remontez la route avec le transitaire : quel voisin a apporté le message ?
