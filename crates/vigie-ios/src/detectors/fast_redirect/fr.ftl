fast-redirect-port = Une visite non chiffrée de { $host } a été renvoyée vers { $domain }, sur un port inhabituel, en moins d’une seconde.
fast-redirect-other-site = Une visite non chiffrée de { $host } a été renvoyée vers un autre site, { $domain }, en moins d’une seconde.
fast-redirect-known = Une visite non chiffrée de { $host } a été renvoyée vers { $domain }, un site visité aussi autrement, en moins d’une seconde.
fast-redirect-why = Qui contrôle le réseau peut répondre à une requête non chiffrée par un renvoi vers une page qui attaque le téléphone. Pegasus et Predator ont été installés ainsi.
fast-redirect-innocent =
    - La publicité, les liens de partenaires et les anciennes adresses d’entreprises renvoient de la même façon.
    - Les pages de connexion des Wi-Fi publics le font par principe.
fast-redirect-next =
    - Demandez au propriétaire s’il connaît le second site.
    - Regardez ce qui s’est passé sur le téléphone dans la minute qui a suivi.
