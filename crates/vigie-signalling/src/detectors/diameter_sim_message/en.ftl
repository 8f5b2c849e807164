diameter-sim-message-one = { $leaked ->
    [none] { $actor } ({ $network }) sent by Diameter a message that the SIM card or the network would act on: { $operations }. Subscriber: { $subscriber } ({ $home }). Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) sent by Diameter a message that the SIM card or the network would act on: { $operations }. Subscriber: { $subscriber } ({ $home }). Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-sim-message-many = { $leaked ->
    [none] { $actor } ({ $network }) sent by Diameter a message that the SIM card or the network would act on, for { $subscribers } subscribers: { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) sent by Diameter a message that the SIM card or the network would act on, for { $subscribers } subscribers: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-sim-message-why = A command to the SIM card may answer with the location or open a connection without a sign on the screen.
diameter-sim-message-innocent =
    - Vendors that update SIM cards: list them as `ota`.
    - Message hubs use service centres of others.
diameter-sim-message-next =
    - Compare the sender with the list of own vendors; keep the raw message for the SIM vendor.
