hidden-from-capture-names = { $count } connections asked for names over encryption ({ $percent } % of what asked for names): those names cannot be seen here ({ $codes }).
hidden-from-capture-ech = { $count } of { $all } encrypted connections sent an encrypted ClientHello: the name that shows may not be the site ({ $codes }).
hidden-from-capture-certificates = { $count } of { $all } handshakes ({ $percent } %) used TLS 1.3 or QUIC: their certificates cannot be seen or checked ({ $codes }).
hidden-from-capture-quic = { $count } of { $all } handshakes ({ $percent } %) used QUIC: injected packets do not show there as they do in TCP ({ $codes }).
hidden-from-capture-web = { $percent } % of the connections to sites were encrypted, { $count } of { $all } ({ $codes }).
hidden-from-capture-tunnels = { $count } tunnels were in use, such as a VPN: what went through them cannot be seen. This is protection, not a sign of anything ({ $codes }).
hidden-from-capture-one-way = Of { $count } of { $all } connections only one direction was captured: injections cannot be judged there ({ $codes }).
hidden-from-capture-short = The capture is shorter than 15 minutes: what a device does once in a while is not in it ({ $codes }).
hidden-from-capture-why = A report that finds nothing is worth as much as what it could see. Encryption protects people; here it only bounds what can be said.
hidden-from-capture-innocent =
    - All of this is ordinary.
hidden-from-capture-next =
    - To see more, capture for longer, near the device, in both directions.
    - Look at a backup of the device too: names that are hidden here may stand there.
