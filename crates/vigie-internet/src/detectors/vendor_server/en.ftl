vendor-server-found = { $count ->
    [one] One server answers
   *[other] { $count } servers answer
} as published for { $vendor }: { $title } ({ $codes }), seen from { $first } to { $last }. Report: { $reference }
vendor-server-weak = { $count ->
    [one] One server fits
   *[other] { $count } servers fit
} a fingerprint of { $vendor } that means nothing alone: { $title } ({ $codes }), seen from { $first } to { $last }. Report: { $reference }
vendor-server-why = Servers of one product resemble one another. A match says that a server answers like those that were published, not who runs it.
vendor-server-innocent =
    - Researchers run emulators to try such fingerprints, and honeypots answer every probe.
    - Pages quote the reports, and companies of the same name exist.
    - The address may have changed hands since the report.
vendor-server-next =
    - Look at the record at the place that the evidence names, and at the same address in other scans.
    - Let a second person check before anything is published. Do not probe the server.
