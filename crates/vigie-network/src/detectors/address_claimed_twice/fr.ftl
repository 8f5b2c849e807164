address-claimed-twice-found = { $count } cartes réseau disent avoir l’adresse { $address } de la passerelle ({ $codes }).
address-claimed-twice-why = Sur un réseau partagé, qui revendique l’adresse de la passerelle reçoit ce que les autres lui envoient, et peut le lire et le changer au passage.
address-claimed-twice-innocent =
    - Deux routeurs qui se remplacent, des points d’accès maillés, un routeur qui a été changé.
    - Une capture qui réunit deux réseaux aux mêmes adresses.
address-claimed-twice-next =
    - Demandez à qui gère le réseau laquelle des cartes est celle du routeur ; les premiers chiffres nomment son fabricant.
    - En attendant, n’utilisez ce réseau que par un VPN, ou utilisez-en un autre.
