fast-redirect-port = An unencrypted visit to { $host } was sent on to { $domain }, on an unusual port, within a second.
fast-redirect-other-site = An unencrypted visit to { $host } was sent on to another site, { $domain }, within a second.
fast-redirect-known = An unencrypted visit to { $host } was sent on to { $domain }, a site also visited otherwise, within a second.
fast-redirect-why = Whoever controls the network can answer an unencrypted request with a redirect to a page that attacks the phone. Pegasus and Predator were installed in this way.
fast-redirect-innocent =
    - Advertising, partner links and old addresses of companies redirect in the same way.
    - The sign-in pages of public Wi-Fi do it by design.
fast-redirect-next =
    - Ask the owner whether they know the second site.
    - Look at what happened on the phone in the minute after.
