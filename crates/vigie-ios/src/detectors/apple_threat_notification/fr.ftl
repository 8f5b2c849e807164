apple-threat-notification-sender = Un message vient du compte depuis lequel Apple envoie ses notifications de menace.
apple-threat-notification-words = Un message a les mots des notifications de menace d’Apple : Apple pense que quelqu’un a attaqué ce téléphone avec un logiciel espion mercenaire.
apple-threat-notification-why = Apple envoie ces messages aux personnes qu’elle pense visées par un logiciel espion mercenaire ou par un État. Ils disent qu’il y a eu une attaque, pas qu’elle a réussi.
apple-threat-notification-innocent =
    - Quelqu’un a transféré le message, ou l’a cité.
    - Un fraudeur l’a imité. Un vrai message ne demande jamais d’ouvrir un lien ni d’installer quoi que ce soit.
apple-threat-notification-next =
    - Connectez-vous à account.apple.com en tapant l’adresse vous-même : une vraie notification s’y affiche aussi.
    - Activez le mode Isolement et mettez le téléphone à jour, après avoir fait une sauvegarde et un sysdiagnose.
    - Contactez une organisation qui aide, comme la ligne d’assistance en sécurité numérique d’Access Now.
