tls-downgrade-sentinel = { $site } says in its own answer that it was made to choose an older encryption ({ $names }) than client and server can do ({ $codes }).
tls-downgrade-version = { $site } chose TLS 1.3 before and { $names } later, at the same address and for the same kind of client ({ $codes }).
tls-downgrade-profile = { $site } answers the same kind of client in two different ways at one address ({ $codes }).
tls-downgrade-why = A server that can do TLS 1.3 writes a mark into its answer when it is asked for less. If the client had offered 1.3, somebody changed its words on the way: devices that open encryption often cannot do 1.3.
tls-downgrade-innocent =
    - Faulty boxes of 2018 and 2019 that copied the mark; several servers behind one address with different settings; updates.
tls-downgrade-next =
    - Try the same site over another network, and compare version and certificate.
