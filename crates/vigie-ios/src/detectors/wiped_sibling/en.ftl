wiped-sibling-process = { $store } counts bytes of a process whose name is gone; another database still names what it may be: { $processes }
wiped-sibling-processes = { $store } counts bytes of a process whose name is gone; another database names several that it may be: { $processes }
wiped-sibling-why = Spyware removed the names of its processes from one database and forgot its sibling. What remains gives it a name.
wiped-sibling-innocent =
    - A clean-up of the database that was interrupted, or a damaged file.
    - The two databases do not count alike: an ordinary process may stand in one of them only.
wiped-sibling-next =
    - Look the names up: those of Apple’s own services are known.
    - Look for the others in crash reports, PowerLog and the shutdown log.
    - Keep both databases whole, and ask an expert to look for deleted rows.
