forged-reset-found = Une connexion avec { $server }, port { $port } ({ $host }) a été coupée par des paquets qui ne conviennent pas à ses extrémités : { $codes }.
forged-reset-why = Des appareils sur le chemin coupent les connexions vers des sites ou protocoles dont quelqu’un ne veut pas, en envoyant des réinitialisations au nom des deux extrémités. Elles ne savent pas où en sont les extrémités, qui continuent de parler.
forged-reset-innocent =
    - Entreprises, écoles et opérateurs coupent ainsi des connexions pour appliquer des règles licites.
    - Pare-feu et répartiteurs de charge coupent ce qu’ils ont oublié.
forged-reset-next =
    - Regardez si le même site ou la même app échoue encore, et seulement sur ce réseau.
    - Notez quel réseau, quand, et quels noms : le blocage se fait souvent par nom.
