device-refused-alert = The device refused the certificate of { $site }, { $count } times: { $names } ({ $codes }).
device-refused-abort = The device broke { $count } connections to { $site } off as soon as the server had shown itself ({ $codes }).
device-refused-why = Apps that know the certificate of their own server refuse any other. That is how a device itself betrays that somebody stands between.
device-refused-innocent =
    - Faults of apps; portals of hotels and airports; private roots that only some apps trust; users who close a page.
device-refused-next =
    - Use the same app over another network. If it works there, look at the certificates here.
