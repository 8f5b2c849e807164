ech-withheld-seen = { $count } connections carried an encrypted hello, or a placeholder that looks the same; names in clear: { $names } ({ $codes }).
ech-withheld-never = { $names } takes encrypted hellos by its DNS record, but { $count } connections named it in clear, and none in this capture was encrypted ({ $codes }).
ech-withheld-why = With an encrypted hello the name of a site is hidden from the path. Browsers also send placeholders that look the same, so that the name in clear is not sure to be the site.
ech-withheld-innocent =
    - Apps and browsers that do not know it yet; private DNS that the browser uses for itself; settings.
ech-withheld-next =
    - Nothing, unless a browser that used to send them has stopped on this network.
