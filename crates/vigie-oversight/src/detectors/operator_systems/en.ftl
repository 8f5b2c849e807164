operator-systems-g01 = A login of { $subject } came from an unusual place or at an unusual hour ({ $detail }).
operator-systems-g03 = The operator's log { $subject } has a broken chain or missing numbers ({ $detail }).
operator-systems-g04 = The software of { $subject } is not the one that was approved ({ $detail }).
operator-systems-g05 = The configuration of { $subject } was changed without any order ({ $detail }).
operator-systems-g06 = The act { $subject } ({ $detail }) has no author who proved who they are.
operator-systems-satisfied = Checked, and nothing is violated: { $codes }.
operator-systems-unverifiable = { $reason ->
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
operator-systems-why = Who can change an element without a trace can intercept without a trace.
operator-systems-innocent =
    - An update that was not yet entered in the reference list changes the measurement.
    - On-call staff log in at night, from elsewhere.
    - A log that is rotated begins anew.
operator-systems-next =
    - Read the records that the finding names, at their place in the file, with a second decoder.
    - Ask the operator and the authority for what is missing before anybody is accused.
    - Treat the finding as secret: it may reveal a measure that is lawful and under way.
