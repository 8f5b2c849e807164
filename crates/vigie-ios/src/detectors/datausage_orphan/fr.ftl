datausage-orphan-rows = { $count ->
    [one] Une ligne compte l’utilisation du réseau d’un processus absent de la liste des processus du téléphone.
   *[other] { $count } lignes comptent l’utilisation du réseau de processus absents de la liste des processus du téléphone.
}
datausage-orphan-why = Le téléphone supprime un processus et ses compteurs ensemble. Sur des téléphones infectés par Pegasus, les noms des processus avaient été supprimés mais leurs compteurs étaient restés.
datausage-orphan-innocent =
    - Un nettoyage de la base par le téléphone, interrompu avant la fin.
    - Une sauvegarde restaurée depuis un autre téléphone.
    - Une base endommagée ou copiée en partie.
datausage-orphan-next =
    - Regardez ce qui s’est passé d’autre au moment où ces octets ont été comptés.
    - Gardez la sauvegarde intacte et faites examiner le fichier par un expert.
