tracking-one = { $leaked ->
    [none] { $actor } ({ $network }) a cherché, seul ou avec d’autres, encore et encore l’abonné { $subscriber } ({ $home }) : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a cherché, seul ou avec d’autres, encore et encore l’abonné { $subscriber } ({ $home }) : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
tracking-many = { $actor } ({ $network }) a cherché, seul ou avec d’autres, encore et encore { $subscribers } abonnés, { $count } fois : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
tracking-why = Une question peut être une erreur. Trois en un jour, de quelque adresse que ce soit, ou l’identité puis aussitôt la position, c’est ainsi que travaillent les services de pistage.
tracking-innocent =
    - Des services de localisation propres que network.toml ignore.
    - Des messages non vus parce que la sonde ne voit qu’un sens.
tracking-next =
    - Considérez l’abonné comme une cible : prévenez-le par une autre voie, si c’est sans danger.
    - Suivez toutes les adresses nommées ici dans le reste de la capture.
