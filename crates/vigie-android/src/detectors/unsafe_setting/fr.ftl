unsafe-setting-some = { $count ->
        [one] Un réglage n’est pas à sa valeur sûre
       *[other] { $count } réglages ne sont pas à leur valeur sûre
    } : { $settings }
unsafe-setting-why = Qui installe un logiciel espion à la main désactive d’abord ce qui avertirait. Un mandataire fait passer le trafic par un ordinateur choisi par quelqu’un.
unsafe-setting-innocent =
    - Le propriétaire a désactivé Play Protect ou les rapports au fabricant, pour sa vie privée ou pour une app refusée.
    - Un développeur, ou un téléphone sans les services de Google.
    - Le mandataire d’un employeur, d’une école ou d’un bloqueur de publicités.
unsafe-setting-next =
    - Demandez au propriétaire qui a changé ces réglages, et pourquoi.
    - Regardez quand : les rapports de bug gardent les derniers changements.
    - Réactivez Play Protect une fois la preuve conservée.
