sweep-one = { $leaked ->
    [none] { $actor } ({ $network }) tried addresses, numbers or forms, here about subscriber { $subscriber } ({ $home }): { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) tried addresses, numbers or forms, here about subscriber { $subscriber } ({ $home }): { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
sweep-many = { $actor } ({ $network }) tried addresses, numbers or forms, here about { $subscribers } subscribers, { $count } times: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
sweep-why = Before an attack comes the search: which nodes answer, which subscribers exist, which form of an operation passes.
sweep-innocent =
    - Tests of a new partner (IREG), batches of machines with consecutive numbers, campaigns of messages.
sweep-next =
    - Ask the network of the address whether it tests.
    - Watch what the address does afterwards to those that answered.
