gtp-evasion-one = { $leaked ->
    [none] { $actor } ({ $network }) sent GTP that no network needs or that is broken: { $operations }. Subscriber: { $subscriber } ({ $home }). Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) sent GTP that no network needs or that is broken: { $operations }. Subscriber: { $subscriber } ({ $home }). Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
gtp-evasion-many = { $leaked ->
    [none] { $actor } ({ $network }) sent GTP that no network needs or that is broken, for { $subscribers } subscribers: { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) sent GTP that no network needs or that is broken, for { $subscribers } subscribers: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
gtp-evasion-why = A phone that sends signalling through its own tunnel speaks to gateways from inside. Broken messages test what a node bears.
gtp-evasion-innocent =
    - Old stacks leave elements out; tests before a new partner goes live.
gtp-evasion-next =
    - Keep the packets; filter GTP inside tunnels at the gateway.
