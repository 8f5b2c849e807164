trusted-root-tool = Le téléphone fait confiance à « { $name } », un certificat racine nommé comme ceux de programmes qui lisent le trafic chiffré.
trusted-root-other = Le téléphone fait confiance à un certificat racine qui ne vient pas avec iOS : « { $name } ».
trusted-root-why = Qui détient la clé d’un tel certificat et peut détourner le trafic du téléphone peut lire ce que les sites et la plupart des apps envoient et reçoivent.
trusted-root-innocent =
    - Un employeur ou une école lit le trafic de ses téléphones, ou a ses propres services.
    - Le propriétaire utilise un bloqueur de publicité ou un filtre qui lit les pages chiffrées.
    - Le propriétaire développe ou teste des apps.
trusted-root-next =
    - Demandez au propriétaire ce qu’est ce certificat, par son nom ; il figure dans Réglages, Général, Informations, Réglages des certificats.
    - Cherchez un VPN, un proxy ou un profil qui va avec.
