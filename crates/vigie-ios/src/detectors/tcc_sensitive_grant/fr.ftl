tcc-sensitive-grant-microphone = { $count ->
    [one] Une app peut utiliser le micro.
   *[other] { $count } apps peuvent utiliser le micro.
}
tcc-sensitive-grant-camera = { $count ->
    [one] Une app peut utiliser l’appareil photo.
   *[other] { $count } apps peuvent utiliser l’appareil photo.
}
tcc-sensitive-grant-screen = { $count ->
    [one] Une app peut enregistrer l’écran.
   *[other] { $count } apps peuvent enregistrer l’écran.
}
tcc-sensitive-grant-keyboard = { $count ->
    [one] Un clavier a un accès complet à ce qui est tapé.
   *[other] { $count } claviers ont un accès complet à ce qui est tapé.
}
tcc-sensitive-grant-why = Une app qui a cette autorisation peut écouter, regarder ou lire. Un logiciel espion qui force le système n’a pas besoin d’autorisations et n’apparaît pas ici.
tcc-sensitive-grant-innocent =
    - Messageries, appareils photo, jeux et claviers ont besoin de ces autorisations : chaque téléphone a une telle liste.
tcc-sensitive-grant-next =
    - Parcourez la liste avec le propriétaire : y a-t-il une app qu’il ne connaît pas ?
