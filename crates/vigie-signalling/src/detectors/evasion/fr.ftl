evasion-one = { $leaked ->
    [none] { $actor } ({ $network }) a envoyé des messages sous des formes qu’aucune pile ordinaire n’écrit, sur l’abonné { $subscriber } ({ $home }) : { $operations }. Rien de livré, autant qu’on sache. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
   *[other] { $actor } ({ $network }) a envoyé des messages sous des formes qu’aucune pile ordinaire n’écrit, sur l’abonné { $subscriber } ({ $home }) : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
}
evasion-many = { $actor } ({ $network }) a envoyé des messages sous des formes qu’aucune pile ordinaire n’écrit, sur { $subscribers } abonnés, { $count } fois : { $operations }. Livré : { $leaked }. Paquets : { $packets }. Constaté : { $notes }. Entrées : { $codes }.
evasion-why = Un nœud lit plus de formes d’un message que le filtre placé devant : étiquettes en forme longue, opérations nommées par identifiant, plusieurs opérations par message, segments, adresses étranges. De telles formes sont essayées depuis 2017 par ceux qui savent que les simples sont bloquées.
evasion-innocent =
    - Certaines piles écrivent des longueurs indéfinies ou longues par habitude : elles ne comptent que si l’expéditeur n’a pas cette habitude.
    - Des paquets perdus ressemblent à des messages abîmés : pendant une perte, les dégâts ne comptent pas.
    - Les partenaires en MAP version 1 n’ont pas de contexte applicatif.
evasion-next =
    - Donnez les paquets au fabricant du filtre : lit-il cette forme ?
    - Regardez ce que le message demandait, et s’il a reçu réponse.
