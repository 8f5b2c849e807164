several-captures-found = L’abonné { $subscriber } ({ $home }) est concerné dans deux captures à la fois : { $first }, puis { $second }. Entrées : { $codes }.
several-captures-why = Les pare-feu surveillent chaque protocole seul. Qui est refusé sur l’un essaie le suivant ; seul l’ensemble fait une image.
several-captures-innocent =
    - Un téléphone qui s’inscrit pour les appels et les données donne le même réseau sur les deux protocoles : ce n’est pas signalé.
    - Des horloges de deux sondes qui diffèrent de plusieurs heures.
several-captures-next =
    - Comparez les horloges des sondes, puis regardez les paquets nommés, dans l’ordre.
    - Transmettez le rapport à l’équipe de sécurité du réseau d’origine ; la personne recherchée doit peut-être le savoir.
