behaviour-screen-off = { $app } a utilisé { $what ->
        [camera] la caméra
        [both] la caméra et le micro
       *[microphone] le micro
    } écran éteint, { $count ->
        [one] une fois
       *[other] { $count } fois
    }, la dernière le { $last }.
behaviour-awake = { $app } a tenu le téléphone éveillé { $minutes } minutes, l’a réveillé { $wakeups } fois et a eu sa position { $position } minutes, depuis la dernière charge complète.
behaviour-why = Un logiciel espion écoute, regarde et envoie quand personne n’utilise le téléphone.
behaviour-innocent =
    - Un appel, un enregistreur ou une navigation écran éteint.
    - Une montre connectée, une app de sport, un lecteur ou une sauvegarde.
    - Un assistant qui attend son mot.
behaviour-next =
    - Demandez au propriétaire ce que fait l’app, et ce qu’il faisait alors.
    - Regardez les pouvoirs de l’app et comment elle est arrivée sur le téléphone.
