gtp-inside-operation-one = { $leaked ->
    [none] { $actor } ({ $network }) a envoyé des messages GTP qui restent à l’intérieur d’un réseau : { $operations }. Abonné : { $subscriber } ({ $home }). Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a envoyé des messages GTP qui restent à l’intérieur d’un réseau : { $operations }. Abonné : { $subscriber } ({ $home }). Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
gtp-inside-operation-many = { $leaked ->
    [none] { $actor } ({ $network }) a envoyé des messages GTP qui restent à l’intérieur d’un réseau, pour { $subscribers } abonnés : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a envoyé des messages GTP qui restent à l’intérieur d’un réseau, pour { $subscribers } abonnés : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
gtp-inside-operation-why = Les réponses de contexte contiennent les clés du chiffrement ; l’information d’acheminement donne le nœud de desserte.
gtp-inside-operation-innocent =
    - Voisins qui se relaient à une frontière par accord.
gtp-inside-operation-next =
    - Fermez ces types à la passerelle de bordure, sauf besoin d’un voisin.
