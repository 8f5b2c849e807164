subscriber-header-found = { $count ->
    [one] One page without encryption carried the header “{ $header }”, by which operators name their subscriber ({ $codes }).
   *[other] { $count } pages without encryption carried the header “{ $header }”, by which operators name their subscriber ({ $codes }).
}
subscriber-header-why = Gateways of mobile operators add such headers, so that every site and whoever reads along can recognise the subscriber.
subscriber-header-innocent =
    - An app or a page of the operator adds the header by itself.
    - Software of a company uses the same name for something else.
subscriber-header-next =
    - Ask the operator to switch this off.
    - Use encrypted pages or a VPN: gateways cannot add headers there.
