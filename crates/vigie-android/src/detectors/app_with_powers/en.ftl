app-with-powers-file = The app { $app } was opened as a file and has powers over the phone:{ $screen ->
        [yes] {" "}operating the screen,
       *[no] {""}
    }{ $owner ->
        [yes] {" "}owner of the device,
       *[no] {""}
    }{ $admin ->
        [yes] {" "}device administrator,
       *[no] {""}
    }{ $notifications ->
        [yes] {" "}notifications,
       *[no] {""}
    }{ $keyboard ->
        [yes] {" "}keyboard,
       *[no] {""}
    }{ $sms ->
        [yes] {" "}text messages,
       *[no] {""}
    }{ $vpn ->
        [yes] {" "}VPN always on,
       *[no] {""}
    }{ $microphone ->
        [yes] {" "}microphone unseen,
       *[no] {""}
    }{ $camera ->
        [yes] {" "}camera unseen,
       *[no] {""}
    }{ $location ->
        [yes] {" "}position unseen,
       *[no] {""}
    }{ $calls ->
        [yes] {" "}calls,
       *[no] {""}
    }{ $assistant ->
        [yes] {" "}assistant,
       *[no] {""}
    }{ $overlay ->
        [yes] {" "}drawing over apps,
       *[no] {""}
    }{ $usage ->
        [yes] {" "}use of apps,
       *[no] {""}
    }{ $awake ->
        [yes] {" "}never asleep,
       *[no] {""}
    }{ $hidden ->
        [yes] {" "}no icon,
       *[no] {""}
    }{ $disguised ->
        [yes] {" "}named like the system,
       *[no] {""}
    } { $score } points.
app-with-powers-adb = The app { $app } was installed over adb and has powers over the phone:{ $screen ->
        [yes] {" "}operating the screen,
       *[no] {""}
    }{ $owner ->
        [yes] {" "}owner of the device,
       *[no] {""}
    }{ $admin ->
        [yes] {" "}device administrator,
       *[no] {""}
    }{ $notifications ->
        [yes] {" "}notifications,
       *[no] {""}
    }{ $keyboard ->
        [yes] {" "}keyboard,
       *[no] {""}
    }{ $sms ->
        [yes] {" "}text messages,
       *[no] {""}
    }{ $vpn ->
        [yes] {" "}VPN always on,
       *[no] {""}
    }{ $microphone ->
        [yes] {" "}microphone unseen,
       *[no] {""}
    }{ $camera ->
        [yes] {" "}camera unseen,
       *[no] {""}
    }{ $location ->
        [yes] {" "}position unseen,
       *[no] {""}
    }{ $calls ->
        [yes] {" "}calls,
       *[no] {""}
    }{ $assistant ->
        [yes] {" "}assistant,
       *[no] {""}
    }{ $overlay ->
        [yes] {" "}drawing over apps,
       *[no] {""}
    }{ $usage ->
        [yes] {" "}use of apps,
       *[no] {""}
    }{ $awake ->
        [yes] {" "}never asleep,
       *[no] {""}
    }{ $hidden ->
        [yes] {" "}no icon,
       *[no] {""}
    }{ $disguised ->
        [yes] {" "}named like the system,
       *[no] {""}
    } { $score } points.
