issuer-moved-mail = { $site } showed two trusted certificates with different keys, one of them for mail or chat; issuers: { $names } ({ $codes }).
issuer-moved-web = { $site } showed two trusted certificates with different keys; issuers: { $names } ({ $codes }).
issuer-moved-why = In 2023 somebody read along at the chat server jabber.ru with a certificate of their own from a public authority, shown on the port of the chat alone.
issuer-moved-innocent =
    - Networks of content providers, renewals, services of one name on several machines.
issuer-moved-next =
    - Ask the operator which of the keys are theirs.
