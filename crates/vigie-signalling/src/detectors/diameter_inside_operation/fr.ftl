diameter-inside-operation-one = { $leaked ->
    [none] { $actor } ({ $network }) a utilisé Diameter pour ce qui reste à l’intérieur d’un réseau : { $operations }. Abonné : { $subscriber } ({ $home }). Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a utilisé Diameter pour ce qui reste à l’intérieur d’un réseau : { $operations }. Abonné : { $subscriber } ({ $home }). Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-inside-operation-many = { $leaked ->
    [none] { $actor } ({ $network }) a utilisé Diameter pour ce qui reste à l’intérieur d’un réseau, pour { $subscribers } abonnés : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a utilisé Diameter pour ce qui reste à l’intérieur d’un réseau, pour { $subscribers } abonnés : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-inside-operation-why = Sh et SLh donnent position, état et nœud de desserte de tout abonné, SLg fait mesurer la position, S6c donne l’IMSI. L’itinérance n’en a pas besoin. Qui demande de l’extérieur cherche quelqu’un.
diameter-inside-operation-innocent =
    - La voix en itinérance S8HR, l’exposition IoT (T6a) ou les messages courts (S6c) peuvent être convenus : `allow` dans network.toml.
diameter-inside-operation-next =
    - Demandez au partenaire quel nœud c’était et pourquoi ; refusez l’application en bordure si elle n’est pas convenue.
