across-protocols-one = { $leaked ->
    [none] { $actor } ({ $network }) a agi par plusieurs protocoles : { $operations }. Abonné : { $subscriber } ({ $home }). Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a agi par plusieurs protocoles : { $operations }. Abonné : { $subscriber } ({ $home }). Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
across-protocols-many = { $leaked ->
    [none] { $actor } ({ $network }) a agi par plusieurs protocoles, pour { $subscribers } abonnés : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a agi par plusieurs protocoles, pour { $subscribers } abonnés : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
across-protocols-why = Les pare-feu surveillent chaque protocole seul. Qui est refusé sur l’un essaie le suivant ; seul l’ensemble fait une image.
across-protocols-innocent =
    - L’inscription combinée d’un téléphone donne le même réseau sur les deux protocoles : ce n’est pas signalé.
    - Le repli depuis LTE pour les appels change de protocole dans un même réseau.
across-protocols-next =
    - Réunissez les captures de tous les protocoles d’une même période.
