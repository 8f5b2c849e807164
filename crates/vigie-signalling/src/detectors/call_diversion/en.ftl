call-diversion-one = { $leaked ->
    [none] { $actor } ({ $network }) took or gave control over calls of subscriber { $subscriber } ({ $home }): { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) took or gave control over calls of subscriber { $subscriber } ({ $home }): { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
call-diversion-many = { $actor } ({ $network }) took or gave control over calls of { $subscribers } subscribers, { $count } times: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
call-diversion-why = Under CAMEL a switch asks a service (gsmSCF) what to do with a call. Whoever writes their own service into a profile hears of every call, with number and cell, and can lead it over a machine that records.
call-diversion-innocent =
    - Services run by a contractor: list them under scf in network.toml.
    - Services that translate numbers lead calls elsewhere on purpose.
call-diversion-next =
    - Restore the profile from the HLR and look which calls were made since.
    - Ask who runs the service at that address.
