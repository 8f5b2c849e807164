app-with-powers-file = L’app { $app } a été ouverte comme fichier et a des pouvoirs sur le téléphone :{ $screen ->
        [yes] {" "}commande de l’écran,
       *[no] {""}
    }{ $owner ->
        [yes] {" "}propriétaire de l’appareil,
       *[no] {""}
    }{ $admin ->
        [yes] {" "}administrateur de l’appareil,
       *[no] {""}
    }{ $notifications ->
        [yes] {" "}notifications,
       *[no] {""}
    }{ $keyboard ->
        [yes] {" "}clavier,
       *[no] {""}
    }{ $sms ->
        [yes] {" "}SMS,
       *[no] {""}
    }{ $vpn ->
        [yes] {" "}VPN permanent,
       *[no] {""}
    }{ $microphone ->
        [yes] {" "}micro à l’insu,
       *[no] {""}
    }{ $camera ->
        [yes] {" "}caméra à l’insu,
       *[no] {""}
    }{ $location ->
        [yes] {" "}position à l’insu,
       *[no] {""}
    }{ $calls ->
        [yes] {" "}appels,
       *[no] {""}
    }{ $assistant ->
        [yes] {" "}assistant,
       *[no] {""}
    }{ $overlay ->
        [yes] {" "}affichage par-dessus,
       *[no] {""}
    }{ $usage ->
        [yes] {" "}usage des apps,
       *[no] {""}
    }{ $awake ->
        [yes] {" "}jamais en veille,
       *[no] {""}
    }{ $hidden ->
        [yes] {" "}sans icône,
       *[no] {""}
    }{ $disguised ->
        [yes] {" "}nom du système,
       *[no] {""}
    } { $score } points.
app-with-powers-adb = L’app { $app } a été installée par adb et a des pouvoirs sur le téléphone :{ $screen ->
        [yes] {" "}commande de l’écran,
       *[no] {""}
    }{ $owner ->
        [yes] {" "}propriétaire de l’appareil,
       *[no] {""}
    }{ $admin ->
        [yes] {" "}administrateur de l’appareil,
       *[no] {""}
    }{ $notifications ->
        [yes] {" "}notifications,
       *[no] {""}
    }{ $keyboard ->
        [yes] {" "}clavier,
       *[no] {""}
    }{ $sms ->
        [yes] {" "}SMS,
       *[no] {""}
    }{ $vpn ->
        [yes] {" "}VPN permanent,
       *[no] {""}
    }{ $microphone ->
        [yes] {" "}micro à l’insu,
       *[no] {""}
    }{ $camera ->
        [yes] {" "}caméra à l’insu,
       *[no] {""}
    }{ $location ->
        [yes] {" "}position à l’insu,
       *[no] {""}
    }{ $calls ->
        [yes] {" "}appels,
       *[no] {""}
    }{ $assistant ->
        [yes] {" "}assistant,
       *[no] {""}
    }{ $overlay ->
        [yes] {" "}affichage par-dessus,
       *[no] {""}
    }{ $usage ->
        [yes] {" "}usage des apps,
       *[no] {""}
    }{ $awake ->
        [yes] {" "}jamais en veille,
       *[no] {""}
    }{ $hidden ->
        [yes] {" "}sans icône,
       *[no] {""}
    }{ $disguised ->
        [yes] {" "}nom du système,
       *[no] {""}
    } { $score } points.
