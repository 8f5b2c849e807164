ech-withheld-seen = { $count } connexions portaient un ClientHello chiffré, ou un leurre d’apparence identique ; noms en clair : { $names } ({ $codes }).
ech-withheld-never = { $names } accepte les ClientHello chiffrés selon son DNS, mais { $count } connexions l’ont nommé en clair, et aucune de cette capture n’était chiffrée ({ $codes }).
ech-withheld-why = Avec un ClientHello chiffré, le nom du site est caché en chemin. Les navigateurs envoient aussi des leurres d’apparence identique : le nom en clair n’est pas sûrement celui du site.
ech-withheld-innocent =
    - Applications et navigateurs qui ne le connaissent pas encore ; DNS privé propre au navigateur ; réglages.
ech-withheld-next =
    - Rien, sauf si un navigateur qui en envoyait a cessé sur ce réseau.
