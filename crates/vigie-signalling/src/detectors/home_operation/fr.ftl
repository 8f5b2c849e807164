home-operation-one = { $leaked ->
    [none] { $actor } ({ $network }) a demandé ce que seul le réseau d’origine peut demander, sur l’abonné { $subscriber } ({ $home }) : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a demandé ce que seul le réseau d’origine peut demander, sur l’abonné { $subscriber } ({ $home }) : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
home-operation-many = { $actor } ({ $network }) a demandé ce que seul le réseau d’origine peut demander, sur { $subscribers } abonnés, { $count } fois : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
home-operation-why = Le réseau d’origine peut demander au réseau visité où est son abonné, changer le profil ou retirer l’inscription. Quand un autre le fait, c’est du pistage, de l’interception ou un déni de service (GSMA FS.11, catégorie 2).
home-operation-innocent =
    - Réseaux hébergés ou parrainés, et hubs : leurs paires vont dans network.toml.
    - Les secours peuvent localiser qui les appelle.
home-operation-next =
    - Vérifiez si les deux réseaux agissent l’un pour l’autre ; si oui, ajoutez une entrée sponsor ou hub.
    - Demandez au réseau de l’adresse qui l’utilise.
