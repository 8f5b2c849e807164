broken-off-by-name = { $count } connexions vers { $name } ont été coupées sans réponse, alors que la même adresse répond pour d’autres noms ({ $codes }).
broken-off-always = { $count } connexions vers { $name } ont été coupées sans réponse ({ $codes }).
broken-off-why = Les appareils sur le chemin qui bloquent par nom laissent commencer une connexion, lisent le nom dans son premier paquet, puis la coupent ou jettent la suite. Là où la même adresse marche pour d’autres noms, le nom en était la raison.
broken-off-innocent =
    - Serveurs arrêtés, surchargés ou qui refusent ce client ; pare-feu ; mauvaise réception.
broken-off-next =
    - Essayez le même nom par un autre réseau ou un VPN. S’il y marche, le réseau le bloque.
