gtp-inside-operation-one = { $leaked ->
    [none] { $actor } ({ $network }) sent GTP messages that stay inside a network: { $operations }. Subscriber: { $subscriber } ({ $home }). Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) sent GTP messages that stay inside a network: { $operations }. Subscriber: { $subscriber } ({ $home }). Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
gtp-inside-operation-many = { $leaked ->
    [none] { $actor } ({ $network }) sent GTP messages that stay inside a network, for { $subscribers } subscribers: { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) sent GTP messages that stay inside a network, for { $subscribers } subscribers: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
gtp-inside-operation-why = Context answers hold the keys with which traffic is encrypted; routing information tells the serving node.
gtp-inside-operation-innocent =
    - Neighbours that hand over across a border by agreement.
gtp-inside-operation-next =
    - Close these types at the border gateway, unless a neighbour needs them.
