device-refused-alert = L’appareil a refusé le certificat de { $site }, { $count } fois : { $names } ({ $codes }).
device-refused-abort = L’appareil a coupé { $count } connexions vers { $site } dès que le serveur s’était présenté ({ $codes }).
device-refused-why = Les applications qui connaissent le certificat de leur serveur refusent tout autre. Ainsi l’appareil lui-même révèle que quelqu’un s’est interposé.
device-refused-innocent =
    - Défauts d’applications ; portails d’hôtels et d’aéroports ; racines privées auxquelles seules certaines applications se fient ; pages fermées par l’utilisateur.
device-refused-next =
    - Utilisez la même application sur un autre réseau. Si elle y fonctionne, examinez ici les certificats.
