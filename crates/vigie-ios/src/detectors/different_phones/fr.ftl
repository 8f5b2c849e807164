different-phones-numbers = Les pièces viennent de { $count } téléphones différents, et leur chronologie les mélange (diffèrent : { $differ })
different-phones-why = Vigie met toutes les pièces d’un dossier sur une chronologie et relie leurs traces. Entre téléphones différents, ce qui se suit dans le temps ne va pas forcément ensemble.
different-phones-innocent =
    - Plusieurs téléphones vérifiés ensemble, volontairement.
    - Un téléphone remplacé, sur lequel la sauvegarde de l’ancien a été restaurée.
different-phones-next =
    - Regardez quelle pièce vient de quel téléphone.
    - Vérifiez chaque téléphone dans un dossier à part.
