wiped-messages-absent = { $count ->
    [1] Autre chose sur ce téléphone parle d’un message qui manque à la base des messages, laquelle couvre ce moment
   *[other] { $count } traces ailleurs sur ce téléphone parlent de messages qui manquent à la base des messages, laquelle couvre ces moments
}
wiped-messages-why = Ce qui retire un message peut ignorer les autres endroits où il a laissé une trace.
wiped-messages-innocent =
    - Le propriétaire a effacé des messages ou une conversation.
    - Des messages ont expiré, ont été retirés par leur auteur, ou effacés sur un autre appareil.
    - Les réactions et les partages de position sont notés sans être des messages.
wiped-messages-next =
    - Demandez au propriétaire s’il a effacé des messages à ce moment.
    - Regardez ce qui s’est passé d’autre alors, et les lignes effacées de la base.
