issuer-moved-mail = { $site } a présenté deux certificats reconnus aux clés différentes, dont un pour le courrier ou la discussion ; émetteurs : { $names } ({ $codes }).
issuer-moved-web = { $site } a présenté deux certificats reconnus aux clés différentes ; émetteurs : { $names } ({ $codes }).
issuer-moved-why = En 2023, quelqu’un lisait sur le serveur de discussion jabber.ru avec son propre certificat d’une autorité publique, présenté sur le seul port de la discussion.
issuer-moved-innocent =
    - Réseaux de diffusion, renouvellements, services d’un même nom sur plusieurs machines.
issuer-moved-next =
    - Demandez à l’exploitant lesquelles de ces clés sont les siennes.
