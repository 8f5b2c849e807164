profile-installed-plain = Un profil de configuration est installé : « { $profile } ».
profile-installed-mdm = Le profil de configuration « { $profile } » met le téléphone sous gestion à distance.
profile-installed-root = Le profil de configuration « { $profile } » ajoute un certificat qui peut se porter garant de n’importe quel site.
profile-installed-traffic = Le profil de configuration « { $profile } » peut faire passer ailleurs le trafic du téléphone.
profile-installed-event = Le téléphone a noté un changement du profil de configuration « { $profile } » : { $operation }.
profile-installed-why = Un profil peut donner à quelqu’un d’autre du pouvoir sur le téléphone : le gérer, lire son trafic, cacher des choses. La plupart des profils sont voulus.
profile-installed-innocent =
    - Un employeur, une école ou un opérateur a préparé le téléphone.
    - Le propriétaire a installé un VPN, un bloqueur de publicité ou une version bêta d’iOS.
profile-installed-next =
    - Demandez au propriétaire ce qu’est ce profil, par son nom ; il figure dans Réglages, Général, VPN et gestion de l’appareil.
    - Qui pense être surveillé par un proche devrait demander conseil avant de le supprimer.
