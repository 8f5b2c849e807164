captive-portal-found = { $known ->
    [yes] Le réseau a montré sa propre page, sur { $to }, avant de laisser passer l’appareil ({ $codes }).
   *[no] Le réseau a demandé une connexion avant de laisser passer l’appareil ({ $codes }).
}
captive-portal-why = Hôtels, trains et aéroports montrent une page avant de laisser passer. Pour cela ils répondent au nom d’autres sites, ce qu’il faut distinguer d’une injection.
captive-portal-innocent =
    - C’est le fonctionnement ordinaire des réseaux ouverts.
captive-portal-next =
    - N’installez ni profil ni certificat proposé par une telle page.
