address-claimed-twice-found = { $count } network cards say to have the gateway’s address { $address } ({ $codes }).
address-claimed-twice-why = On a shared network, who claims the gateway’s address receives what others send to it, and can read and change it on the way.
address-claimed-twice-innocent =
    - Two routers that stand in for each other, mesh access points, a router that was replaced.
    - A capture that joins two networks with the same addresses.
address-claimed-twice-next =
    - Ask who runs the network which of the cards is the router’s; the first digits name its maker.
    - Until then, use the network only through a VPN, or use another.
