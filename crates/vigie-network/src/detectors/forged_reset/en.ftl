forged-reset-found = A connection with { $server }, port { $port } ({ $host }) was reset by packets that do not fit its ends: { $codes }.
forged-reset-why = Devices on the way cut connections to sites or protocols that somebody does not want by sending resets in the name of both ends. Such resets do not know how far the ends are, and the ends go on speaking.
forged-reset-innocent =
    - Companies, schools and providers cut connections in this way to enforce lawful rules.
    - Firewalls and load balancers reset what they have forgotten.
forged-reset-next =
    - See whether the same site or app fails again, and only on this network.
    - Note which network, when, and which names; blocking is often by name.
