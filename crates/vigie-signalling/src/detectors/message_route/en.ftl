message-route-one = { $leaked ->
    [none] { $actor } ({ $network }) asked for the way of messages or sent them in a way that does not fit, for subscriber { $subscriber } ({ $home }): { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) asked for the way of messages or sent them in a way that does not fit, for subscriber { $subscriber } ({ $home }): { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
message-route-many = { $actor } ({ $network }) asked for the way of messages or sent them in a way that does not fit, for { $subscribers } subscribers, { $count } times: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
message-route-why = The question where to send a message gives IMSI and serving node away, and needs no agreement. Asked without a message to follow, it is how tracking begins. Messages without the question come from somebody who knew already.
message-route-innocent =
    - Services that check numbers for senders ask without sending.
    - Message hubs send for others; telephones that are off get no message.
message-route-next =
    - Consider home routing: it answers with a stand-in for IMSI and node.
    - Ask the network of the address what the questions were for.
