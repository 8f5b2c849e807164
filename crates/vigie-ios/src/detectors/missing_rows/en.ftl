missing-rows-gap = Rows are missing in table { $table } of { $database }: { $missing } in all, the largest gap between numbers { $first } and { $last }
missing-rows-end = The last rows of table { $table } of { $database } were deleted: the last number is { $first }, and { $last } was given
missing-rows-why = Each row gets the next number. A missing number is a row that was deleted, or one that was never completed. Who cleans up after an attack leaves such gaps; so does everybody who deletes something.
missing-rows-innocent =
    - The owner deleted messages, conversations, calls or history.
    - The phone deletes by itself: old messages where it is set so, visits after a year, calls beyond the newest thousand.
    - The phone was restored from a backup or synchronises with other devices, which skips numbers.
    - A row that was begun and never completed takes a number.
missing-rows-next =
    - Ask the owner what they deleted, and when.
    - Look whether a gap lies at the time of another finding.
    - Look at the deleted rows that could still be read.
