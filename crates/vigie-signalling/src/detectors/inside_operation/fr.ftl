inside-operation-one = { $leaked ->
    [none] { $actor } ({ $network }) a envoyé des opérations qui n’ont leur place que dans un seul réseau, sur l’abonné { $subscriber } ({ $home }) : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a envoyé des opérations qui n’ont leur place que dans un seul réseau, sur l’abonné { $subscriber } ({ $home }) : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
inside-operation-many = { $actor } ({ $network }) a envoyé des opérations qui n’ont leur place que dans un seul réseau, sur { $subscribers } abonnés, { $count } fois : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
inside-operation-why = Ces opérations sont faites pour les nœuds d’un même opérateur : elles disent où est un abonné, qui se cache derrière un numéro, quelles clés protègent un appel. Aucun partenaire n’en a besoin (GSMA FS.11, catégorie 1).
inside-operation-innocent =
    - Des groupes d’opérateurs partagent des plateformes ; services de localisation et portabilité nationale reposent sur des accords.
    - De petits opérateurs se trompent de nœud.
inside-operation-next =
    - Demandez au réseau de cette adresse qui l’utilise, et depuis quand.
    - Bloquez l’opération à la frontière, et inscrivez les partenaires convenus sous allow dans network.toml.
    - Si quelque chose a été livré, informez les responsables de la protection des abonnés.
