certificate-transparency-bad = The certificate of { $site } carries a timestamp that its log ({ $names }) did not sign, or that is dated after the capture ({ $codes }).
certificate-transparency-none = The certificate of { $site } is publicly trusted but carries no timestamp of a log (issuer: { $names }) ({ $codes }).
certificate-transparency-why = Public authorities put every certificate into public logs, where owners of sites can see it. A certificate that no log has seen may have been made in secret.
certificate-transparency-innocent =
    - Servers for other things than the web, whose clients ask for no timestamps; authorities that give certificates without on request.
    - The clock of the capturing machine is wrong.
certificate-transparency-next =
    - Ask the operator of the site whether they know this certificate, by its SHA-256.
