implausible-registration-one = { $leaked ->
    [none] { $actor } ({ $network }) a inscrit dans des circonstances douteuses l’abonné { $subscriber } ({ $home }) : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a inscrit dans des circonstances douteuses l’abonné { $subscriber } ({ $home }) : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
implausible-registration-many = { $actor } ({ $network }) a inscrit dans des circonstances douteuses { $subscribers } abonnés, { $count } fois : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
implausible-registration-why = Qui inscrit un abonné reçoit ses appels, messages et codes à usage unique. Une fausse inscription se voit à un voyage plus rapide que tout avion, à des adresses qui se contredisent, à un réseau sans accord, ou à l’absence de vecteurs.
implausible-registration-innocent =
    - De nouveaux partenaires que network.toml ignore encore.
    - Deux cartes pour un numéro, messages tardifs, navires et avions.
    - Les vecteurs peuvent venir du réseau précédent : leur absence seule prouve peu.
implausible-registration-next =
    - Demandez à l’abonné, si c’est sans danger, où il était.
    - Cherchez les messages et appels livrés pendant ce temps.
