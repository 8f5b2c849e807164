latency-split-many = { $count } connections to { $names } were accepted at once, but their servers answered much later ({ $codes }).
latency-split-why = A device on the way that stands between client and server accepts the connection itself, near by, and only then connects to the site. The first answer is quick, the second slow, for all sites alike.
latency-split-innocent =
    - Operators speed connections up with such devices without opening encryption; busy servers; networks of content providers that accept near by.
latency-split-next =
    - Compare certificates over another network. This hint alone does not say that anything was read.