app-with-powers-app = L’app { $app } a été installée par { $by }, qui n’est pas un magasin connu, et a des pouvoirs sur le téléphone :{ $screen ->
        [yes] {" "}commande de l’écran,
       *[no] {""}
    }{ $owner ->
        [yes] {" "}propriétaire de l’appareil,
       *[no] {""}
    }{ $admin ->
        [yes] {" "}administrateur de l’appareil,
       *[no] {""}
    }{ $notifications ->
        [yes] {" "}notifications,
       *[no] {""}
    }{ $keyboard ->
        [yes] {" "}clavier,
       *[no] {""}
    }{ $sms ->
        [yes] {" "}SMS,
       *[no] {""}
    }{ $vpn ->
        [yes] {" "}VPN permanent,
       *[no] {""}
    }{ $microphone ->
        [yes] {" "}micro à l’insu,
       *[no] {""}
    }{ $camera ->
        [yes] {" "}caméra à l’insu,
       *[no] {""}
    }{ $location ->
        [yes] {" "}position à l’insu,
       *[no] {""}
    }{ $calls ->
        [yes] {" "}appels,
       *[no] {""}
    }{ $assistant ->
        [yes] {" "}assistant,
       *[no] {""}
    }{ $overlay ->
        [yes] {" "}affichage par-dessus,
       *[no] {""}
    }{ $usage ->
        [yes] {" "}usage des apps,
       *[no] {""}
    }{ $awake ->
        [yes] {" "}jamais en veille,
       *[no] {""}
    }{ $hidden ->
        [yes] {" "}sans icône,
       *[no] {""}
    }{ $disguised ->
        [yes] {" "}nom du système,
       *[no] {""}
    } { $score } points.
app-with-powers-nobody = L’app { $app }, dont le système ne nomme pas l’installateur, a des pouvoirs sur le téléphone :{ $screen ->
        [yes] {" "}commande de l’écran,
       *[no] {""}
    }{ $owner ->
        [yes] {" "}propriétaire de l’appareil,
       *[no] {""}
    }{ $admin ->
        [yes] {" "}administrateur de l’appareil,
       *[no] {""}
    }{ $notifications ->
        [yes] {" "}notifications,
       *[no] {""}
    }{ $keyboard ->
        [yes] {" "}clavier,
       *[no] {""}
    }{ $sms ->
        [yes] {" "}SMS,
       *[no] {""}
    }{ $vpn ->
        [yes] {" "}VPN permanent,
       *[no] {""}
    }{ $microphone ->
        [yes] {" "}micro à l’insu,
       *[no] {""}
    }{ $camera ->
        [yes] {" "}caméra à l’insu,
       *[no] {""}
    }{ $location ->
        [yes] {" "}position à l’insu,
       *[no] {""}
    }{ $calls ->
        [yes] {" "}appels,
       *[no] {""}
    }{ $assistant ->
        [yes] {" "}assistant,
       *[no] {""}
    }{ $overlay ->
        [yes] {" "}affichage par-dessus,
       *[no] {""}
    }{ $usage ->
        [yes] {" "}usage des apps,
       *[no] {""}
    }{ $awake ->
        [yes] {" "}jamais en veille,
       *[no] {""}
    }{ $hidden ->
        [yes] {" "}sans icône,
       *[no] {""}
    }{ $disguised ->
        [yes] {" "}nom du système,
       *[no] {""}
    } { $score } points.
app-with-powers-catalogue = L’app { $app }, venue de { $by }, a des pouvoirs sur le téléphone :{ $screen ->
        [yes] {" "}commande de l’écran,
       *[no] {""}
    }{ $owner ->
        [yes] {" "}propriétaire de l’appareil,
       *[no] {""}
    }{ $admin ->
        [yes] {" "}administrateur de l’appareil,
       *[no] {""}
    }{ $notifications ->
        [yes] {" "}notifications,
       *[no] {""}
    }{ $keyboard ->
        [yes] {" "}clavier,
       *[no] {""}
    }{ $sms ->
        [yes] {" "}SMS,
       *[no] {""}
    }{ $vpn ->
        [yes] {" "}VPN permanent,
       *[no] {""}
    }{ $microphone ->
        [yes] {" "}micro à l’insu,
       *[no] {""}
    }{ $camera ->
        [yes] {" "}caméra à l’insu,
       *[no] {""}
    }{ $location ->
        [yes] {" "}position à l’insu,
       *[no] {""}
    }{ $calls ->
        [yes] {" "}appels,
       *[no] {""}
    }{ $assistant ->
        [yes] {" "}assistant,
       *[no] {""}
    }{ $overlay ->
        [yes] {" "}affichage par-dessus,
       *[no] {""}
    }{ $usage ->
        [yes] {" "}usage des apps,
       *[no] {""}
    }{ $awake ->
        [yes] {" "}jamais en veille,
       *[no] {""}
    }{ $hidden ->
        [yes] {" "}sans icône,
       *[no] {""}
    }{ $disguised ->
        [yes] {" "}nom du système,
       *[no] {""}
    } { $score } points.
