actor-cluster-one = { $leaked ->
    [none] { $actor } ({ $network }) shares its targets with another network’s address: { $peer } ({ $peer_network }). Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) shares its targets with another network’s address: { $peer } ({ $peer_network }). Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
actor-cluster-many = { $actor } ({ $network }) shares its targets with another network’s address: { $peer } ({ $peer_network }), of { $subscribers } subscribers, { $count } times. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
actor-cluster-why = Tracking services rent addresses in many countries and change between them. Targets do not change: that is how Citizen Lab found the same actors behind many operators.
actor-cluster-innocent =
    - Operators of one group, or a location service with several platforms.
actor-cluster-next =
    - Treat both addresses as one actor.
    - Look for others with the same targets in captures of other days.
