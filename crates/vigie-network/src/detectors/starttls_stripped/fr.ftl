starttls-stripped-overwritten = L’offre de chiffrement en { $protocol } de { $names } a été effacée en chemin ({ $codes }).
starttls-stripped-withheld = { $names } a offert le chiffrement en { $protocol } dans une connexion et non dans une autre ({ $codes }).
starttls-stripped-absent = { $names } n’offre pas de chiffrement en { $protocol } ({ $codes }).
starttls-stripped-unused = { $names } offrait le chiffrement en { $protocol }, mais le client a continué en clair et envoyé un mot de passe ({ $codes }).
starttls-stripped-why = Le courrier et la discussion commencent en clair et passent au chiffrement quand le serveur l’offre. Qui veut lire efface l’offre, et les deux côtés continuent en clair.
starttls-stripped-innocent =
    - D’anciens pare-feu de Cisco effacent le mot par défaut ; serveurs sans chiffrement ; réglages du programme.
starttls-stripped-next =
    - Réglez le programme pour toujours chiffrer (ports 465, 993, 995) et changez les mots de passe passés en clair.
