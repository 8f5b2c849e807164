listed-link = Un message reçu par ce téléphone contient « { $found } », publié dans « { $set } » comme signe de { $malware }.
listed-app = L’application « { $found } » est ou était installée sur ce téléphone. Elle est publiée dans « { $set } » comme partie de { $malware }.
indicator-match-why = Des spécialistes ont publié cette valeur après l’avoir trouvée sur des téléphones attaqués. Sa présence est compatible avec une attaque du même auteur.
indicator-match-innocent =
    - Quelqu’un l’a envoyée pour la signaler ou pour mettre en garde.
    - L’adresse appartenait à quelqu’un d’autre avant, ou depuis.
indicator-match-next =
    - Gardez le message ; n’ouvrez pas le lien.
    - Regardez ce qui s’est passé d’autre à ce moment.
