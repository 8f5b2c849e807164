tracking-one = { $leaked ->
    [none] { $actor } ({ $network }) looked, alone or with others, again and again for subscriber { $subscriber } ({ $home }): { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) looked, alone or with others, again and again for subscriber { $subscriber } ({ $home }): { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
tracking-many = { $actor } ({ $network }) looked, alone or with others, again and again for { $subscribers } subscribers, { $count } times: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
tracking-why = One question can be a mistake. Three in a day, from whatever addresses, or identity first and location right after, is how tracking services work.
tracking-innocent =
    - Own location services that network.toml does not know.
    - Messages that were not seen because the tap sees one direction only.
tracking-next =
    - Treat the subscriber as a target: tell them on another channel, if that is safe.
    - Follow all addresses named here through the rest of the capture.
