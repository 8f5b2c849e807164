wiped-calls-absent = { $count ->
    [1] Un appel est noté ailleurs sur ce téléphone et manque à son journal, qui couvre ce moment
   *[other] { $count } appels sont notés ailleurs sur ce téléphone et manquent à son journal, qui couvre ces moments
}
wiped-calls-why = Ce qui retire un appel du journal peut ignorer les autres endroits qui le notent.
wiped-calls-innocent =
    - Le propriétaire a effacé des appels un à un.
    - Les appels d’un autre appareil du propriétaire, ou des tentatives sans connexion, ne sont pas notés partout.
wiped-calls-next =
    - Demandez au propriétaire s’il a effacé ces appels.
    - Regardez ce qui s’est passé d’autre à ce moment, et les lignes effacées du journal des appels.
