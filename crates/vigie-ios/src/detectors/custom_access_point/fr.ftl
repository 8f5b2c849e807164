custom-access-point-proxy = Le point d’accès « { $apn } », réglé à la main, fait passer les données mobiles par le proxy { $proxy }.
custom-access-point-plain = Un point d’accès au réseau mobile a été réglé à la main : « { $apn } ».
custom-access-point-why = Le point d’accès décide où vont d’abord les données mobiles ; un proxy réglé là voit les requêtes web.
custom-access-point-innocent =
    - L’opérateur de la carte SIM, ou une carte SIM de voyage, le demande.
    - Une entreprise a son propre point d’accès.
custom-access-point-next =
    - Comparez-le avec ce que demande l’opérateur ; il figure dans Réglages, Données cellulaires, Réseau de données cellulaires.
