diameter-tracking-one = { $leaked ->
    [none] { $actor } ({ $network }) looked for a subscriber by Diameter: { $operations }. Subscriber: { $subscriber } ({ $home }). Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) looked for a subscriber by Diameter: { $operations }. Subscriber: { $subscriber } ({ $home }). Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-tracking-many = { $leaked ->
    [none] { $actor } ({ $network }) looked for a subscriber by Diameter, for { $subscribers } subscribers: { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) looked for a subscriber by Diameter, for { $subscribers } subscribers: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-tracking-why = A cell is where somebody is, to some hundred metres. Asked again and again it is a track of a life.
diameter-tracking-innocent =
    - A partner may ask where its own subscriber is in our network: that is not told.
    - Own location services abroad: `allow` in network.toml.
diameter-tracking-next =
    - Take the report to the security team of the home network; who was looked for may need to know.
