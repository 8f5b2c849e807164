across-protocols-one = { $leaked ->
    [none] { $actor } ({ $network }) acted over several protocols: { $operations }. Subscriber: { $subscriber } ({ $home }). Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) acted over several protocols: { $operations }. Subscriber: { $subscriber } ({ $home }). Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
across-protocols-many = { $leaked ->
    [none] { $actor } ({ $network }) acted over several protocols, for { $subscribers } subscribers: { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) acted over several protocols, for { $subscribers } subscribers: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
across-protocols-why = Firewalls watch each protocol alone. Who is refused on one tries the next; only together the acts make a picture.
across-protocols-innocent =
    - Combined registration of a phone for calls and data gives the same network on both protocols: that is not told.
    - Falling back from LTE for calls changes the protocol within one network.
across-protocols-next =
    - Put the captures of all protocols of one period together.
