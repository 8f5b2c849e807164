quic-forged-reply-found = Une réponse QUIC au nom de { $server } est venue par un autre chemin que les autres paquets du serveur : paquets { $packets } ({ $codes }).
quic-forged-reply-why = Négociation de version et réinitialisation sans état sont les réponses QUIC non protégées : qui est sur le chemin peut les contrefaire pour couper une connexion ou la pousser vers une version plus ancienne.
quic-forged-reply-innocent =
    - Les répartiteurs de charge envoient eux-mêmes de telles réponses, devant les serveurs.
quic-forged-reply-next =
    - Voyez si cela arrive avec d’autres serveurs, et sur un autre réseau.
