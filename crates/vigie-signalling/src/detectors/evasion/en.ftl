evasion-one = { $leaked ->
    [none] { $actor } ({ $network }) sent messages in forms that no ordinary stack writes, about subscriber { $subscriber } ({ $home }): { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) sent messages in forms that no ordinary stack writes, about subscriber { $subscriber } ({ $home }): { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
evasion-many = { $actor } ({ $network }) sent messages in forms that no ordinary stack writes, about { $subscribers } subscribers, { $count } times: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
evasion-why = A node reads more forms of a message than the filter before it: tags in long form, operations named by an identifier, several operations in one message, segments, odd addresses. Such forms are tried since 2017, new ones each year, by those who already know that plain ones are blocked.
evasion-innocent =
    - Some stacks write indefinite or long lengths for a habit: these count only where the sender has no such habit.
    - Lost packets look like damaged messages: while packets are being lost, damage does not count.
    - Partners with version 1 of MAP have no application context.
evasion-next =
    - Give the packets to the maker of the filter: does it read this form?
    - Look at what the message asked, and whether it was answered.
