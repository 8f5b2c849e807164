fragment-conflict-found = Deux fragments d’un datagramme de { $src } à { $dst } disent des choses différentes au même endroit ({ $codes }).
fragment-conflict-why = Ce qu’un appareil tire d’un tel datagramme dépend du fragment qu’il garde. On s’en sert pour montrer à une sonde autre chose qu’au destinataire, ou pour glisser de fausses réponses.
fragment-conflict-innocent =
    - Dommages en chemin ; un expéditeur qui emploie le même numéro pour deux datagrammes en quelques secondes.
fragment-conflict-next =
    - Regardez les deux paquets : durées de vie, sommes de contrôle, et ce que chacun fait du datagramme.
