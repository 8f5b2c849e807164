vendor-deployment-found = { $count ->
    [one] One server of { $vendor } stands alone
   *[other] { $count } servers of { $vendor } belong together
}: { $addresses }, networks { $systems }, code name { $name }, seen from { $first } to { $last } ({ $codes }). Links: { $links }. Moves: { $moves }. Registered to: { $registrants }. No country can be named. What may be otherwise: { $caveats }.
vendor-deployment-country = { $count ->
    [one] One server of { $vendor } points
   *[other] { $count } servers of { $vendor } belong together and point
} to { $country }, with { $confidence } confidence ({ $signs }): { $addresses }, networks { $systems }, code name { $name }, seen from { $first } to { $last } ({ $codes }). Links: { $links }. Moves: { $moves }. Registered to: { $registrants }. What may be otherwise: { $caveats }.
vendor-deployment-why = A group of servers that share keys, certificates or names stands for one installation of the product, and so for one client.
vendor-deployment-innocent =
    - A shared key or certificate may have come with an appliance.
    - The registration may be out of date, the address rented, an embassy's, or that of a network that only carries it.
    - Where databases place an address is often wrong for VPN, satellite and anycast.
vendor-deployment-next =
    - Check each link at the records that the evidence names, and the registration as it was then.
    - Let a second researcher check before a country is named in public.
