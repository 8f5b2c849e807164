app-installed-oddly-sequence = Les vérifications des apps ont été désactivées, { $app } a été installée { $before } minutes après, et { $after } minutes plus tard elle pouvait voir et commander l’écran.
app-installed-oddly-unguarded = Les vérifications des apps ont été désactivées { $before } minutes avant l’installation de { $app }, qui ne vient d’aucun magasin.
app-installed-oddly-at-once = { $app }, qui ne vient d’aucun magasin, pouvait voir et commander l’écran { $after } minutes après son installation.
app-installed-oddly-forged = { $count ->
        [one] Une app a été installée par adb au nom d’un autre installateur
       *[other] { $count } apps ont été installées par adb au nom d’un autre installateur
    } : { $apps }
app-installed-oddly-adb = { $count ->
        [one] Une app a été installée par adb
       *[other] { $count } apps ont été installées par adb
    } : { $apps }
app-installed-oddly-app = { $count ->
        [one] Une app a été installée par une autre app qui n’est pas un magasin connu
       *[other] { $count } apps ont été installées par d’autres apps qui ne sont pas des magasins connus
    } : { $apps }
app-installed-oddly-file = { $count ->
        [one] Une app a été installée depuis un fichier
       *[other] { $count } apps ont été installées depuis des fichiers
    } : { $apps }
app-installed-oddly-nobody = { $count ->
        [one] Une app ne fait pas partie du système, qui ne lui nomme pas d’installateur
       *[other] { $count } apps ne font pas partie du système, qui ne leur nomme pas d’installateur
    } : { $apps }
app-installed-oddly-catalogue = { $count ->
        [one] Une app vient d’un autre catalogue que le magasin du téléphone
       *[other] { $count } apps viennent d’autres catalogues que le magasin du téléphone
    } : { $apps }
app-installed-oddly-removed = { $count ->
        [one] Une app a été supprimée ces derniers jours
       *[other] { $count } apps ont été supprimées ces derniers jours
    } : { $apps }
app-installed-oddly-older = { $count ->
        [one] Une app a été remplacée par une version plus ancienne
       *[other] { $count } apps ont été remplacées par des versions plus anciennes
    } : { $apps }
app-installed-oddly-older-other = { $count ->
        [one] Une app du système, ou absente de la liste, a été remplacée par une version plus ancienne
       *[other] { $count } apps du système, ou absentes de la liste, ont été remplacées par des versions plus anciennes
    } : { $apps }
app-installed-oddly-gone = { $count ->
        [one] Le téléphone garde des traces d’une app qui n’est pas installée
       *[other] Le téléphone garde des traces de { $count } apps qui ne sont pas installées
    } : { $apps }
app-installed-oddly-why = Un logiciel espion installé à la main arrive comme fichier ou par adb. D’abord les vérifications sont désactivées, et juste après il reçoit ses pouvoirs.
app-installed-oddly-innocent =
    - Une app du site de son projet, ou un téléphone sans le magasin de Google.
    - Le propriétaire développe des apps, ou un outil a repris celles d’un ancien téléphone.
    - Des apps essayées puis supprimées : chaque téléphone en garde des traces.
    - Des apps livrées avec le téléphone hors de son image système.
app-installed-oddly-next =
    - Demandez au propriétaire ce que sont ces apps, et où était le téléphone le jour de l’installation.
    - Regardez les pouvoirs de l’app, et les ordinateurs qui peuvent commander le téléphone.
