missing-rows-gap = Des lignes manquent dans la table { $table } de { $database } : { $missing } en tout, le plus grand trou entre les numéros { $first } et { $last }
missing-rows-end = Les dernières lignes de la table { $table } de { $database } ont été effacées : le dernier numéro est { $first }, et le numéro { $last } a été donné
missing-rows-why = Chaque ligne reçoit le numéro suivant. Un numéro manquant est une ligne effacée, ou une ligne qui n’a jamais été achevée. Qui nettoie après une attaque laisse de tels trous ; qui efface quoi que ce soit aussi.
missing-rows-innocent =
    - Le propriétaire a effacé des messages, des conversations, des appels ou l’historique.
    - Le téléphone efface de lui-même : les vieux messages s’il est réglé ainsi, les visites après un an, les appels au-delà des mille derniers.
    - Le téléphone a été restauré d’une sauvegarde ou se synchronise avec d’autres appareils, ce qui saute des numéros.
    - Une ligne commencée et jamais achevée prend un numéro.
missing-rows-next =
    - Demandez au propriétaire ce qu’il a effacé, et quand.
    - Regardez si un trou se trouve au moment d’un autre constat.
    - Regardez les lignes effacées qui ont encore pu être lues.
