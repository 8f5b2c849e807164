diameter-inside-operation-one = { $leaked ->
    [none] { $actor } ({ $network }) used Diameter for what stays inside a network: { $operations }. Subscriber: { $subscriber } ({ $home }). Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) used Diameter for what stays inside a network: { $operations }. Subscriber: { $subscriber } ({ $home }). Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-inside-operation-many = { $leaked ->
    [none] { $actor } ({ $network }) used Diameter for what stays inside a network, for { $subscribers } subscribers: { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) used Diameter for what stays inside a network, for { $subscribers } subscribers: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-inside-operation-why = Sh and SLh tell location, state and serving node of any subscriber, SLg asks the serving node to measure the position, S6c gives the IMSI. Roaming needs none of them. Who asks from outside looks for somebody.
diameter-inside-operation-innocent =
    - Voice roaming in the home-routed form (S8HR), Internet-of-Things exposure (T6a) or short messages (S6c) may be agreed: `allow` in network.toml.
diameter-inside-operation-next =
    - Ask the partner which node it was and what for; refuse the application at the edge if it is not agreed.
