readable-on-the-way-exp-01 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : noms que l’appareil a demandés ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : noms que l’appareil a demandés ({ $protocols }).
}
readable-on-the-way-exp-02 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : noms de sites au début de connexions chiffrées ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : noms de sites au début de connexions chiffrées ({ $protocols }).
}
readable-on-the-way-exp-03 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : adresses de pages et de fichiers, et contenu de formulaires ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : adresses de pages et de fichiers, et contenu de formulaires ({ $protocols }).
}
readable-on-the-way-exp-04 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : cookies et jetons, qui ouvrent des comptes ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : cookies et jetons, qui ouvrent des comptes ({ $protocols }).
}
readable-on-the-way-exp-05 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : mots de passe, ou ce qui en tient lieu ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : mots de passe, ou ce qui en tient lieu ({ $protocols }).
}
readable-on-the-way-exp-06 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : courriels, ou leurs expéditeurs et destinataires ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : courriels, ou leurs expéditeurs et destinataires ({ $protocols }).
}
readable-on-the-way-exp-07 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : numéros de l’appareil, de la carte SIM ou de l’abonné ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : numéros de l’appareil, de la carte SIM ou de l’abonné ({ $protocols }).
}
readable-on-the-way-exp-08 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : lieux sur une carte ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : lieux sur une carte ({ $protocols }).
}
readable-on-the-way-exp-09 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : adresses de courriel, numéros de téléphone et noms d’utilisateur ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : adresses de courriel, numéros de téléphone et noms d’utilisateur ({ $protocols }).
}
readable-on-the-way-exp-10 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : appels et messages : qui, ou quoi ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : appels et messages : qui, ou quoi ({ $protocols }).
}
readable-on-the-way-exp-11 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : noms d’appareils ou de leurs propriétaires ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : noms d’appareils ou de leurs propriétaires ({ $protocols }).
}
readable-on-the-way-exp-12 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : noms de réseaux sans fil recherchés ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : noms de réseaux sans fil recherchés ({ $protocols }).
}
readable-on-the-way-exp-13 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : logiciels et leurs versions ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : logiciels et leurs versions ({ $protocols }).
}
readable-on-the-way-exp-14 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : services utilisés, bien que leur contenu soit chiffré ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : services utilisés, bien que leur contenu soit chiffré ({ $protocols }).
}
readable-on-the-way-exp-15 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : noms dans des certificats de l’appareil ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : noms dans des certificats de l’appareil ({ $protocols }).
}
readable-on-the-way-exp-16 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : valeurs qui relient l’appareil d’un réseau à l’autre ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : valeurs qui relient l’appareil d’un réseau à l’autre ({ $protocols }).
}
readable-on-the-way-exp-18 = { $count ->
    [one] Lisible en chemin, une fois ({ $codes }) : ce que des appareils de la maison disent, reçoivent ou filment ({ $protocols }).
   *[other] Lisible en chemin, { $count } fois ({ $codes }) : ce que des appareils de la maison disent, reçoivent ou filment ({ $protocols }).
}
readable-on-the-way-exp-19 = { $count ->
    [one] Lisible en chemin ({ $codes }) : un site a été contacté ({ $protocols }).
   *[other] Lisible en chemin ({ $codes }) : { $count } sites différents ont été contactés ({ $protocols }).
}
readable-on-the-way-why = Chacun sur le chemin peut lire cela : qui gère le réseau sans fil, le fournisseur d’accès, et les équipements que des États y placent. Personne n’a besoin de forcer quoi que ce soit. Ce qui a été lu n’est pas conservé ici, seulement que cela pouvait l’être.
readable-on-the-way-innocent =
    - Rien ici n’est signe d’une attaque : les noms sont lisibles sur presque tous les réseaux.
readable-on-the-way-next =
    - Suivez les conseils de la page « Ce que quelqu’un sur le chemin pouvait lire » du rapport.
    - Changez les mots de passe passés en clair, sur une connexion chiffrée.
