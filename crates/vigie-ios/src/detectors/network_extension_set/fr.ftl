network-extension-set-profile = Un profil a installé « { $name } », qui peut voir ou détourner le trafic du téléphone.
network-extension-set-elsewhere = L’app { $app }, qui ne vient pas de l’App Store, a installé « { $name } », qui peut voir ou détourner le trafic du téléphone.
network-extension-set-apps = { $count ->
    [one] Un VPN, filtre, serveur de noms ou relais est installé.
   *[other] { $count } VPN, filtres, serveurs de noms ou relais sont installés.
}
network-extension-set-why = Qui tient l’autre bout voit avec quelles machines le téléphone parle, et davantage si un certificat racine a été ajouté.
network-extension-set-innocent =
    - Le propriétaire a choisi un VPN, un bloqueur de publicité ou un contrôle parental.
    - Un employeur ou une école fait passer ses téléphones par son propre réseau.
network-extension-set-next =
    - Demandez au propriétaire ce qu’est chacun, par son nom ; ils figurent dans Réglages, Général, VPN et gestion de l’appareil.
