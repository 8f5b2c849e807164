gtp-sweep-one = { $leaked ->
    [none] { $actor } ({ $network }) a cherché à tâtons nœuds, tunnels, abonnés ou points d’accès : { $operations }. Abonné : { $subscriber } ({ $home }). Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a cherché à tâtons nœuds, tunnels, abonnés ou points d’accès : { $operations }. Abonné : { $subscriber } ({ $home }). Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
gtp-sweep-many = { $leaked ->
    [none] { $actor } ({ $network }) a cherché à tâtons nœuds, tunnels, abonnés ou points d’accès, pour { $subscribers } abonnés : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a cherché à tâtons nœuds, tunnels, abonnés ou points d’accès, pour { $subscribers } abonnés : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
gtp-sweep-why = L’essai précède l’attaque : il trouve passerelles, sessions à détourner, abonnés et réseaux privés.
gtp-sweep-innocent =
    - La gestion des chemins envoie des échos aux nœuds connus, qui répondent.
    - Après un redémarrage, beaucoup de tunnels sont inconnus ; erreurs de configuration d’un partenaire.
gtp-sweep-next =
    - Demandez au propriétaire de l’adresse ; bloquez-la en bordure si personne ne la connaît.
