diameter-registration-one = { $leaked ->
    [none] { $actor } ({ $network }) registered or forgot a subscriber where that cannot be: { $operations }. Subscriber: { $subscriber } ({ $home }). Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) registered or forgot a subscriber where that cannot be: { $operations }. Subscriber: { $subscriber } ({ $home }). Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-registration-many = { $leaked ->
    [none] { $actor } ({ $network }) registered or forgot a subscriber where that cannot be, for { $subscribers } subscribers: { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) registered or forgot a subscriber where that cannot be, for { $subscribers } subscribers: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-registration-why = A false registration takes calls, messages and one-time codes away from the subscriber, or ends service.
diameter-registration-innocent =
    - Capitals near a border, ships and planes, two registrations of one SIM (dual), messages that come late.
    - A new partner whose IR.21 is not in network.toml yet.
diameter-registration-next =
    - Ask the subscriber where they were; look for messages and calls that were led there.
