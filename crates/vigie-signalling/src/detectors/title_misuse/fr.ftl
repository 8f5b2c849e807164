title-misuse-one = { $leaked ->
    [none] { $actor } ({ $network }) est apparu comme expéditeur là où aucun nœud propre ne devrait, sur l’abonné { $subscriber } ({ $home }) : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) est apparu comme expéditeur là où aucun nœud propre ne devrait, sur l’abonné { $subscriber } ({ $home }) : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
title-misuse-many = { $actor } ({ $network }) est apparu comme expéditeur là où aucun nœud propre ne devrait, sur { $subscribers } abonnés, { $count } fois : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
title-misuse-why = Des opérateurs louent des titres globaux à des tiers, et des attaquants les falsifient : dans les deux cas le réseau répond de ce que font des inconnus, et les filtres qui font confiance à ses adresses sont contournés.
title-misuse-innocent =
    - Une plateforme de test ou un nœud absent de l’inventaire.
    - Des messages propres qui reviennent par un transporteur.
title-misuse-next =
    - Cherchez le titre dans le plan de numérotation et les contrats de location.
    - Ajoutez-le à nodes dans network.toml s’il est connu.
