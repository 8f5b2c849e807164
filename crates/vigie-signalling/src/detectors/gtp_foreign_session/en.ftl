gtp-foreign-session-one = { $leaked ->
    [none] { $actor } ({ $network }) opened a data session that does not fit: { $operations }. Subscriber: { $subscriber } ({ $home }). Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) opened a data session that does not fit: { $operations }. Subscriber: { $subscriber } ({ $home }). Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
gtp-foreign-session-many = { $leaked ->
    [none] { $actor } ({ $network }) opened a data session that does not fit, for { $subscribers } subscribers: { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) opened a data session that does not fit, for { $subscribers } subscribers: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
gtp-foreign-session-why = Whoever opens a session in a subscriber’s name uses data at their cost, reaches private access points, or is where the subscriber is said to be.
gtp-foreign-session-innocent =
    - Address ranges of a partner that are newer than network.toml; shared radio networks; hubs.
    - Hosted virtual operators: sponsor entries.
gtp-foreign-session-next =
    - Compare the address with the partner’s newest IR.21.
