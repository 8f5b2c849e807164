different-android-phones-some = Les pièces viennent de { $count } téléphones différents ; ils diffèrent par : { $differ }
different-android-phones-why = Ce qui est dit d’un téléphone peut être faux d’un autre : apps, pouvoirs et dates sont réunis sur toutes les pièces d’un dossier.
different-android-phones-innocent =
    - Les téléphones d’une même personne, examinés ensemble exprès.
    - Un fichier mis dans le mauvais dossier.
different-android-phones-next =
    - Faites un dossier à part pour chaque téléphone.
