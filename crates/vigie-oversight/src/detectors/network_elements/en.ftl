network-elements-b01 = Element { $detail } reports the task { $subject }, which nobody ordered.
network-elements-b02 = The task { $subject } was ordered and holds, but element { $detail } does not know it.
network-elements-b03 = What an element intercepts for task { $subject } is not what the register says ({ $detail }).
network-elements-b04 = Destination { $subject } is not on the approved list ({ $detail }).
network-elements-b05 = The task { $subject } was activated on { $detail } without an approved authorisation in the register ({ $first }).
network-elements-b06 = The task { $subject } was taken down too late or never ({ $detail }).
network-elements-b07 = An order came from somebody who may not give it, or who approved it alone: { $subject } ({ $detail }).
network-elements-b08 = The task { $subject } was changed beyond its warrant ({ $detail }).
network-elements-b09 = { $count } PDUs left element { $detail } for task { $subject }, which was never ordered.
network-elements-b10 = For task { $subject } the element says it sent another amount of content than was handed over ({ $detail } octets).
network-elements-b11 = An element intercepted for task { $subject } after every end ({ $detail }).
network-elements-b12 = Nothing was heard from element { $subject } for { $detail } ({ $count } times).
network-elements-b13 = The transaction { $subject } was used for two different messages.
network-elements-b14 = Everything was taken down at once on { $subject } ({ $detail }).
network-elements-b15 = The order { $subject } ({ $detail }) is not in the operator's own log.
network-elements-b16 = The task { $subject } has no end, although its warrant has one.
network-elements-satisfied = Checked, and nothing is violated: { $codes }.
network-elements-unverifiable = { $reason ->
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
network-elements-why = A tap at the element that no management layer ordered is how Athens was done. Only the element's own answer, and what leaves it, can show that.
network-elements-innocent =
    - The X1 history may begin after tasks were set up: ask for what came before.
    - Units of amounts differ between vendors, and loss looks like diversion.
    - A maintenance window stops keep-alives.
    - Vendors' tables may hold the mapping from LIID to task that X1 does not show.
network-elements-next =
    - Read the records that the finding names, at their place in the file, with a second decoder.
    - Ask the operator and the authority for what is missing before anybody is accused.
    - Treat the finding as secret: it may reveal a measure that is lawful and under way.
