proxy-set-machine = Les requêtes web de ce téléphone passent par le proxy { $target }.
proxy-set-automatic = Un script choisit par quel proxy passent les requêtes web de ce téléphone : { $target }.
proxy-set-why = Un proxy voit quels sites sont demandés, et ce qui est échangé si ce n’est pas chiffré ou si un certificat racine a été ajouté.
proxy-set-innocent =
    - Le réseau d’une entreprise, d’une école ou d’un hôtel l’exige.
    - Le propriétaire bloque ainsi la publicité, ou développe des apps.
proxy-set-next =
    - Demandez au propriétaire qui l’a réglé ; il figure dans Réglages, Wi-Fi, le réseau, Configurer le proxy.
    - Cherchez un certificat racine ajouté et un profil.
