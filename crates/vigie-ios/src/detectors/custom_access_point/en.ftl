custom-access-point-proxy = The access point “{ $apn }”, set by hand, leads mobile data through the proxy { $proxy }.
custom-access-point-plain = An access point to the mobile network was set by hand: “{ $apn }”.
custom-access-point-why = The access point decides where mobile data goes first; a proxy set there sees web requests.
custom-access-point-innocent =
    - The operator of the SIM card, or a travel SIM card, asks for it.
    - A company has an access point of its own.
custom-access-point-next =
    - Compare it with what the operator asks for; it stands under Settings, Cellular, Cellular Data Network.