app-with-powers-app = The app { $app } was installed by { $by }, no known store, and has powers over the phone:{ $screen ->
        [yes] {" "}operating the screen,
       *[no] {""}
    }{ $owner ->
        [yes] {" "}owner of the device,
       *[no] {""}
    }{ $admin ->
        [yes] {" "}device administrator,
       *[no] {""}
    }{ $notifications ->
        [yes] {" "}notifications,
       *[no] {""}
    }{ $keyboard ->
        [yes] {" "}keyboard,
       *[no] {""}
    }{ $sms ->
        [yes] {" "}text messages,
       *[no] {""}
    }{ $vpn ->
        [yes] {" "}VPN always on,
       *[no] {""}
    }{ $microphone ->
        [yes] {" "}microphone unseen,
       *[no] {""}
    }{ $camera ->
        [yes] {" "}camera unseen,
       *[no] {""}
    }{ $location ->
        [yes] {" "}position unseen,
       *[no] {""}
    }{ $calls ->
        [yes] {" "}calls,
       *[no] {""}
    }{ $assistant ->
        [yes] {" "}assistant,
       *[no] {""}
    }{ $overlay ->
        [yes] {" "}drawing over apps,
       *[no] {""}
    }{ $usage ->
        [yes] {" "}use of apps,
       *[no] {""}
    }{ $awake ->
        [yes] {" "}never asleep,
       *[no] {""}
    }{ $hidden ->
        [yes] {" "}no icon,
       *[no] {""}
    }{ $disguised ->
        [yes] {" "}named like the system,
       *[no] {""}
    } { $score } points.
app-with-powers-nobody = The app { $app }, of which the system names no installer, has powers over the phone:{ $screen ->
        [yes] {" "}operating the screen,
       *[no] {""}
    }{ $owner ->
        [yes] {" "}owner of the device,
       *[no] {""}
    }{ $admin ->
        [yes] {" "}device administrator,
       *[no] {""}
    }{ $notifications ->
        [yes] {" "}notifications,
       *[no] {""}
    }{ $keyboard ->
        [yes] {" "}keyboard,
       *[no] {""}
    }{ $sms ->
        [yes] {" "}text messages,
       *[no] {""}
    }{ $vpn ->
        [yes] {" "}VPN always on,
       *[no] {""}
    }{ $microphone ->
        [yes] {" "}microphone unseen,
       *[no] {""}
    }{ $camera ->
        [yes] {" "}camera unseen,
       *[no] {""}
    }{ $location ->
        [yes] {" "}position unseen,
       *[no] {""}
    }{ $calls ->
        [yes] {" "}calls,
       *[no] {""}
    }{ $assistant ->
        [yes] {" "}assistant,
       *[no] {""}
    }{ $overlay ->
        [yes] {" "}drawing over apps,
       *[no] {""}
    }{ $usage ->
        [yes] {" "}use of apps,
       *[no] {""}
    }{ $awake ->
        [yes] {" "}never asleep,
       *[no] {""}
    }{ $hidden ->
        [yes] {" "}no icon,
       *[no] {""}
    }{ $disguised ->
        [yes] {" "}named like the system,
       *[no] {""}
    } { $score } points.
app-with-powers-catalogue = The app { $app }, from { $by }, has powers over the phone:{ $screen ->
        [yes] {" "}operating the screen,
       *[no] {""}
    }{ $owner ->
        [yes] {" "}owner of the device,
       *[no] {""}
    }{ $admin ->
        [yes] {" "}device administrator,
       *[no] {""}
    }{ $notifications ->
        [yes] {" "}notifications,
       *[no] {""}
    }{ $keyboard ->
        [yes] {" "}keyboard,
       *[no] {""}
    }{ $sms ->
        [yes] {" "}text messages,
       *[no] {""}
    }{ $vpn ->
        [yes] {" "}VPN always on,
       *[no] {""}
    }{ $microphone ->
        [yes] {" "}microphone unseen,
       *[no] {""}
    }{ $camera ->
        [yes] {" "}camera unseen,
       *[no] {""}
    }{ $location ->
        [yes] {" "}position unseen,
       *[no] {""}
    }{ $calls ->
        [yes] {" "}calls,
       *[no] {""}
    }{ $assistant ->
        [yes] {" "}assistant,
       *[no] {""}
    }{ $overlay ->
        [yes] {" "}drawing over apps,
       *[no] {""}
    }{ $usage ->
        [yes] {" "}use of apps,
       *[no] {""}
    }{ $awake ->
        [yes] {" "}never asleep,
       *[no] {""}
    }{ $hidden ->
        [yes] {" "}no icon,
       *[no] {""}
    }{ $disguised ->
        [yes] {" "}named like the system,
       *[no] {""}
    } { $score } points.
