interception-window-one = { $leaked ->
    [none] { $actor } ({ $network }) a reçu des messages ou appels, après une inscription apparue au loin, de l’abonné { $subscriber } ({ $home }) : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a reçu des messages ou appels, après une inscription apparue au loin, de l’abonné { $subscriber } ({ $home }) : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
interception-window-many = { $actor } ({ $network }) a reçu des messages ou appels, après une inscription apparue au loin, de { $subscribers } abonnés, { $count } fois : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
interception-window-why = C’est ainsi que l’on vole les codes à usage unique de banques et messageries, et que l’on écoute des appels : inscrire l’abonné, prendre ce qui vient, le laisser revenir.
interception-window-innocent =
    - À une frontière, les téléphones changent sans cesse de réseau ; les voisins sont donc exclus.
interception-window-next =
    - Prévenez l’abonné par une autre voie : les comptes protégés par des messages à ce numéro peuvent être détournés.
    - Gardez la capture : elle montre ce qui a été livré et quand.
