https-stripped-form = { $count } forms were sent in clear to { $names }, which the same device reached encrypted in the same capture ({ $codes }).
https-stripped-why = Who stands on the way can turn encrypted links of a page into plain ones, so that what is typed into it goes in clear. A site that encrypts and yet gets a form in clear is how that looks.
https-stripped-innocent =
    - Sites that mix both, apps that report in clear, checks of updates and of connectivity.
https-stripped-next =
    - Turn on “HTTPS only” in the browser; change what was typed in.
