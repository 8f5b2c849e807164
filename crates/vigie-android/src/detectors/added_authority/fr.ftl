added-authority-added = { $count ->
        [one] Une autorité de certification a été ajoutée au téléphone
       *[other] { $count } autorités de certification ont été ajoutées au téléphone
    } : { $names }
added-authority-why = Qui détient la clé d’une autorité ajoutée peut lire ce que les navigateurs, et les apps qui s’y fient, envoient chiffré.
added-authority-innocent =
    - Le réseau d’un employeur ou d’une école.
    - Un bloqueur de publicités, un filtre familial ou un antivirus.
    - Un outil de développement qui examine le trafic du téléphone.
added-authority-next =
    - Demandez au propriétaire d’où vient l’autorité, par son nom.
    - Regardez les réglages de VPN et de mandataire.
