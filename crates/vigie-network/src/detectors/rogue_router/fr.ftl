rogue-router-dhcp = Deux machines, { $first } et { $second }, répondent aux demandes d’adresse avec des routeurs ou résolveurs différents ({ $codes }).
rogue-router-advertisement = Deux machines, { $first } et { $second }, se disent routeur du réseau, avec des résolveurs ou préfixes différents ({ $codes }).
rogue-router-why = Qui nomme le routeur ou le résolveur décide par où passe tout ce qu’un appareil envoie, et vers quelles adresses mènent les noms.
rogue-router-innocent =
    - Un second routeur branché par quelqu’un, un téléphone qui partage sa connexion, une machine virtuelle : le plus souvent une erreur.
    - Une capture qui réunit deux réseaux.
rogue-router-next =
    - Demandez à qui gère le réseau laquelle des deux est la sienne, et trouvez l’autre par sa carte.
