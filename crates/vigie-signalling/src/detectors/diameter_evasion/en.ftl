diameter-evasion-one = { $leaked ->
    [none] { $actor } ({ $network }) sent messages that a filter and a node may read differently: { $operations }. Subscriber: { $subscriber } ({ $home }). Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) sent messages that a filter and a node may read differently: { $operations }. Subscriber: { $subscriber } ({ $home }). Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-evasion-many = { $leaked ->
    [none] { $actor } ({ $network }) sent messages that a filter and a node may read differently, for { $subscribers } subscribers: { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) sent messages that a filter and a node may read differently, for { $subscribers } subscribers: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-evasion-why = A filter that takes the first of two names and a node that takes the second see two subscribers. No ordinary stack writes such messages.
diameter-evasion-innocent =
    - Pairs of a later release, or of a vendor, that are marked as mandatory.
diameter-evasion-next =
    - Keep the raw packets, and test the own filter with the same form in a laboratory.
