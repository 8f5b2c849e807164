handshake-race-found = Une demande de connexion à { $server }, port { $port } a été acceptée deux fois, avec des numéros différents : paquets { $packets } ; { $codes }.
handshake-race-why = Qui répond avant le serveur prend toute la connexion dès son premier paquet. La réponse du serveur arrive alors aussi, et contredit la première.
handshake-race-innocent =
    - Des serveurs redémarrés, ou sans état (SYN cookies), peuvent répondre deux fois.
    - Des répartiteurs de charge peuvent passer une demande répétée à un autre serveur. Dans des captures ordinaires, cela touche 0,12 % des connexions.
handshake-race-next =
    - Comparez les deux paquets : carte de l’expéditeur, durée de vie, options. Voyez si cela se répète sur un autre réseau.
