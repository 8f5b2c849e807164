gtp-evasion-one = { $leaked ->
    [none] { $actor } ({ $network }) a envoyé du GTP dont aucun réseau n’a besoin, ou cassé : { $operations }. Abonné : { $subscriber } ({ $home }). Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a envoyé du GTP dont aucun réseau n’a besoin, ou cassé : { $operations }. Abonné : { $subscriber } ({ $home }). Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
gtp-evasion-many = { $leaked ->
    [none] { $actor } ({ $network }) a envoyé du GTP dont aucun réseau n’a besoin, ou cassé, pour { $subscribers } abonnés : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a envoyé du GTP dont aucun réseau n’a besoin, ou cassé, pour { $subscribers } abonnés : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
gtp-evasion-why = Un téléphone qui envoie de la signalisation par son tunnel parle aux passerelles de l’intérieur. Les messages cassés testent ce qu’un nœud supporte.
gtp-evasion-innocent =
    - De vieilles piles omettent des éléments ; essais avant la mise en service d’un partenaire.
gtp-evasion-next =
    - Gardez les paquets ; filtrez GTP dans les tunnels à la passerelle.
