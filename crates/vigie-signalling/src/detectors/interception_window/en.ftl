interception-window-one = { $leaked ->
    [none] { $actor } ({ $network }) got messages or calls, after a registration that appeared far away, of subscriber { $subscriber } ({ $home }): { $operations }. Nothing is known to have been given away. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
   *[other] { $actor } ({ $network }) got messages or calls, after a registration that appeared far away, of subscriber { $subscriber } ({ $home }): { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
}
interception-window-many = { $actor } ({ $network }) got messages or calls, after a registration that appeared far away, of { $subscribers } subscribers, { $count } times: { $operations }. Given away: { $leaked }. Packets: { $packets }. What was met: { $notes }. Entries: { $codes }.
interception-window-why = This is how one-time codes of banks and messengers are stolen, and calls listened to: register the subscriber, take what comes, let them fall back.
interception-window-innocent =
    - At a border telephones change networks back and forth; neighbours are therefore left out.
interception-window-next =
    - Warn the subscriber on another channel: accounts secured by messages to this number may be taken over.
    - Keep the capture: it shows what was delivered when.
