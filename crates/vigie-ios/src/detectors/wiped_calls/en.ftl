wiped-calls-absent = { $count ->
    [1] A call is noted elsewhere on this phone and is not in its call history, which covers that time
   *[other] { $count } calls are noted elsewhere on this phone and are not in its call history, which covers that time
}
wiped-calls-why = What removes a call from the history may not know every other place that notes it.
wiped-calls-innocent =
    - The owner deleted single calls.
    - Calls of another device of the owner, or attempts that never connected, are not noted everywhere.
wiped-calls-next =
    - Ask the owner whether they deleted these calls.
    - Look at what else happened at that time, and at the deleted rows of the call history.
