vendor-deployment-found = { $count ->
    [one] Un serveur de { $vendor } se trouve seul
   *[other] { $count } serveurs de { $vendor } vont ensemble
} : { $addresses }, réseaux { $systems }, nom de code { $name }, vus de { $first } à { $last } ({ $codes }). Liens : { $links }. Déplacements : { $moves }. Enregistrés au nom de : { $registrants }. Aucun pays ne peut être nommé. Ce qui peut être autre : { $caveats }.
vendor-deployment-country = { $count ->
    [one] Un serveur de { $vendor } mène
   *[other] { $count } serveurs de { $vendor } vont ensemble et mènent
} à ce pays : { $country }, confiance { $confidence ->
    [high] élevée
    [medium] moyenne
    [low] faible
   *[other] { $confidence }
} ({ $signs }) : { $addresses }, réseaux { $systems }, nom de code { $name }, vus de { $first } à { $last } ({ $codes }). Liens : { $links }. Déplacements : { $moves }. Enregistrés au nom de : { $registrants }. Ce qui peut être autre : { $caveats }.
vendor-deployment-why = Un groupe de serveurs qui partagent clés, certificats ou noms représente une installation du produit, donc un client.
vendor-deployment-innocent =
    - Une clé ou un certificat partagé peut venir d’un appareil du commerce.
    - L’enregistrement peut être périmé, l’adresse louée, celle d’une ambassade ou d’un réseau qui ne fait que la transporter.
    - Les bases placent souvent mal les adresses de VPN, de satellite et d’anycast.
vendor-deployment-next =
    - Vérifiez chaque lien dans les enregistrements que la preuve nomme, et l’enregistrement d’alors.
    - Faites vérifier par un deuxième chercheur avant de nommer un pays en public.
