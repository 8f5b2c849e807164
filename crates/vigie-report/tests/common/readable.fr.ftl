readable-seen = Lisible en chemin, { $count } fois : des mots de passe.
readable-why = Chacun sur le chemin peut lire cela.
readable-innocent =
    - Rien ici n’est signe d’une attaque.
readable-next =
    - Changez les mots de passe passés en clair.
