home-operation-one = { $leaked ->
    [none] { $actor } ({ $network }) asked what only the home network may ask, about subscriber { $subscriber } ({ $home }): { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) asked what only the home network may ask, about subscriber { $subscriber } ({ $home }): { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
home-operation-many = { $actor } ({ $network }) asked what only the home network may ask, about { $subscribers } subscribers, { $count } times: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
home-operation-why = The home network may ask a visited one where its subscriber is, change the profile or take the registration away. When somebody else does, it is tracking, interception or denial of service (GSMA FS.11, category 2).
home-operation-innocent =
    - Hosted and sponsored networks, and hubs: their pairs belong into network.toml.
    - Emergency services may locate whoever calls them.
home-operation-next =
    - Check whether the two networks act for each other; if so, add a sponsor or hub entry.
    - Ask the network of the address who uses it.
