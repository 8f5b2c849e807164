diameter-sweep-one = { $leaked ->
    [none] { $actor } ({ $network }) went through subscribers or hosts by Diameter: { $operations }. Subscriber: { $subscriber } ({ $home }). Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) went through subscribers or hosts by Diameter: { $operations }. Subscriber: { $subscriber } ({ $home }). Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-sweep-many = { $leaked ->
    [none] { $actor } ({ $network }) went through subscribers or hosts by Diameter, for { $subscribers } subscribers: { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) went through subscribers or hosts by Diameter, for { $subscribers } subscribers: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-sweep-why = Vectors let a false base station pass for the home network. Lists of valid IMSIs and hosts come before attacks on single persons.
diameter-sweep-innocent =
    - Registered roamers are authenticated again and again; a serving node that restarts asks for all.
    - Misconfigured routes of a new partner.
diameter-sweep-next =
    - Limit the rate at the edge and ask the partner for the reason.
