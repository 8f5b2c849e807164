missing-files-some = { $missing ->
    [one] One of the { $files } files that the backup’s index lists is not there and was not checked.
   *[other] { $missing } of the { $files } files that the backup’s index lists are not there and were not checked.
}
missing-files-why = What is not there cannot be checked: this result says less than that of a whole backup.
missing-files-innocent =
    - The backup was interrupted or copied in part.
    - Somebody left out large files before handing the backup on.
    - A virus scanner on the computer removed a file.
missing-files-next =
    - Make a new backup and check it again.
