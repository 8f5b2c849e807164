one-issuer-signs-many = Un émetteur qu’aucune racine publique ne garantit a signé les certificats de sites sans lien entre eux : « { $issuer } » pour { $names } ({ $codes }).
one-issuer-copied-dates = { $site } a présenté deux certificats aux mêmes dates, à la seconde près, mais aux clés différentes, l’un reconnu et l’autre non (émetteurs : { $names }) ({ $codes }).
one-issuer-why = Des sites qui n’ont rien en commun ne partagent pas un émetteur privé. Un appareil qui ouvre les connexions chiffrées fabrique sur-le-champ un certificat par site, tous sous un même émetteur, souvent avec les dates du vrai.
one-issuer-innocent =
    - Le réseau d’un employeur ou d’une école dont le règlement le prévoit ; un laboratoire avec sa propre racine ; un outil du propriétaire.
one-issuer-next =
    - Cherchez à qui appartient l’émetteur et si sa racine figure parmi les certificats de confiance de l’appareil.
