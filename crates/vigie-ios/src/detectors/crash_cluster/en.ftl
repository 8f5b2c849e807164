crash-cluster-chain = { $count } crashes within an hour of processes that handle messages and other content from outside: { $processes }
crash-cluster-messages = { $count } crashes within an hour of a process that handles messages: { $processes }
crash-cluster-other = { $count } crashes within an hour of processes that handle content from outside: { $processes }
crash-cluster-why = An attack without a tap is often repeated until it works, and each failure makes such a process crash. Pegasus was found by crashes like these.
crash-cluster-innocent =
    - A bug of the system, above all of a beta version.
    - A message, picture or video that the system cannot decode.
    - A damaged database of messages, or too little storage.
crash-cluster-next =
    - Look at what arrived on the phone in the minutes before the first crash.
    - Look at which processes started in the minutes after the last one.
    - Keep the reports unchanged and show them to an expert.
