### The HTML report: headings, captions, labels.

# $path (text): name of the evidence.
page-title = Vigie report: { $verdict }
skip-link = Skip to the result
report-of = Report of { $date }
case-label = Case
also-in = In { $language }

h-meaning = What this means
h-now = What to do now
h-coverage = What was checked and what was not
h-findings = Findings
h-timeline = Timeline around the findings
h-expert = For the expert
h-personal = About private data in this file

step-why = Why
contacts-note = Contacts are printed as plain text on purpose: nothing in this file is a link, and opening it tells nobody.

# Coverage.
checked-all = Checked
not-checked-all = Not checked
col-what = Kind of record
col-state = State
col-records = Records
col-period = Period
col-problems = Problems
col-set = Indicator set
col-newest = Newest
col-indicators = Indicators
col-skipped = Not usable
col-licence = Licence
col-where = File
col-position = Position
col-by = Reported by
col-message = What was met
col-value = Value
col-time = Time
col-event = What happened
col-record = Record
col-source = Source
col-detector = Detector
col-version = Version
col-title = What it looks for
col-found = Findings
col-parser = Parser
col-reads = What it reads
col-severity = Severity
col-finding = Finding
undated = no dates
unknown = unknown
none = none
source-number = Source { $number }
# $read, $files (numbers)
source-files = { $files ->
    [one] one file
   *[other] { $files } files
}, { $read } opened
caption-checked = What was read, source by source
caption-sets = Indicator sets that the records were compared with
caption-problems = What kept evidence from being read in full
caption-timeline = Records around the findings, in order of time
caption-detectors = Detectors, each of which looked at every record it knows
caption-parsers = Parsers
caption-options = Options that could change the result
caption-more-findings = Further findings, in short
not-held-why = { $where } would add it
other-version-why = this version of the system does not keep it
absent-why = this evidence does not have it
unreadable-why = it is there, but nothing of it could be read
unknown-why = no piece of evidence of a kind that can hold it was given
problem-count = { $count ->
    [0] Nothing kept the evidence from being read in full.
    [one] One problem kept evidence from being read in full. It is listed under “For the expert”.
   *[other] { $count } problems kept evidence from being read in full. They are listed under “For the expert”.
}
interrupted-note = The check was stopped before its end: what follows is what was read until then.
no-indicators-note = No indicator set was loaded, so nothing was compared with known spyware.
facts-summary = Facts about the device (private)
blind-heading = What this kind of evidence cannot show

# Findings.
no-findings = There are no findings.
findings-count = { $count ->
    [one] One finding.
   *[other] { $count } findings, the most serious first.
}
filter-label = Show only findings with
filter-text = Words
filter-severity = Severity
filter-all = every severity
filter-shown = { $shown } of { $all } shown
finding-why = Why it may matter
finding-innocent = Innocent explanations
finding-next = What would tell more
finding-same = Why it may matter, and innocent explanations: as for finding { $number }
finding-support = What supports it
finding-expert = Details for an expert
# $shown, $all (numbers)
evidence-shown = The first { $shown } of { $all } records are shown. `vigie show` lists them all.
evidence-count = { $count ->
    [one] One record.
   *[other] { $count } records.
}
quote-label = Quoted
place-label = Where
time-label = When
no-time = no date in this record
show-personal = Show what is quoted (private)
show-record-text = Show (private)
nothing-quoted = nothing is quoted
no-innocent = None is known. That is not proof: a person with experience should look.
no-why = This detector does not say why; ask a person with experience.
indicator-label = Matched indicator
also-listed = Also listed by
listed-as = Listed as
malware-label = Stands for
set-label = Set
publisher-label = Published by
published-label = Published on
reference-label = Reference
id-label = Id
detector-label = Detector
claim-label = Claim
field-label = Field
exact-time = Exact time
undated-indicator = no date given
stalkerware-label = Kind of software
stalkerware-yes = stalkerware: installed by people in one’s surroundings

# Timeline.
timeline-none = No finding has a date, so there is no timeline.
timeline-intro = { $count ->
    [one] One record within a quarter of an hour of a finding.
   *[other] { $count } records within a quarter of an hour of a finding.
}
timeline-omitted = { $count ->
    [one] One more record is left out; the nearest to a finding are shown.
   *[other] { $count } more records are left out; the nearest to a finding are shown.
}
timeline-table = Show these records as a table
timeline-unreadable = The records could not be read from the case, so there is no timeline.
lane = Source { $number }: { $kind }
lane-device = Source { $number }, device time (could be up to 14 hours off)
# Read out in place of the picture.
strip-alt = { $records ->
    [one] One record
   *[other] { $records } records
} and { $marks ->
    [one] one finding
   *[other] { $marks } findings
}, { $span }
strip-key-record = record
strip-key-finding = finding
strip-key-band = uncertain time
cited = supports a finding

# Expert.
expert-versions = Versions
expert-reproduce = How to get this result again
expert-hashes = Evidence and its hashes
expert-indicators = Indicator sets
expert-problems = Problems
expert-detectors = Detectors and parsers
vigie-version = Vigie { $version }
case-created = Case made
problems-intro = A problem is something that kept evidence from being read in full: a copy that was cut short, a damaged record, an indicator of a kind that cannot be evaluated. What could be read was still read.
problems-shown = The first { $shown } of { $all } problems are shown.
no-problems = There are no problems.
sha256-label = SHA-256
english-note = Messages of this kind are in English.

# Privacy.
personal-note = This file holds private data from the device: what supports the findings, and facts about the device. Texts, names and numbers of persons stay folded until you open them. Before you pass the file on, think of who will read it.
personal-note-open = This file holds private data from the device, shown openly because it was asked for with --include-personal. Before you pass the file on, think of who will read it.
personal-delete = To delete it, delete the whole case folder: { $folder }

# Between a label and what it introduces.
colon = :
