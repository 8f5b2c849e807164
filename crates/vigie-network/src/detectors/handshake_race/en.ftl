handshake-race-found = A request to connect to { $server }, port { $port } was accepted twice, with different numbers: packets { $packets }; { $codes }.
handshake-race-why = Who answers before the server takes over the whole connection from its first packet on. The server’s own answer then comes as well, and contradicts the first.
handshake-race-innocent =
    - Servers that were started anew, and those that keep no state (SYN cookies), may answer twice.
    - Load balancers may hand a repeated request to another server. In ordinary captures it is seen in 0.12 % of connections.
handshake-race-next =
    - Compare the two packets: sender’s card, time to live, options. See whether it happens again on another network.
