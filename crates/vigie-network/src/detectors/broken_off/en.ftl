broken-off-by-name = { $count } connections to { $name } broke off without an answer, while the same address answers for other names ({ $codes }).
broken-off-always = { $count } connections to { $name } broke off without an answer ({ $codes }).
broken-off-why = Devices on the way that block by name let a connection begin, read the name in its first packet, and then cut it or drop what follows. Where the same address works for other names, the name was the reason.
broken-off-innocent =
    - Servers that are down, overloaded or refuse this client; firewalls; poor reception.
broken-off-next =
    - Try the same name over another network or a VPN. If it works there, the network blocks it.
