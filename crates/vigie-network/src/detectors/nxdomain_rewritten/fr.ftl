nxdomain-rewritten-found = { $count } noms qui ne peuvent pas exister ont tous reçu l’adresse { $address } ({ $codes }).
nxdomain-rewritten-why = Certains opérateurs répondent aux noms mal tapés par leur propre page. Cela montre que les réponses sont réécrites sur ce réseau, le plus souvent pour de la publicité.
nxdomain-rewritten-innocent =
    - La zone propre d’une entreprise ou d’une maison répond à tous les noms.
    - Un portail captif répond à tout avant que sa page ne soit acceptée.
nxdomain-rewritten-next =
    - Utilisez un résolveur chiffré sur les réseaux qui réécrivent les réponses.
