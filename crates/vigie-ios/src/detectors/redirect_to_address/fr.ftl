redirect-to-address-way = Une page a renvoyé le visiteur vers l’adresse { $address }, qui n’a pas de nom. Le chemin : { $way }.
redirect-to-address-why = Un site que l’on fréquente a un nom. Les pages qui attaquent un téléphone sont souvent placées sur un serveur pour quelques heures, et atteintes par des redirections depuis une page d’apparence ordinaire.
redirect-to-address-innocent =
    - Les pages de connexion des réseaux Wi-Fi, les box, les caméras et les réseaux d’entreprise ont souvent une adresse sans nom.
    - Des sites d’essai, des jeux et de petits services utilisent aussi des adresses sans nom.
redirect-to-address-next =
    - Demandez au propriétaire s’il connaît les sites du chemin, et ce qu’il a ouvert ce jour-là.
    - Cherchez qui détenait l’adresse à ce moment, sans l’ouvrir.
    - Cherchez des plantages et de nouveaux processus autour de ce moment.
