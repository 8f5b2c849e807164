readable-seen = Readable on the way, { $count } times: passwords.
readable-why = Everybody on the path can read this.
readable-innocent =
    - Nothing here is a sign of an attack.
readable-next =
    - Change passwords that went in clear.
