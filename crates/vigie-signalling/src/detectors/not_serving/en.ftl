not-serving-one = { $leaked ->
    [none] { $actor } ({ $network }) acted, though it does not serve them, for subscriber { $subscriber } ({ $home }): { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) acted, though it does not serve them, for subscriber { $subscriber } ({ $home }): { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
not-serving-many = { $actor } ({ $network }) acted, though it does not serve them, for { $subscribers } subscribers, { $count } times: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
not-serving-why = Forwarding of calls, USSD, messages and calls come from the network that serves the subscriber. From another they mean that somebody acts in their name: to divert calls, to spend money, to cut them off.
not-serving-innocent =
    - Late messages after a move; roaming hubs for short messages.
not-serving-next =
    - Check the forwarding that is set for the subscriber.
    - Compare with the HLR where the subscriber was.
