message-route-one = { $leaked ->
    [none] { $actor } ({ $network }) a demandé le chemin de messages ou les a envoyés d’une façon qui ne convient pas, pour l’abonné { $subscriber } ({ $home }) : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a demandé le chemin de messages ou les a envoyés d’une façon qui ne convient pas, pour l’abonné { $subscriber } ({ $home }) : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
message-route-many = { $actor } ({ $network }) a demandé le chemin de messages ou les a envoyés d’une façon qui ne convient pas, pour { $subscribers } abonnés, { $count } fois : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
message-route-why = Demander où envoyer un message livre l’IMSI et le nœud de desserte, et n’exige aucun accord. Posée sans message qui suive, la question est le début du pistage. Des messages sans la question viennent de quelqu’un qui savait déjà.
message-route-innocent =
    - Des services de vérification de numéros demandent sans envoyer.
    - Des hubs envoient pour d’autres ; un téléphone éteint ne reçoit rien.
message-route-next =
    - Envisagez le routage par le réseau d’origine : il répond par un substitut de l’IMSI et du nœud.
    - Demandez au réseau de l’adresse à quoi servaient les questions.
