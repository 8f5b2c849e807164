wiped-history-absent = { $count ->
    [1] Safari was used for a site that its history lacks, although it covers that time: { $sites }
   *[other] Safari was used for { $count } sites that its history lacks, although it covers those times: { $sites }
}
wiped-history-why = What removes a visit from the history may not know every other place that notes the page.
wiped-history-innocent =
    - The owner deleted single pages from the history.
    - The page was opened in a tab and never loaded, or shown by another app.
    - The history of another Safari profile is not in this evidence.
wiped-history-next =
    - Ask the owner whether they know these sites and deleted visits.
    - Look at what happened at that time, and at the deleted rows of the history.
