one-issuer-signs-many = One issuer that no public root vouches for signed certificates of unrelated sites: “{ $issuer }” for { $names } ({ $codes }).
one-issuer-copied-dates = { $site } showed two certificates with the same dates to the second but different keys, one trusted and one not (issuers: { $names }) ({ $codes }).
one-issuer-why = Sites that have nothing to do with each other do not share a private issuer. A device that opens encrypted connections makes a certificate for each site on the spot, all under one issuer, often with the dates of the true one.
one-issuer-innocent =
    - A network of an employer or a school whose rules say so; a laboratory with its own root; a tool of the owner.
one-issuer-next =
    - Find out to whom the issuer belongs, and whether its root is on the device’s list of trusted certificates.
