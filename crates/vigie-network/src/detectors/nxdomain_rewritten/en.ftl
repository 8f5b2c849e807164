nxdomain-rewritten-found = { $count } names that cannot exist were all answered with the address { $address } ({ $codes }).
nxdomain-rewritten-why = Some operators answer mistyped names with a page of their own. It shows that answers on this network are rewritten, mostly to show advertisements.
nxdomain-rewritten-innocent =
    - A company's or a home's own zone answers for every name.
    - A captive portal answers everything before its page was accepted.
nxdomain-rewritten-next =
    - Use an encrypted resolver on networks that rewrite answers.
