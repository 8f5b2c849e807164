interception-root-national = Une racine d’État lit le trafic : les certificats de { $names } ont été signés par la clé de « { $root } » ({ $codes }).
interception-root-adware = Les certificats de { $names } ont été signés par la clé de « { $root } », venue avec un logiciel publicitaire et que n’importe qui peut utiliser ({ $codes }).
interception-root-named = Les certificats de { $names } désignent « { $root } » comme émetteur ; sa clé n’est pas connue ici, la signature n’a pas pu être vérifiée ({ $codes }).
interception-root-antivirus = Un antivirus lit le trafic : les certificats de { $names } désignent « { $root } » comme émetteur ({ $codes }).
interception-root-organisation = Un produit pour entreprises et écoles lit le trafic : les certificats de { $names } désignent « { $root } » comme émetteur ({ $codes }).
interception-root-tool = Un outil de développement lit le trafic : les certificats de { $names } désignent « { $root } » comme émetteur ({ $codes }).
interception-root-why = Qui détient une telle racine peut ouvrir le chiffrement de tout site pour les appareils qui s’y fient, lire et changer ce qui passe, puis le refermer.
interception-root-innocent =
    - Un outil ou un antivirus installé par le propriétaire ; le réseau d’un employeur ou d’une école dont le règlement le prévoit.
    - Un nom peut être imité : l’émetteur n’est certain que là où la clé a été vérifiée.
interception-root-next =
    - Demandez au propriétaire s’il en a connaissance. Retirez la racine des certificats de confiance de l’appareil et changez, sur un autre réseau, les mots de passe utilisés entre-temps.
