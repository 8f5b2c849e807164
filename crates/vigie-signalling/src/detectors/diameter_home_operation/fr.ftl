diameter-home-operation-one = { $leaked ->
    [none] { $actor } ({ $network }) a demandé par Diameter ce que seul le réseau d’origine peut demander : { $operations }. Abonné : { $subscriber } ({ $home }). Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a demandé par Diameter ce que seul le réseau d’origine peut demander : { $operations }. Abonné : { $subscriber } ({ $home }). Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-home-operation-many = { $leaked ->
    [none] { $actor } ({ $network }) a demandé par Diameter ce que seul le réseau d’origine peut demander, pour { $subscribers } abonnés : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a demandé par Diameter ce que seul le réseau d’origine peut demander, pour { $subscribers } abonnés : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
diameter-home-operation-why = Le réseau d’origine peut changer le profil, demander où est l’abonné et retirer l’inscription. Quand un autre le fait, c’est du pistage, de l’interception ou un déni de service.
diameter-home-operation-innocent =
    - Réseaux hébergés ou parrainés : leurs paires vont dans network.toml.
    - Un HSS en deux lieux peut annuler depuis l’un ou l’autre.
diameter-home-operation-next =
    - Vérifiez si les deux réseaux agissent l’un pour l’autre ; si oui, ajoutez une entrée sponsor. Sinon, demandez au réseau de l’hôte qui l’utilise.
