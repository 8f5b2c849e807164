quic-refused-found = { $count ->
    [one] Un serveur a été joint par TCP, mais jamais par QUIC ({ $codes }).
   *[other] { $count } serveurs ont été joints par TCP, mais jamais par QUIC ({ $codes }).
}
quic-refused-why = Les appareils qui ouvrent les connexions chiffrées au passage ne connaissent que TCP ; les réseaux qui en usent ne laissent donc pas passer QUIC, et les navigateurs s’en passent.
quic-refused-innocent =
    - Beaucoup d’entreprises et quelques opérateurs bloquent UDP ; un serveur peut avoir coupé QUIC.
quic-refused-next =
    - Regardez si des certificats de cette capture viennent d’un émetteur inconnu des navigateurs.
