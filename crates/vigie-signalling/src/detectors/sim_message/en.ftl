sim-message-one = { $leaked ->
    [none] { $actor } ({ $network }) sent messages that are not shown, to subscriber { $subscriber } ({ $home }): { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) sent messages that are not shown, to subscriber { $subscriber } ({ $home }): { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
sim-message-many = { $actor } ({ $network }) sent messages that are not shown, to { $subscribers } subscribers, { $count } times: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
sim-message-why = Binary messages can make applets on the SIM card send the location (S@T and WIB browsers, published as Simjacker in 2019); silent messages make the telephone answer, so that it can be found.
sim-message-innocent =
    - Operators manage cards this way: list their originators under ota in network.toml.
    - Some services test with silent messages whether a telephone is on.
sim-message-next =
    - Look for messages that the telephone sent right after.
    - Filter binary messages at the border.
