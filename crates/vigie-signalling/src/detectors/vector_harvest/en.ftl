vector-harvest-one = { $leaked ->
    [none] { $actor } ({ $network }) asked for authentication vectors of many subscribers, last of { $subscriber } ({ $home }): { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) asked for authentication vectors of many subscribers, last of { $subscriber } ({ $home }): { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
vector-harvest-many = { $actor } ({ $network }) asked for authentication vectors of { $subscribers } subscribers, { $count } times: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
vector-harvest-why = With vectors a false base station can pass for the real network, and listen. Whoever collects them for many subscribers without registering any prepares that.
vector-harvest-innocent =
    - A visited network authenticates registered roamers again all day; a VLR that restarted does so for all at once.
vector-harvest-next =
    - Ask the network whether a VLR restarted then.
    - Compare the subscribers with those registered there.
