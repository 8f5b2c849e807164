### What a run prints at its end. Plain words, no colour, at most two lines each.

summary-checked = Checked
summary-not-checked = Not checked
summary-damaged = Read in part
summary-indicators = Indicators
summary-report = Report

# $read, $all (numbers): kinds of record; $records (number).
checked = { $read } of { $all } kinds of record, { $records ->
    [one] { $records } record
   *[other] { $records } records
}
# $checked: the line above; $span: "3 March 2026 to 20 November 2026".
checked-between = { $checked }, { $span }
checked-interrupted = { $checked }; stopped before the end

# $count (number), $names (list of names).
not-held = { $count ->
    [one] { $names }: never in this kind of evidence; { $where } would add it
   *[other] { $count } kinds are never in this kind of evidence; { $where } would add them: { $names }
}
not-held-anywhere = { $count ->
    [one] { $names }: never in this kind of evidence
   *[other] { $count } kinds are never in this kind of evidence: { $names }
}
absent = { $count ->
    [one] { $names }: not in this evidence
   *[other] { $count } kinds are not in this evidence: { $names }
}
other-version = { $count ->
    [one] { $names }: this version of the system does not keep it
   *[other] { $count } kinds are not kept by this version of the system: { $names }
}
unreadable = { $count ->
    [one] { $names }: could not be read
   *[other] { $count } kinds could not be read: { $names }
}
damaged = { $count ->
    [one] { $names }
   *[other] { $count } kinds: { $names }
}

# $sets, $indicators (numbers), $newest (date).
indicators = { $sets ->
    [one] one set
   *[other] { $sets } sets
}, { $indicators ->
    [one] one indicator
   *[other] { $indicators } indicators
}
indicators-newest = { $indicators }, newest { $newest }
indicators-none = none, so there was nothing to compare the records with

more-findings = { $count ->
    [one] and one more finding
   *[other] and { $count } more findings
}
# $command: what to type.
hint-show = `{ $command }` shows a finding down to the bytes
hint-findings = `{ $command }` lists every finding
hint-explain = `{ $command }` says what this verdict means