app-with-powers-store = The app { $app }, from the phone’s store, has powers over the phone:{ $screen ->
        [yes] {" "}operating the screen,
       *[no] {""}
    }{ $owner ->
        [yes] {" "}owner of the device,
       *[no] {""}
    }{ $admin ->
        [yes] {" "}device administrator,
       *[no] {""}
    }{ $notifications ->
        [yes] {" "}notifications,
       *[no] {""}
    }{ $keyboard ->
        [yes] {" "}keyboard,
       *[no] {""}
    }{ $sms ->
        [yes] {" "}text messages,
       *[no] {""}
    }{ $vpn ->
        [yes] {" "}VPN always on,
       *[no] {""}
    }{ $microphone ->
        [yes] {" "}microphone unseen,
       *[no] {""}
    }{ $camera ->
        [yes] {" "}camera unseen,
       *[no] {""}
    }{ $location ->
        [yes] {" "}position unseen,
       *[no] {""}
    }{ $calls ->
        [yes] {" "}calls,
       *[no] {""}
    }{ $assistant ->
        [yes] {" "}assistant,
       *[no] {""}
    }{ $overlay ->
        [yes] {" "}drawing over apps,
       *[no] {""}
    }{ $usage ->
        [yes] {" "}use of apps,
       *[no] {""}
    }{ $awake ->
        [yes] {" "}never asleep,
       *[no] {""}
    }{ $hidden ->
        [yes] {" "}no icon,
       *[no] {""}
    }{ $disguised ->
        [yes] {" "}named like the system,
       *[no] {""}
    } { $score } points.
app-with-powers-unknown = The app { $app }, of which the evidence does not tell where it came from, has powers over the phone:{ $screen ->
        [yes] {" "}operating the screen,
       *[no] {""}
    }{ $owner ->
        [yes] {" "}owner of the device,
       *[no] {""}
    }{ $admin ->
        [yes] {" "}device administrator,
       *[no] {""}
    }{ $notifications ->
        [yes] {" "}notifications,
       *[no] {""}
    }{ $keyboard ->
        [yes] {" "}keyboard,
       *[no] {""}
    }{ $sms ->
        [yes] {" "}text messages,
       *[no] {""}
    }{ $vpn ->
        [yes] {" "}VPN always on,
       *[no] {""}
    }{ $microphone ->
        [yes] {" "}microphone unseen,
       *[no] {""}
    }{ $camera ->
        [yes] {" "}camera unseen,
       *[no] {""}
    }{ $location ->
        [yes] {" "}position unseen,
       *[no] {""}
    }{ $calls ->
        [yes] {" "}calls,
       *[no] {""}
    }{ $assistant ->
        [yes] {" "}assistant,
       *[no] {""}
    }{ $overlay ->
        [yes] {" "}drawing over apps,
       *[no] {""}
    }{ $usage ->
        [yes] {" "}use of apps,
       *[no] {""}
    }{ $awake ->
        [yes] {" "}never asleep,
       *[no] {""}
    }{ $hidden ->
        [yes] {" "}no icon,
       *[no] {""}
    }{ $disguised ->
        [yes] {" "}named like the system,
       *[no] {""}
    } { $score } points.
app-with-powers-why = Stalkerware and spyware that is installed by hand asks for these powers. Each is common; several of them, in an app that came from no store, are not.
app-with-powers-innocent =
    - An app for automation, remote control, parental control or people with disabilities that the owner set up.
    - A password manager, keyboard or launcher from its own website.
    - An app of an employer, or one that a tool brought over from an older phone.
app-with-powers-next =
    - Ask the owner, where the phone does not hear it, whether they know the app and who installed it.
    - Look at when it was installed, and at what came before.
    - Do not remove it before the evidence is kept, and ask for advice first where somebody close may watch.
