system-integrity-boot = Le téléphone démarre n’importe quel système : son démarrage ne vérifie rien, ou a trouvé un autre système : { $words }
system-integrity-own-key = Le téléphone vérifie son système au démarrage, avec une clé qui n’est pas celle de son fabricant.
system-integrity-build = Le système est réglé comme pour le développement, si bien que des programmes peuvent en examiner d’autres : { $words }
system-integrity-test-keys = Le système est signé avec des clés que tout le monde possède : { $words }
system-integrity-selinux = SELinux, qui sépare les apps, n’est pas appliqué : { $words }
system-integrity-root = Des programmes qui donnent les droits root, ou les cachent, ont laissé { $count ->
        [one] une trace
       *[other] { $count } traces
    } : { $words }
system-integrity-busybox = L’outil busybox, qui accompagne souvent les droits root, est sur le téléphone : { $words }
system-integrity-partition = { $count ->
        [one] Une partie du système peut être modifiée
       *[other] { $count } parties du système peuvent être modifiées
    } : { $words }
system-integrity-patch = Les correctifs de sécurité du téléphone sont du { $level } : { $days } jours avant la date la plus récente de la preuve, { $seen }.
system-integrity-why = Sur un système modifié, un logiciel espion peut échapper à toute vérification. Un système sans correctifs cède à des attaques connues.
system-integrity-innocent =
    - Le propriétaire a débloqué le téléphone, ou y a mis un autre système comme LineageOS.
    - GrapheneOS et semblables, qui vérifient le système avec leur propre clé.
    - Un téléphone de développement, ou bon marché et vendu ainsi par son fabricant.
    - Un fabricant qui ne donne plus de correctifs.
system-integrity-next =
    - Demandez au propriétaire si lui ou quelqu’un d’autre a débloqué le téléphone ou changé son système.
    - Si personne ne l’a fait, confiez le téléphone à un expert : rien de ce qu’il dit de lui-même n’est sûr.
    - Installez les mises à jour, ou remplacez un téléphone qui n’en reçoit plus.
