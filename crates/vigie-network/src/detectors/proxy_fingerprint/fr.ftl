proxy-fingerprint-browser = Un navigateur de la famille Chromium parle en clair ({ $names }), mais aucune des { $hellos } connexions chiffrées du même appareil ne commence comme celles d’un tel navigateur ({ $codes }).
proxy-fingerprint-why = Qui ouvre les connexions chiffrées en commence de nouvelles à la place du navigateur, et elles ont une autre allure. Les navigateurs de la famille Chromium mettent dans chaque ClientHello des valeurs sans signification, ce que peu d’autres font.
proxy-fingerprint-innocent =
    - Applications qui empruntent le nom du navigateur ; plusieurs programmes ou appareils derrière une adresse.
proxy-fingerprint-next =
    - Comparez les certificats sur un autre réseau.
