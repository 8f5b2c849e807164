diameter-evasion-one = { $leaked ->
    [none] { $actor } ({ $network }) a envoyé des messages qu’un filtre et un nœud peuvent lire différemment : { $operations }. Abonné : { $subscriber } ({ $home }). Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a envoyé des messages qu’un filtre et un nœud peuvent lire différemment : { $operations }. Abonné : { $subscriber } ({ $home }). Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-evasion-many = { $leaked ->
    [none] { $actor } ({ $network }) a envoyé des messages qu’un filtre et un nœud peuvent lire différemment, pour { $subscribers } abonnés : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a envoyé des messages qu’un filtre et un nœud peuvent lire différemment, pour { $subscribers } abonnés : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-evasion-why = Un filtre qui prend le premier de deux noms et un nœud qui prend le second voient deux abonnés. Aucune pile ordinaire n’écrit cela.
diameter-evasion-innocent =
    - Paires d’une version ultérieure ou d’un constructeur, marquées obligatoires.
diameter-evasion-next =
    - Gardez les paquets bruts, et testez le filtre avec la même forme en laboratoire.
