intrusion-log-events-authority = { $count ->
        [one] Une autorité de certification a été installée le { $first }
       *[other] { $count } autorités de certification ont été installées entre le { $first } et le { $last }
    }. { $words }
intrusion-log-events-stopped = { $count ->
        [one] Le journal de sécurité a été désactivé le { $first }.
       *[other] Le journal de sécurité a été désactivé { $count } fois entre le { $first } et le { $last }.
    }
intrusion-log-events-wipe = { $count ->
        [one] Une tentative d’effacer le téléphone a échoué le { $first }.
       *[other] { $count } tentatives d’effacer le téléphone ont échoué entre le { $first } et le { $last }.
    }
intrusion-log-events-key = { $count ->
        [one] Une clé a été trouvée altérée ou changée le { $first }
       *[other] { $count } clés ont été trouvées altérées ou changées entre le { $first } et le { $last }
    }. { $words }
intrusion-log-events-self-test = { $count ->
        [one] Le téléphone a échoué à son test cryptographique le { $first }.
       *[other] Le téléphone a échoué { $count } fois à son test cryptographique entre le { $first } et le { $last }.
    }
intrusion-log-events-installed-and-granted = Une commande par adb a installé { $app }, et une autre lui a donné des pouvoirs.
intrusion-log-events-installed = Une commande par adb a installé { $app }.
intrusion-log-events-adb = { $count ->
        [one] Une action a été faite par adb le { $first }
       *[other] { $count } actions ont été faites par adb entre le { $first } et le { $last }
    } : { $words }
intrusion-log-events-acquisition = { $count ->
        [one] Une action a été faite par adb pendant une acquisition, le { $first }
       *[other] { $count } actions ont été faites par adb pendant une acquisition, du { $first } au { $last }
    } : { $words }
intrusion-log-events-why = Ces événements vont dans un journal que les programmes du téléphone ne peuvent pas changer. Les commandes par adb, et les autorités ajoutées, sont des entrées qui ne demandent aucune faille.
intrusion-log-events-innocent =
    - Le propriétaire développe des apps, ou quelqu’un l’a aidé avec son téléphone.
    - Une acquisition antérieure.
    - L’autorité d’un employeur, d’une école ou d’un bloqueur de publicités.
    - Le propriétaire a désactivé le journal, ou le téléphone a été réinitialisé.
intrusion-log-events-next =
    - Comparez les dates avec le lieu où était le téléphone, et entre quelles mains.
    - Regardez les autres événements de la même heure.
    - Interrogez le propriétaire sur l’autorité et sur les ordinateurs connectés.
