diameter-answer-one = { $leaked ->
    [none] { $actor } ({ $network }) answered by Diameter what it was not asked, or led a request elsewhere: { $operations }. Subscriber: { $subscriber } ({ $home }). Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) answered by Diameter what it was not asked, or led a request elsewhere: { $operations }. Subscriber: { $subscriber } ({ $home }). Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-answer-many = { $leaked ->
    [none] { $actor } ({ $network }) answered by Diameter what it was not asked, or led a request elsewhere, for { $subscribers } subscribers: { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) answered by Diameter what it was not asked, or led a request elsewhere, for { $subscribers } subscribers: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
diameter-answer-why = Who can answer for another gives false profiles, or draws requests to a node of their own.
diameter-answer-innocent =
    - Gaps of the capture, and taps that see one way: confidence is low where the capture loses packets.
    - Agents of a hub that redirect by agreement.
diameter-answer-next =
    - Check with the carrier which node answered.
