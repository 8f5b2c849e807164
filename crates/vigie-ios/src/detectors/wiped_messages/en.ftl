wiped-messages-absent = { $count ->
    [1] Something else on this phone tells of a message that is not in its database of messages, which covers that time
   *[other] { $count } records elsewhere on this phone tell of messages that are not in its database of messages, which covers that time
}
wiped-messages-why = What removes a message may not know every other place where it left a trace.
wiped-messages-innocent =
    - The owner deleted messages or a conversation.
    - Messages expired, were taken back by their sender, or were deleted on another device.
    - Reactions and shared locations are noted and are no messages.
wiped-messages-next =
    - Ask the owner whether they deleted messages then.
    - Look at what else happened at that time, and at the deleted rows of the database.
