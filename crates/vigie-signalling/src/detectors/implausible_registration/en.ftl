implausible-registration-one = { $leaked ->
    [none] { $actor } ({ $network }) registered under doubtful circumstances subscriber { $subscriber } ({ $home }): { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) registered under doubtful circumstances subscriber { $subscriber } ({ $home }): { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
implausible-registration-many = { $actor } ({ $network }) registered under doubtful circumstances { $subscribers } subscribers, { $count } times: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
implausible-registration-why = Whoever registers a subscriber gets their calls, messages and one-time codes. A false registration shows in a journey faster than any aircraft, in addresses that contradict each other, in a network without agreement, or in no vectors before.
implausible-registration-innocent =
    - New partners that network.toml does not know yet.
    - Two cards with one number, late messages, ships and aircraft.
    - Vectors can come from the last network, so their absence alone proves little.
implausible-registration-next =
    - Ask the subscriber, if that is safe, where they were.
    - Look for messages and calls that were delivered in that time.
