certificate-transparency-bad = Le certificat de { $site } porte un horodatage que son journal ({ $names }) n’a pas signé, ou postérieur à la capture ({ $codes }).
certificate-transparency-none = Le certificat de { $site } est reconnu publiquement mais ne porte aucun horodatage de journal (émetteur : { $names }) ({ $codes }).
certificate-transparency-why = Les autorités publiques inscrivent chaque certificat dans des journaux publics, où les propriétaires de sites peuvent le voir. Un certificat qu’aucun journal n’a vu a pu être fait en secret.
certificate-transparency-innocent =
    - Des serveurs autres que le web, dont les clients ne demandent pas d’horodatage ; des autorités qui en dispensent sur demande.
    - L’horloge de la machine de capture est fausse.
certificate-transparency-next =
    - Demandez à l’exploitant du site s’il connaît ce certificat, par son SHA-256.
