tls-downgrade-sentinel = { $site } dit dans sa réponse avoir dû choisir un chiffrement plus ancien ({ $names }) que ce que le client et le serveur savent faire ({ $codes }).
tls-downgrade-version = { $site } a choisi TLS 1.3, puis { $names } plus tard, à la même adresse et pour le même type de client ({ $codes }).
tls-downgrade-profile = { $site } répond au même type de client de deux façons différentes à une même adresse ({ $codes }).
tls-downgrade-why = Un serveur capable de TLS 1.3 inscrit une marque dans sa réponse quand on lui demande moins. Si le client avait proposé 1.3, quelqu’un a changé ses mots en chemin : les appareils qui ouvrent le chiffrement ne connaissent souvent pas 1.3.
tls-downgrade-innocent =
    - Des boîtiers défectueux de 2018 et 2019 qui recopiaient la marque ; plusieurs serveurs derrière une adresse, réglés différemment ; des mises à jour.
tls-downgrade-next =
    - Essayez le même site sur un autre réseau et comparez version et certificat.
