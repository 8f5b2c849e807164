gtp-sweep-one = { $leaked ->
    [none] { $actor } ({ $network }) sought nodes, tunnels, subscribers or access points by trial: { $operations }. Subscriber: { $subscriber } ({ $home }). Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) sought nodes, tunnels, subscribers or access points by trial: { $operations }. Subscriber: { $subscriber } ({ $home }). Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
gtp-sweep-many = { $leaked ->
    [none] { $actor } ({ $network }) sought nodes, tunnels, subscribers or access points by trial, for { $subscribers } subscribers: { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) sought nodes, tunnels, subscribers or access points by trial, for { $subscribers } subscribers: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
gtp-sweep-why = Trial comes before attack: it finds gateways, sessions to take over, subscribers and private networks.
gtp-sweep-innocent =
    - Path management echoes known nodes all day, and gets answers.
    - After a restart many tunnels are unknown at once; provisioning errors of a partner.
gtp-sweep-next =
    - Ask the owner of the address; block it at the edge if nobody knows it.
