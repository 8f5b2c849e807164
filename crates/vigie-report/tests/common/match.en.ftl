listed-link = A message that reached this phone holds “{ $found }”, listed in “{ $set }” as a sign of { $malware }.
listed-app = The app “{ $found }” is or was installed on this phone. It is listed in “{ $set }” as part of { $malware }.
indicator-match-why = Researchers published this value after they had found it on attacked phones. Its presence is consistent with an attack by the same operator.
indicator-match-innocent =
    - Somebody sent it in order to report it or to warn about it.
    - The address belonged to somebody else before or since.
indicator-match-next =
    - Keep the message; do not open the link.
    - Look at what else happened at that time.
