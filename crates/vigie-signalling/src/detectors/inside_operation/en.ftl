inside-operation-one = { $leaked ->
    [none] { $actor } ({ $network }) sent operations that belong inside one network, about subscriber { $subscriber } ({ $home }): { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) sent operations that belong inside one network, about subscriber { $subscriber } ({ $home }): { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
inside-operation-many = { $actor } ({ $network }) sent operations that belong inside one network, about { $subscribers } subscribers, { $count } times: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
inside-operation-why = These operations were made for nodes of one operator: they tell where a subscriber is, who stands behind a number, which keys protect a call. No partner needs them (GSMA FS.11, category 1).
inside-operation-innocent =
    - Groups of operators share platforms; location services and number portability within one country rest on agreements.
    - Small operators address messages to the wrong node.
inside-operation-next =
    - Ask the network that the address belongs to who uses it, and since when.
    - Block the operation at the border, and list agreed partners under allow in network.toml.
    - Where something was given away, tell those responsible for the protection of subscribers.
