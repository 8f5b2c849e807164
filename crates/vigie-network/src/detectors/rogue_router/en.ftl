rogue-router-dhcp = Two machines, { $first } and { $second }, answer requests for an address with different routers or resolvers ({ $codes }).
rogue-router-advertisement = Two machines, { $first } and { $second }, say to be the network’s router, with different resolvers or prefixes ({ $codes }).
rogue-router-why = Who names the router or the resolver decides which way everything goes that a device sends, and which addresses names lead to.
rogue-router-innocent =
    - A second router that somebody plugged in, a telephone that shares its connection, a virtual machine: most are mistakes.
    - A capture that joins two networks.
rogue-router-next =
    - Ask who runs the network which of the two is theirs, and find the other by its card.
