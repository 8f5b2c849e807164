fragment-conflict-found = Two fragments of one datagram from { $src } to { $dst } say different things at one place ({ $codes }).
fragment-conflict-why = What a device makes of such a datagram depends on which fragment it keeps. It is used to show a probe on the way something else than the receiver gets, or to slip false answers in.
fragment-conflict-innocent =
    - Damage on the way; a sender that uses the same number for two datagrams within seconds.
fragment-conflict-next =
    - Look at both packets: times to live, checksums, and what each makes of the datagram.
