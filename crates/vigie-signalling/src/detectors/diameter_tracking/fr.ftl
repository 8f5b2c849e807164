diameter-tracking-one = { $leaked ->
    [none] { $actor } ({ $network }) a cherché un abonné par Diameter : { $operations }. Abonné : { $subscriber } ({ $home }). Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a cherché un abonné par Diameter : { $operations }. Abonné : { $subscriber } ({ $home }). Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-tracking-many = { $leaked ->
    [none] { $actor } ({ $network }) a cherché un abonné par Diameter, pour { $subscribers } abonnés : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a cherché un abonné par Diameter, pour { $subscribers } abonnés : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-tracking-why = Une cellule situe quelqu’un à quelques centaines de mètres. Demandée encore et encore, c’est la trace d’une vie.
diameter-tracking-innocent =
    - Un partenaire peut demander où est son propre abonné chez nous : ce n’est pas signalé.
    - Services de localisation propres à l’étranger : `allow` dans network.toml.
diameter-tracking-next =
    - Transmettez le rapport à l’équipe de sécurité du réseau d’origine ; la personne recherchée doit peut-être le savoir.
