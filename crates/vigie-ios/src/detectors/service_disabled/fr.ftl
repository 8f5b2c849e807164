service-disabled-updates = Des services qui mettent à jour le système sont désactivés : { $services }
service-disabled-crashes = Des services qui signalent les plantages sont désactivés : { $services }
service-disabled-diagnostics = Des services qui tiennent les journaux sont désactivés : { $services }
service-disabled-why = Les réglages ne peuvent pas désactiver ces services ; il faut le contrôle complet du téléphone. Pegasus désactivait les mises à jour et les rapports de plantage pour n’être ni chassé ni remarqué.
service-disabled-innocent =
    - Un jailbreak fait par le propriétaire : beaucoup désactivent les mises à jour, qui les supprimeraient.
    - Un téléphone de développement ou de recherche.
service-disabled-next =
    - Demandez au propriétaire s’il a fait un jailbreak.
    - Sinon, gardez les preuves intactes et contactez un expert.
