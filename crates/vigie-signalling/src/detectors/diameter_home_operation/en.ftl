diameter-home-operation-one = { $leaked ->
    [none] { $actor } ({ $network }) asked by Diameter what only the home network may ask: { $operations }. Subscriber: { $subscriber } ({ $home }). Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) asked by Diameter what only the home network may ask: { $operations }. Subscriber: { $subscriber } ({ $home }). Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-home-operation-many = { $leaked ->
    [none] { $actor } ({ $network }) asked by Diameter what only the home network may ask, for { $subscribers } subscribers: { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) asked by Diameter what only the home network may ask, for { $subscribers } subscribers: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-home-operation-why = The home network may change the profile, ask where the subscriber is, and take the registration away. When somebody else does it is tracking, interception or denial of service.
diameter-home-operation-innocent =
    - Hosted and sponsored networks: their pairs belong into network.toml.
    - An HSS in two places may cancel from either.
diameter-home-operation-next =
    - Check whether the two networks act for each other; if so, add a sponsor entry. Otherwise ask the network of the host who uses it.
