delivery-streams-c01 = Numbers are missing in the stream { $subject }: { $detail }.
delivery-streams-c02 = One number stands for two different PDUs in the stream { $subject }: { $detail }.
delivery-streams-c03 = A hash over PDUs of { $subject } does not agree ({ $detail }).
delivery-streams-c04 = A signature over { $subject } does not verify ({ $detail }).
delivery-streams-c05 = PDUs of the stream { $subject } are covered by no hash ({ $detail }).
delivery-streams-c06 = { $subject } stands for different targets ({ $detail }).
delivery-streams-c07 = Content of session { $subject } came without the record that it began.
delivery-streams-c08 = Times of { $subject } are missing or go backwards ({ $detail }; { $count } PDUs).
delivery-streams-c09 = The clock of { $subject } is off by { $detail } ({ $count } PDUs).
delivery-streams-c10 = { $count } places of { $subject } could not be decoded (first: { $detail }).
delivery-streams-c11 = { $count } PDUs under { $subject } were handed over in the clear, where encryption is required.
delivery-streams-c12 = Weak cryptography protects { $subject }: { $detail }.
delivery-streams-c13 = { $count } PDUs under { $subject } were handed over late ({ $detail }).
delivery-streams-c14 = { $subject } reports an error: { $detail } ({ $count } times).
delivery-streams-satisfied = Checked, and nothing is violated: { $codes }.
delivery-streams-unverifiable = { $reason ->
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
delivery-streams-why = A stream that was cut, changed or sent twice with another content is no evidence. Whoever relies on it has to know.
delivery-streams-innocent =
    - Packets are lost without anybody's intent; a mediation function that was restarted numbers anew.
    - A resent PDU with equal octets is fine and not told.
    - A key that was changed makes good signatures fail.
    - Clocks drift.
delivery-streams-next =
    - Read the records that the finding names, at their place in the file, with a second decoder.
    - Ask the operator and the authority for what is missing before anybody is accused.
    - Treat the finding as secret: it may reveal a measure that is lawful and under way.
