wiped-history-absent = { $count ->
    [1] Safari a servi pour un site qui manque à son historique, lequel couvre pourtant ce moment : { $sites }
   *[other] Safari a servi pour { $count } sites qui manquent à son historique, lequel couvre pourtant ces moments : { $sites }
}
wiped-history-why = Ce qui retire une visite de l’historique peut ignorer les autres endroits qui notent la page.
wiped-history-innocent =
    - Le propriétaire a effacé des pages de l’historique une à une.
    - La page a été ouverte dans un onglet sans jamais être chargée, ou montrée par une autre app.
    - L’historique d’un autre profil de Safari n’est pas dans cette copie.
wiped-history-next =
    - Demandez au propriétaire s’il connaît ces sites et s’il a effacé des visites.
    - Regardez ce qui s’est passé à ce moment, et les lignes effacées de l’historique.
