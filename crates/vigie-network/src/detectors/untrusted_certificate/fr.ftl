untrusted-certificate-once-trusted = { $site } a présenté un certificat qu’aucune racine publique ne garantit (émetteur : { $names }), et un certificat reconnu dans une autre connexion de la même capture ({ $codes }).
untrusted-certificate-private = { $site } a présenté un certificat dont la chaîne se termine par une racine privée (émetteur : { $names }) ({ $codes }).
untrusted-certificate-self-signed = { $site } a présenté un certificat signé avec sa propre clé ({ $codes }).
untrusted-certificate-incomplete = { $site } n’a pas envoyé le certificat de son émetteur ({ $names }) : la chaîne n’a pas pu être jugée ({ $codes }).
untrusted-certificate-other-name = { $site } a présenté un certificat pour un autre nom : { $names } ({ $codes }).
untrusted-certificate-at-home = Des appareils du réseau local ont présenté des certificats signés avec leur propre clé : { $names } ({ $codes }).
untrusted-certificate-why = Qui lit les connexions chiffrées présente un certificat de sa fabrication à la place de celui du site. Les navigateurs le refusent, sauf si sa racine a été installée sur l’appareil.
untrusted-certificate-innocent =
    - Des serveurs avec leur propre racine, comme ceux d’applications qui ne se fient qu’à elle ; caméras, routeurs, machines d’essai ; un serveur qui oublie d’envoyer son certificat intermédiaire.
    - Une capture bien plus ancienne ou plus récente que la liste des racines.
untrusted-certificate-next =
    - Ouvrez le même site sur un autre réseau et comparez l’émetteur.
