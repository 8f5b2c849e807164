title-misuse-one = { $leaked ->
    [none] { $actor } ({ $network }) appeared as a sender where no own node should, about subscriber { $subscriber } ({ $home }): { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) appeared as a sender where no own node should, about subscriber { $subscriber } ({ $home }): { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
title-misuse-many = { $actor } ({ $network }) appeared as a sender where no own node should, about { $subscribers } subscribers, { $count } times: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
title-misuse-why = Operators lease global titles to third parties, and attackers forge them: both make the home network answer for what strangers do, and pass filters that trust its own addresses.
title-misuse-innocent =
    - A test platform or a node that is missing in the inventory.
    - Own messages on their way back over a carrier (tromboning).
title-misuse-next =
    - Look the title up in the numbering plan and in lease contracts.
    - Add it to nodes in network.toml if it is known.
