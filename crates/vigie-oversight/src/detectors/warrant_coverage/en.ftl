warrant-coverage-a01 = { $count } PDUs were handed over under { $subject }, which is in no task of the register ({ $first } to { $last }).
warrant-coverage-a02 = { $count } PDUs under { $subject } lie before the start of every authorisation ({ $first } to { $last }).
warrant-coverage-a03 = { $count } PDUs under { $subject } lie after the end of every authorisation ({ $first } to { $last }).
warrant-coverage-a04 = { $count } PDUs under { $subject } came while the authorisation or task was not in force ({ $detail }; { $first } to { $last }).
warrant-coverage-a05 = { $count } PDUs with content under { $subject }, for which only metadata is allowed ({ $detail }).
warrant-coverage-a06 = { $count } PDUs under { $subject } are of a service that the task does not name ({ $detail }).
warrant-coverage-a07 = { $count } PDUs went to an address that is no delivery address of the task: { $subject }.
warrant-coverage-a08 = { $count } records under { $subject } name none of the identities of the warrant ({ $detail }).
warrant-coverage-a09 = { $count } packets of content in session { $subject } belong to an address that was not announced.
warrant-coverage-a10 = A selector of { $subject } is broader than the policy allows ({ $detail }).
warrant-coverage-a11 = { $count } PDUs under { $subject } name another authorising country ({ $detail }).
warrant-coverage-a12 = { $count } PDUs under { $subject } name another operator ({ $detail }).
warrant-coverage-a13 = The emergency decision { $subject } was not regularised in time: { $detail }.
warrant-coverage-a14 = { $count } PDUs under { $subject } lie between the end of one authorisation and the start of the next ({ $first } to { $last }).
warrant-coverage-a15 = The test { $subject } is aimed at an identity that is not declared as one for tests.
warrant-coverage-satisfied = Checked, and nothing is violated: { $codes }.
warrant-coverage-unverifiable = { $reason ->
    [no-register] Not verifiable for some records: { $codes }: there is no register.
    [no-delivery-address] Not verifiable for some records: { $codes }: the task names no delivery address.
    [no-address] Not verifiable for some records: { $codes }: the file does not say where it went.
    [not-said] Not verifiable for some records: { $codes }: a record does not say.
    [no-time] Not verifiable for some records: { $codes }: a PDU has no time that can be compared.
    [no-authorisation] Not verifiable for some records: { $codes }: the task names no authorisation.
    [encrypted] Not verifiable for some records: { $codes }: the payload is encrypted and there is no key.
    [no-service-scope] Not verifiable for some records: { $codes }: nothing says what the service covers.
    [hashed] Not verifiable for some records: { $codes }: identities are only known as hashes.
    [other-identities] Not verifiable for some records: { $codes }: both sides name identities of other sorts.
    [none-announced] Not verifiable for some records: { $codes }: no address was announced for the session.
    [too-many] Not verifiable for some records: { $codes }: there was too much to hold.
    [no-threshold] Not verifiable for some records: { $codes }: the policy sets no threshold.
    [not-yet-due] Not verifiable for some records: { $codes }: it is not yet due.
    [no-orders] Not verifiable for some records: { $codes }: there are no orders on X1 to compare.
    [no-liid] Not verifiable for some records: { $codes }: nothing says for which LIID the task is.
    [no-answer-of-element] Not verifiable for some records: { $codes }: the element's own answer is missing.
    [no-approved-list] Not verifiable for some records: { $codes }: there is no list of approved destinations.
    [no-end] Not verifiable for some records: { $codes }: a warrant has no end.
    [no-handover] Not verifiable for some records: { $codes }: there is no handover to compare.
    [capture-hole] Not verifiable for some records: { $codes }: the capture itself lacks octets.
    [no-operator-log] Not verifiable for some records: { $codes }: the operator's log is missing.
    [no-capture] Not verifiable for some records: { $codes }: a file of PDUs has no time of capture.
    [pdus-missing] Not verifiable for some records: { $codes }: PDUs that a hash names are not in the file.
    [no-key] Not verifiable for some records: { $codes }: the public key is missing.
    [algorithm] Not verifiable for some records: { $codes }: the algorithm is not supported.
    [no-list] Not verifiable for some records: { $codes }: there is no list of protected persons.
    [file-missing] Not verifiable for some records: { $codes }: a logged file is not in the dossier.
    [no-leaves] Not verifiable for some records: { $codes }: the leaves of the log are missing.
    [no-checkpoint] Not verifiable for some records: { $codes }: a proof has no checkpoint.
    [no-period] Not verifiable for some records: { $codes }: a figure names no period.
    [no-counting-rule] Not verifiable for some records: { $codes }: the counting rule of a figure is not known.
    [too-few] Not verifiable for some records: { $codes }: there are too few to tell what is usual.
   *[no-policy] Not verifiable for some records: { $codes }: the dossier has no policy.
}
warrant-coverage-why = Interception without cover is what the whole procedure exists to prevent: in Athens in 2004 and 2005 over a hundred phones were tapped for months, and no comparison was made that would have shown it.
warrant-coverage-innocent =
    - The register handed over may be incomplete: ask for the messages of that LIID before anything else.
    - The clock of an element may be off; findings near a boundary have low confidence.
    - A renewal may have been decided on paper and entered late.
    - A SIP or mobile record may name an identity of the same subscriber that the warrant does not list.
warrant-coverage-next =
    - Read the records that the finding names, at their place in the file, with a second decoder.
    - Ask the operator and the authority for what is missing before anybody is accused.
    - Treat the finding as secret: it may reveal a measure that is lawful and under way.
