id-status-nul-pair-found = { $count ->
    [one] The phone looked up an account whose identifier holds NUL bytes.
   *[other] The phone looked up { $count } accounts whose identifiers hold NUL bytes.
}
id-status-nul-pair-why = No address and no number can hold a NUL byte: something was sent to the phone, or asked of it, that ordinary software does not make. Such entries were seen on phones attacked over iMessage.
id-status-nul-pair-innocent =
    - A damaged file: other entries would be damaged as well.
    - A fault of a version of iOS that nobody has described.
id-status-nul-pair-next =
    - Look at what else happened in the hour around the lookup: messages without text, attachments, crashes, new processes.
    - Send the entry to a helpline.
