mdm-enrolled-by-hand = Le téléphone est géré par { $server }, et y a été inscrit à la main.
mdm-enrolled-bought = Le téléphone est géré par { $server } ; l’organisation qui l’a acheté l’y a inscrit.
mdm-enrolled-supervised = Le téléphone est supervisé par { $organization }.
mdm-enrolled-set-up = Le téléphone devait s’inscrire auprès de { $organization } lors de sa mise en service.
mdm-enrolled-why = Qui gère un téléphone peut installer et cacher des apps, détourner son trafic et l’effacer.
mdm-enrolled-innocent =
    - Le téléphone appartient à un employeur ou à une école, ou son propriétaire y lit le courrier de l’entreprise.
    - Il a été acheté d’occasion et son ancienne organisation ne l’a pas libéré.
mdm-enrolled-next =
    - Demandez au propriétaire qui gère le téléphone ; l’organisation figure dans Réglages, Général, VPN et gestion de l’appareil.
    - Qui pense être surveillé par un proche devrait demander conseil avant d’y mettre fin.
