untrusted-certificate-once-trusted = { $site } showed a certificate that no public root vouches for (issuer: { $names }), and a trusted one in another connection of the same capture ({ $codes }).
untrusted-certificate-private = { $site } showed a certificate whose chain ends in a private root (issuer: { $names }) ({ $codes }).
untrusted-certificate-self-signed = { $site } showed a certificate that is signed with its own key ({ $codes }).
untrusted-certificate-incomplete = { $site } did not send the certificate of its issuer ({ $names }), so that its chain could not be judged ({ $codes }).
untrusted-certificate-other-name = { $site } showed a certificate for another name: { $names } ({ $codes }).
untrusted-certificate-at-home = Devices of the own network showed certificates signed with their own keys: { $names } ({ $codes }).
untrusted-certificate-why = Who reads along in encrypted connections shows a certificate of their own making in place of the site’s. Browsers refuse it unless the maker’s root was installed on the device.
untrusted-certificate-innocent =
    - Servers with a private root of their own, such as apps that trust only that one; cameras, routers and test machines; a server that forgot to send its intermediate certificate.
    - A capture that is much older or newer than the list of roots.
untrusted-certificate-next =
    - Open the same site over another network and compare the issuer.