app-with-powers-store = L’app { $app }, venue du magasin du téléphone, a des pouvoirs sur le téléphone :{ $screen ->
        [yes] {" "}commande de l’écran,
       *[no] {""}
    }{ $owner ->
        [yes] {" "}propriétaire de l’appareil,
       *[no] {""}
    }{ $admin ->
        [yes] {" "}administrateur de l’appareil,
       *[no] {""}
    }{ $notifications ->
        [yes] {" "}notifications,
       *[no] {""}
    }{ $keyboard ->
        [yes] {" "}clavier,
       *[no] {""}
    }{ $sms ->
        [yes] {" "}SMS,
       *[no] {""}
    }{ $vpn ->
        [yes] {" "}VPN permanent,
       *[no] {""}
    }{ $microphone ->
        [yes] {" "}micro à l’insu,
       *[no] {""}
    }{ $camera ->
        [yes] {" "}caméra à l’insu,
       *[no] {""}
    }{ $location ->
        [yes] {" "}position à l’insu,
       *[no] {""}
    }{ $calls ->
        [yes] {" "}appels,
       *[no] {""}
    }{ $assistant ->
        [yes] {" "}assistant,
       *[no] {""}
    }{ $overlay ->
        [yes] {" "}affichage par-dessus,
       *[no] {""}
    }{ $usage ->
        [yes] {" "}usage des apps,
       *[no] {""}
    }{ $awake ->
        [yes] {" "}jamais en veille,
       *[no] {""}
    }{ $hidden ->
        [yes] {" "}sans icône,
       *[no] {""}
    }{ $disguised ->
        [yes] {" "}nom du système,
       *[no] {""}
    } { $score } points.
app-with-powers-unknown = L’app { $app }, dont la preuve ne dit pas d’où elle vient, a des pouvoirs sur le téléphone :{ $screen ->
        [yes] {" "}commande de l’écran,
       *[no] {""}
    }{ $owner ->
        [yes] {" "}propriétaire de l’appareil,
       *[no] {""}
    }{ $admin ->
        [yes] {" "}administrateur de l’appareil,
       *[no] {""}
    }{ $notifications ->
        [yes] {" "}notifications,
       *[no] {""}
    }{ $keyboard ->
        [yes] {" "}clavier,
       *[no] {""}
    }{ $sms ->
        [yes] {" "}SMS,
       *[no] {""}
    }{ $vpn ->
        [yes] {" "}VPN permanent,
       *[no] {""}
    }{ $microphone ->
        [yes] {" "}micro à l’insu,
       *[no] {""}
    }{ $camera ->
        [yes] {" "}caméra à l’insu,
       *[no] {""}
    }{ $location ->
        [yes] {" "}position à l’insu,
       *[no] {""}
    }{ $calls ->
        [yes] {" "}appels,
       *[no] {""}
    }{ $assistant ->
        [yes] {" "}assistant,
       *[no] {""}
    }{ $overlay ->
        [yes] {" "}affichage par-dessus,
       *[no] {""}
    }{ $usage ->
        [yes] {" "}usage des apps,
       *[no] {""}
    }{ $awake ->
        [yes] {" "}jamais en veille,
       *[no] {""}
    }{ $hidden ->
        [yes] {" "}sans icône,
       *[no] {""}
    }{ $disguised ->
        [yes] {" "}nom du système,
       *[no] {""}
    } { $score } points.
app-with-powers-why = Les logiciels espions installés à la main demandent ces pouvoirs. Chacun est courant ; plusieurs à la fois, dans une app venue d’aucun magasin, ne le sont pas.
app-with-powers-innocent =
    - Une app d’automatisation, de commande à distance, de contrôle parental ou d’accessibilité que le propriétaire a installée.
    - Un gestionnaire de mots de passe, un clavier ou un lanceur venu de son propre site.
    - Une app d’un employeur, ou reprise d’un ancien téléphone par un outil.
app-with-powers-next =
    - Demandez au propriétaire, hors de portée du téléphone, s’il connaît l’app et qui l’a installée.
    - Regardez quand elle a été installée, et ce qui a précédé.
    - Ne la supprimez pas avant d’avoir conservé la preuve, et demandez d’abord conseil si un proche surveille peut-être.
