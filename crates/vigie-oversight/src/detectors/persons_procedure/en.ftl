persons-procedure-d01 = The target of { $subject } is on the list of protected persons ({ $detail }), and no plenary opinion is on file.
persons-procedure-d02 = { $count } records under { $subject } concern a protected correspondent ({ $detail }): to be filtered, not opened.
persons-procedure-d03 = The emergency procedure was used for { $subject }, whose target is protected ({ $detail }).
persons-procedure-d04 = The authorisation { $subject } lasts longer than the law allows (until { $detail }).
persons-procedure-d05 = More authorisations of type { $subject } held at once than the quota allows ({ $detail }).
persons-procedure-d06 = The product { $subject } was kept too long ({ $detail }).
persons-procedure-d07 = The authorisation { $subject } needs a prior opinion, and none is on file ({ $detail }).
persons-procedure-d08 = The authorisation { $subject } was decided by somebody without delegation ({ $detail }).
persons-procedure-d09 = The authorisation { $subject } began before it was decided ({ $detail }).
persons-procedure-satisfied = Checked, and nothing is violated: { $codes }.
persons-procedure-unverifiable = { $reason ->
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
persons-procedure-why = The law protects some persons' function, and asks for an opinion, a delegation and an end of every measure. A decision dated after the start is a regularisation after the fact.
persons-procedure-innocent =
    - An opinion or decision may exist and not have been put into the message.
    - The list of protected persons may be older than the decision.
    - A delegation may have been given between two editions of the policy.
    - The law of the date counts, not that of the audit.
persons-procedure-next =
    - Read the records that the finding names, at their place in the file, with a second decoder.
    - Ask the operator and the authority for what is missing before anybody is accused.
    - Treat the finding as secret: it may reveal a measure that is lawful and under way.
