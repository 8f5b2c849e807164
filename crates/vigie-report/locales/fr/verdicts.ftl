### Verdicts : une phrase chacun, ce qu'il veut dire, ce qui le limite.
### Les lecteurs ont peur : phrases courtes, « compatible avec », jamais « causé par ».

verdict-signs = Des traces d’un logiciel espion connu ont été trouvées
verdict-review = Certaines traces demandent l’avis d’un spécialiste
verdict-nothing = Rien trouvé dans ce qui a pu être vérifié
verdict-unclear = Trop peu d’éléments ont pu être vérifiés

meaning-signs =
    - Vigie a trouvé des éléments qui correspondent à ce que des spécialistes ont publié sur { $malware }.
    - C’est compatible avec une tentative d’espionner cet appareil. Cela ne montre pas à soi seul si elle a réussi, ni qui en est l’auteur.
    - Un spécialiste peut en dire plus, et certains le font gratuitement. Vous avez bien fait de vérifier.
meaning-stalkerware =
    - Vigie a trouvé des éléments qui correspondent à { $malware } : un logiciel que l’on installe sur le téléphone de quelqu’un pour suivre ce qu’il fait.
    - Il est le plus souvent installé par une personne qui a eu le téléphone en main : conjoint, parent, employeur. Il peut aussi être là ouvertement, par exemple comme contrôle parental.
    - La personne qui l’a installé voit peut-être ce qui est fait sur ce téléphone, et peut remarquer qu’on l’enlève. Si possible, lisez la suite sur un autre appareil.
meaning-review =
    - Vigie a trouvé des traces qu’il ne peut pas expliquer à lui seul.
    - La plupart des traces de ce genre se révèlent sans gravité. Pour chacune, les explications ordinaires sont indiquées plus bas.
    - Une personne expérimentée peut faire la différence, à partir des détails ci-dessous.
meaning-nothing =
    - { $indicators ->
        [one] Aucun élément lisible ne correspond à l’indicateur utilisé
       *[other] Aucun élément lisible ne correspond aux { $indicators } indicateurs utilisés
    }, et aucun détecteur n’a rien vu qui évoque un logiciel espion.
    - Cela ne prouve pas que le téléphone est sûr : certains logiciels espions ne laissent aucune trace dans { $evidence }, et les plus récents ne figurent encore sur aucune liste.
    - Si vous aviez une raison de vous inquiéter, elle compte toujours.
meaning-unclear =
    - Trop peu d’éléments ont pu être lus pour dire quoi que ce soit de cet appareil, en bien ou en mal.
    - C’est une limite des éléments fournis. Ce n’est ni un signe d’espionnage, ni un signe de sécurité.

# Les mêmes quand il ne s’agit pas d’un téléphone : `CLÉ-SUJET`.
meaning-signs-network =
    - Vigie a trouvé du trafic qui correspond à ce que des chercheurs ont publié sur { $malware }.
    - Cela est compatible avec une tentative d’espionner un appareil de ce réseau. Un nom demandé ou une adresse jointe ne montrent pas à eux seuls qu’un appareil a été infecté.
    - Un expert peut en dire plus, et certains le font gratuitement. Gardez la capture telle quelle.
meaning-review-network =
    - Vigie a trouvé du trafic que le programme ne peut pas expliquer seul.
    - La plupart des traces de ce genre s’avèrent anodines : un réseau chargé répète, mélange et réécrit. Chacune, plus bas, a ses explications ordinaires.
    - Une personne expérimentée peut faire la différence, à partir des paquets indiqués.
meaning-nothing-network =
    - { $indicators ->
        [one] Rien dans le trafic lisible ne correspond au seul indicateur utilisé
       *[other] Rien dans le trafic lisible ne correspond à l’un des { $indicators } indicateurs utilisés
    }, et aucun détecteur n’a vu de trafic altéré ou intercepté.
    - Cela ne prouve pas que les appareils soient sûrs : presque tout est chiffré, un logiciel espion peut se taire des jours, et de nouveaux serveurs ne figurent sur aucune liste.
    - Si vous aviez une raison de vous inquiéter, elle reste valable.
meaning-unclear-network =
    - Trop peu a pu être lu pour dire quoi que ce soit de ce trafic, en bien ou en mal.
    - C’est une limite de la capture. Ce n’est ni un signe d’espionnage, ni un signe de sécurité.
meaning-review-signalling =
    - Vigie a trouvé de la signalisation qui ne convient pas au rôle de ceux qui l’envoient : chaque constat nomme qui a demandé, sur qui, par quels messages, et s’il y a eu une réponse.
    - Des accords entre opérateurs, des intermédiaires et des pannes en expliquent beaucoup. Chaque constat donne ses explications ordinaires.
    - L’équipe de signalisation de l’opérateur sait qui avait le droit de demander.
