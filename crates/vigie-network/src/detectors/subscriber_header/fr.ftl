subscriber-header-found = { $count ->
    [one] Une page sans chiffrement portait l’en-tête « { $header } », par lequel des opérateurs nomment leur abonné ({ $codes }).
   *[other] { $count } pages sans chiffrement portaient l’en-tête « { $header } », par lequel des opérateurs nomment leur abonné ({ $codes }).
}
subscriber-header-why = Des passerelles d’opérateurs mobiles ajoutent de tels en-têtes : chaque site, et qui lit en chemin, peut reconnaître l’abonné.
subscriber-header-innocent =
    - Une app ou une page de l’opérateur ajoute elle-même l’en-tête.
    - Un logiciel d’entreprise utilise le même nom pour autre chose.
subscriber-header-next =
    - Demandez à l’opérateur de désactiver cela.
    - Utilisez des pages chiffrées ou un VPN : les passerelles n’y peuvent rien ajouter.
