injected-answer-conflict = Two different answers stand at one place of a connection with { $server } ({ $host }): one of them did not come from the server, or was damaged. Packets { $packets }; { $codes }.
injected-answer-device = Packets of a connection with { $server } ({ $host }) look like those that Sandvine’s PacketLogic devices inject. Packets { $packets }; { $codes }.
injected-answer-redirect = A clear web request to { $server } ({ $host }) was answered with a bare redirect to another site, as devices on the way do. Packets { $packets }; { $codes }.
injected-answer-swapped = The answer of { $server } ({ $host }) leads to another site, and its packets look like those of another sender. Packets { $packets }; { $codes }.
injected-answer-sender = In a connection with { $server } ({ $host }) some packets look like those of another sender. Packets { $packets }; { $codes }.
injected-answer-why = Who sits on the way can answer before the server does, and so bring spyware to a device that only opened a page. Such an answer differs from the server’s own packets in small things that its maker did not copy.
injected-answer-innocent =
    - Providers answer in place of servers for captive portals, blocked sites and their own advertisements.
    - Load balancers and proxies send packets that differ from each other; damaged memory or edited captures make segments differ.
    - Apps that capture on the device itself rewrite packets.
injected-answer-next =
    - Keep the capture and its hash; look at the named packets with an expert.
    - Capture the same request again on another network, such as mobile data instead of Wi-Fi, and compare.
    - If a program was downloaded over this connection, do not open it, and have the device checked.
