quic-refused-found = { $count ->
    [one] One server was reached by TCP, but never by QUIC ({ $codes }).
   *[other] { $count } servers were reached by TCP, but never by QUIC ({ $codes }).
}
quic-refused-why = Devices that open encrypted connections on the way know only TCP, so networks that use them do not let QUIC through: browsers then fall back.
quic-refused-innocent =
    - Many companies and some providers block UDP; a server may have switched QUIC off.
quic-refused-next =
    - See whether certificates in this capture come from an issuer that browsers do not know.