meaning-nothing-signalling =
    - Aucun détecteur n’a vu, dans { $evidence }, de signalisation évoquant un suivi, une interception ou un contournement.
    - Cela ne prouve pas que personne n’ait été suivi : ce qui a pris d’autres liens, ou précédé la capture, n’y figure pas.
meaning-unclear-signalling =
    - Trop peu a pu être lu pour dire quoi que ce soit de cette signalisation, en bien ou en mal.
    - C’est une limite de la capture, pas un résultat.
meaning-review-internet =
    - Vigie a trouvé des serveurs qui répondent comme les empreintes publiées de produits de surveillance.
    - Une empreinte dit à quoi un serveur ressemble. Qui l’exploite, et contre qui, demande d’autres preuves : chaque constat dit la solidité de chaque étape, et ce qui pourrait l’expliquer autrement.
    - Faites vérifier par un second chercheur avant toute publication.
meaning-nothing-internet =
    - Aucun serveur, dans { $evidence }, ne répond comme les empreintes utilisées le décrivent.
    - Cela ne montre pas qu’il n’y en ait pas : les fournisseurs changent leurs serveurs une fois l’empreinte connue, et les balayages laissent de côté des ports, des jours et des réseaux.
meaning-unclear-internet =
    - Trop peu a pu être lu pour dire quoi que ce soit de ces serveurs.
    - C’est une limite des données, pas un résultat.
meaning-review-oversight =
    - Vigie a trouvé des pièces qui ne concordent pas : chaque constat nomme le contrôle, les pièces et leur écart.
    - Des horloges, des renouvellements tardifs et des dossiers incomplets en expliquent une partie. Chaque constat donne ces explications, et ce qui trancherait.
    - Ce qui n’a pas pu être vérifié est énuméré à part. Ce n’est ni une concordance, ni une violation.
meaning-nothing-oversight =
    - Tous les contrôles possibles sur { $evidence } sont satisfaits.
    - Une interception dont aucune pièce n’a été remise n’y laisse pas de trace, et ce qui n’a pas pu être vérifié est énuméré à part.
meaning-unclear-oversight =
    - Trop peu a pu être lu pour comparer les pièces entre elles.
    - C’est une limite du dossier, pas un résultat.

unclear-no-evidence = Rien de ce qui a été fourni n’a été reconnu.
unclear-no-records = Aucun élément n’a pu être lu.
unclear-empty-source = L’une des sources n’a donné aucun élément.
unclear-no-indicators = Aucun indicateur n’était chargé : il n’y avait rien à quoi comparer les éléments.
unclear-interrupted = La vérification a été arrêtée avant la fin.
unclear-damaged = Une plus grande part des éléments était abîmée ou illisible que lisible.

limits-signs = C’est compatible avec une tentative d’espionner cet appareil. Cela ne montre ni qui l’a faite, ni si elle a réussi.
limits-stalkerware = La personne qui l’a installé voit peut-être ce qui est fait sur ce téléphone, et peut remarquer qu’on l’enlève. Lisez la suite sur un autre appareil.
limits-review = La plupart des traces de ce genre se révèlent sans gravité ; une personne expérimentée peut le dire.
limits-nothing = Cela ne prouve pas que le téléphone est sûr : certains logiciels espions ne laissent aucune trace dans { $evidence }.
limits-unclear = Cela ne dit rien du téléphone, ni en bien ni en mal.
limits-signs-network = Cela est compatible avec une tentative d’espionner un appareil de ce réseau, sans montrer qui l’a faite ni si elle a réussi.
limits-nothing-network = Cela ne prouve pas que les appareils soient sûrs : presque tout ce qui passe dans { $evidence } est chiffré, et un logiciel espion peut se taire.
limits-unclear-network = Cela ne dit rien des appareils de ce réseau, en bien ou en mal.
limits-review-signalling = Des accords entre opérateurs et des pannes en expliquent beaucoup ; l’équipe de signalisation de l’opérateur peut trancher.
limits-nothing-signalling = Cela ne prouve pas que personne n’ait été suivi : { $evidence } ne montre que ces liens et ce moment.
limits-unclear-signalling = Cela ne dit rien des abonnés, en bien ou en mal.
limits-review-internet = Une empreinte dit à quoi un serveur ressemble, pas qui l’exploite ; faites vérifier par un second chercheur.
limits-nothing-internet = Cela ne montre pas qu’il n’y en ait pas : { $evidence } ne couvrent que certains ports et certains jours.
limits-unclear-internet = Cela ne dit rien de ces serveurs.
limits-review-oversight = Des horloges, des renouvellements tardifs et des pièces manquantes en expliquent une partie ; chaque constat dit ce qui trancherait.
limits-nothing-oversight = Une interception dont aucune pièce n’a été remise ne laisse pas de trace dans { $evidence }.
limits-unclear-oversight = Cela ne dit rien des interceptions, en bien ou en mal.

