vendor-server-found = { $count ->
    [one] Un serveur répond
   *[other] { $count } serveurs répondent
} comme publié pour { $vendor } : { $title } ({ $codes }), vu de { $first } à { $last }. Rapport : { $reference }
vendor-server-weak = { $count ->
    [one] Un serveur correspond
   *[other] { $count } serveurs correspondent
} à une empreinte de { $vendor } qui seule ne dit rien : { $title } ({ $codes }), vu de { $first } à { $last }. Rapport : { $reference }
vendor-server-why = Les serveurs d’un même produit se ressemblent. Une correspondance dit qu’un serveur répond comme ceux qui ont été publiés, non qui l’exploite.
vendor-server-innocent =
    - Des chercheurs font tourner des émulateurs pour essayer ces empreintes, et des pots de miel répondent à tout.
    - Des pages citent les rapports, et des entreprises portent le même nom.
    - L’adresse peut avoir changé de mains depuis le rapport.
vendor-server-next =
    - Regardez l’enregistrement à l’endroit que la preuve nomme, et la même adresse dans d’autres balayages.
    - Faites vérifier par une deuxième personne avant toute publication. Ne sondez pas le serveur.
