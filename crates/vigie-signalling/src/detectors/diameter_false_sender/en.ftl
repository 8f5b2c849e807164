diameter-false-sender-one = { $leaked ->
    [none] { $actor } ({ $network }) does not fit what it says of itself: { $operations }. Subscriber: { $subscriber } ({ $home }). Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) does not fit what it says of itself: { $operations }. Subscriber: { $subscriber } ({ $home }). Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-false-sender-many = { $leaked ->
    [none] { $actor } ({ $network }) does not fit what it says of itself, for { $subscribers } subscribers: { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) does not fit what it says of itself, for { $subscribers } subscribers: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-false-sender-why = Answers of Diameter go back the way the request came, so a false name still gets the answer. Names are what filters look at; who forges them gets past filters.
diameter-false-sender-innocent =
    - Hubs and carriers speak for their members: name them in network.toml.
    - Own traffic that comes back through a carrier carries own names.
    - Hosted nodes serve several networks; IR.21 may be out of date.
diameter-false-sender-next =
    - Follow the route back with the carrier: which neighbour brought the message?