blind-ios-backup = Une sauvegarde non chiffrée ne contient ni les appels, ni l’historique de Safari, ni d’autres données privées. Aucune sauvegarde ne dit grand-chose des programmes qui tournaient.
blind-ios-backup-encrypted = Une sauvegarde est une copie des réglages et des données des applications. Elle dit peu de chose des programmes qui tournaient, et rien de ce qui a été effacé bien avant.
blind-ios-file-system = Une copie du système de fichiers ne contient pas ce qui n’existait qu’en mémoire.
blind-ios-sysdiagnose = Un sysdiagnose contient des relevés techniques des derniers jours ou semaines. Il ne contient ni messages, ni historique de navigation.
blind-android-bug-report = Un rapport de bogue contient ce que le système dit de lui-même : réglages, applications, événements récents. Il ne contient ni messages, ni historique de navigation, ni fichiers d’applications.
blind-androidqf = Une acquisition AndroidQF contient ce qu’un téléphone dit par son port de débogage : applications, réglages, journaux, parfois des messages. Les fichiers privés des applications n’y sont pas.
blind-android-backup = Une sauvegarde Android contient ce que les applications ont bien voulu donner : surtout des SMS. Elle ne dit rien des programmes qui tournaient.
blind-android-intrusion-logs = Les journaux d’intrusion contiennent des événements de sécurité et de réseau depuis le jour de leur activation. Ils ne contiennent ni messages, ni fichiers.
blind-android-file-system = Une copie du système de fichiers ne contient pas ce qui n’existait qu’en mémoire.
blind-android-packages = Un paquet montre ce qu’une application pouvait faire. Il ne montre ni ce qu’elle a fait, ni sur quel téléphone.
blind-packet-capture = Une capture contient ce qui est passé en un point d’un réseau pendant qu’elle durait. De ce qui était chiffré elle ne montre que l’extérieur, et rien de ce qui est passé ailleurs ou à un autre moment.
blind-signalling-capture = Une capture de signalisation contient ce qui est passé sur ces liens pendant qu’elle durait. Ce qui a pris d’autres liens, et ce qu’ont fait les équipements des opérateurs, n’y figure pas.
blind-internet-scan = Un balayage contient ce que des serveurs ont répondu sur les ports et les jours qu’il couvre. Les réseaux qui ont demandé à ne pas être balayés et les serveurs qui s’en cachent n’y figurent pas.
blind-oversight-dossier = Un dossier contient ce que les organismes contrôlés ont remis. Une interception dont aucune trace n’a été remise n’y laisse rien.
blind-mvt-results = Les résultats de MVT contiennent ce que MVT a lu et gardé : aucun lien qui ne figurait que dans un message mis en forme, rien de ce que MVT ne connaît pas, et rien qui puisse être vérifié à la source.
blind-files = Des fichiers isolés ne montrent que ce qu’ils contiennent. Tout peut manquer à côté.

about-signs =
    - Rendu quand au moins un constat de gravité élevée et de confiance élevée repose sur un indicateur d’une liste nommée, dont le logiciel et la date sont connus.
    - C’est compatible avec une tentative d’espionner l’appareil. Cela ne montre ni si elle a réussi, ni qui en est l’auteur. Le code de sortie est 13.
about-review =
    - Rendu quand des constats demandent un examen, mais qu’aucun ne relie une trace à un logiciel espion connu avec une confiance élevée. Aussi nombreux soient-ils, les constats de faible gravité ne s’additionnent jamais.
    - La plupart de ces traces se révèlent sans gravité. Chaque constat donne ses explications innocentes. Le code de sortie est 11, 12 ou 13, selon la gravité la plus haute.
about-nothing =
    - Rendu quand assez d’éléments ont pu être lus et comparés à des indicateurs, et que rien n’évoque un logiciel espion.
    - Cela ne prouve pas que le téléphone est sûr : certains logiciels espions ne laissent aucune trace dans ce genre de source, et les plus récents ne figurent encore sur aucune liste. Le code de sortie est 0, ou 10 s’il y a des constats pour information.
about-unclear =
    - Rendu quand rien n’a été trouvé mais que trop peu d’éléments ont pu être lus pour le dire : aucun élément, aucun indicateur, une vérification arrêtée avant la fin, ou plus d’éléments abîmés que lisibles.
    - C’est une limite des éléments fournis, ni un signe d’espionnage ni un signe de sécurité. Le code de sortie est 4, pour qu’aucun script ne le prenne pour un bon résultat.
