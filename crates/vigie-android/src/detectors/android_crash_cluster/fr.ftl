android-crash-cluster-several = { $count } plantages de différents programmes qui reçoivent ce que des inconnus envoient, en { $minutes } minutes : { $processes } ({ $road ->
        [media] images et vidéos
        [web] pages web
        [messages] messages
        [radio] réseau mobile
        [near] Bluetooth, Wi-Fi
       *[several] plusieurs voies
    })
android-crash-cluster-series = { $processes } a planté { $count } fois en { $minutes } minutes, comme des attaques le provoquent ; il reçoit ce que des inconnus envoient ({ $road ->
        [media] images et vidéos
        [web] pages web
        [messages] messages
        [radio] réseau mobile
        [near] Bluetooth, Wi-Fi
       *[several] plusieurs voies
    }).
android-crash-cluster-staged-code = { $process } a planté avec du code venu d’un dossier où aucune app n’en garde : { $files }
android-crash-cluster-fleeting-code = { $process } a planté avec du code venu d’une mémoire déguisée en fichier, ou d’un fichier supprimé : { $files }
android-crash-cluster-why = Les attaques sans clic visent les programmes qui reçoivent messages, images ou radio, et les font planter quand elles échouent. Le code d’un logiciel espion peut se voir dans la trace d’un plantage.
android-crash-cluster-innocent =
    - Une image, une page ou une mise à jour défectueuse qui fait planter un programme encore et encore.
    - Un défaut du fabricant dans les médias ou le réseau mobile.
    - Un outil de développement, ou de root, qui place du code dans d’autres programmes.
    - La protection d’une app qui garde son code en mémoire.
android-crash-cluster-next =
    - Regardez ce qui a précédé : messages, appels, pages, et lieux où se trouvait le téléphone.
    - Conservez les traces des plantages et montrez-les à un expert.
