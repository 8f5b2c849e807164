datausage-orphan-rows = { $count ->
    [one] One row counts network use of a process that is missing from the phone’s own list of processes.
   *[other] { $count } rows count network use of processes that are missing from the phone’s own list of processes.
}
datausage-orphan-why = The phone removes a process and its counts together. On phones with Pegasus, the names of processes had been removed and their counts had stayed.
datausage-orphan-innocent =
    - A cleaning of the database by the phone that was interrupted.
    - A backup that was restored from another phone.
    - A damaged or partly copied database.
datausage-orphan-next =
    - Look at what else happened when these bytes were counted.
    - Keep the backup unchanged and let an expert look at the file.
