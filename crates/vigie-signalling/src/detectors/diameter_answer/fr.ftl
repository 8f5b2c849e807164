diameter-answer-one = { $leaked ->
    [none] { $actor } ({ $network }) a répondu par Diameter à ce qu’on ne lui demandait pas, ou a renvoyé une demande ailleurs : { $operations }. Abonné : { $subscriber } ({ $home }). Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a répondu par Diameter à ce qu’on ne lui demandait pas, ou a renvoyé une demande ailleurs : { $operations }. Abonné : { $subscriber } ({ $home }). Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-answer-many = { $leaked ->
    [none] { $actor } ({ $network }) a répondu par Diameter à ce qu’on ne lui demandait pas, ou a renvoyé une demande ailleurs, pour { $subscribers } abonnés : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a répondu par Diameter à ce qu’on ne lui demandait pas, ou a renvoyé une demande ailleurs, pour { $subscribers } abonnés : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-answer-why = Qui peut répondre pour un autre donne de faux profils, ou attire les demandes vers son propre nœud.
diameter-answer-innocent =
    - Trous de la capture et sondes à sens unique : la confiance est basse quand la capture perd des paquets.
    - Agents d’un hub qui redirigent par accord.
diameter-answer-next =
    - Vérifiez avec le transitaire quel nœud a répondu.
