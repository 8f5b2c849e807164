gtp-tunnel-takeover-one = { $leaked ->
    [none] { $actor } ({ $network }) ended or moved a data session of others: { $operations }. Subscriber: { $subscriber } ({ $home }). Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) ended or moved a data session of others: { $operations }. Subscriber: { $subscriber } ({ $home }). Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
gtp-tunnel-takeover-many = { $leaked ->
    [none] { $actor } ({ $network }) ended or moved a data session of others, for { $subscribers } subscribers: { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) ended or moved a data session of others, for { $subscribers } subscribers: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
gtp-tunnel-takeover-why = A session that is moved brings the subscriber’s data to whoever moved it.
gtp-tunnel-takeover-innocent =
    - Gateways of one operator take over from each other: these are not told where the ranges are known.
gtp-tunnel-takeover-next =
    - Check at the gateway whether user data went to the new end, and since when.
