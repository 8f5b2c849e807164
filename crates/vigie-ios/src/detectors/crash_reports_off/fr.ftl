crash-reports-off-set = Des préférences de root désactivent les rapports de plantage
crash-reports-off-file = Root a des préférences pour les rapports de plantage, que les téléphones n’ont pas d’eux-mêmes
crash-reports-off-why = Les attaques font planter des programmes. Pegasus a écrit ce fichier pour que personne ne soit prévenu ; seul un programme qui a tous les droits peut l’écrire.
crash-reports-off-innocent =
    - Le téléphone a été débridé, ou a servi au développement ou à la recherche.
    - Il a été restauré d’une sauvegarde d’un tel téléphone.
crash-reports-off-next =
    - Regardez ce qui s’est passé d’autre quand le fichier a été modifié.
    - Demandez si le téléphone a jamais été débridé.
    - Faites examiner le téléphone par un expert.
