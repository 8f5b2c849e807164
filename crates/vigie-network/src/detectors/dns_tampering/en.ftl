dns-tampering-race = { $count ->
    [one] One question to the resolver { $server } got two answers that say different things, for “{ $name }” ({ $codes }).
   *[other] { $count } questions to the resolver { $server } got two answers that say different things, the first for “{ $name }” ({ $codes }).
}
dns-tampering-shape = { $count ->
    [one] An answer in the name of the resolver { $server } holds an address that no true answer has, for “{ $name }” ({ $codes }).
   *[other] { $count } answers in the name of the resolver { $server } hold addresses that no true answer has, the first for “{ $name }” ({ $codes }).
}
dns-tampering-server = { $count ->
    [one] { $server } answered a question for “{ $name }” that was put to { $asked } ({ $codes }).
   *[other] { $server } answered { $count } questions that were put to { $asked }, the first for “{ $name }” ({ $codes }).
}
dns-tampering-route = { $count ->
    [one] One answer in the name of the resolver { $server } came from another distance than all others, for “{ $name }” ({ $codes }).
   *[other] { $count } answers in the name of the resolver { $server } came from another distance than all others, the first for “{ $name }” ({ $codes }).
}
dns-tampering-why = Whoever can answer before the resolver does decides where the device connects to. States block in this way, and devices that inject send chosen targets to a server of theirs.
dns-tampering-innocent =
    - The question was asked again and the capture missed it: large sites give other addresses each time.
    - A router answers by itself and passes the question on as well, or answers from another of its addresses.
    - Two captures were put into one, or a resolver answers from several places.
dns-tampering-next =
    - Find out whom the addresses of both answers belong to.
    - Ask the same names from another network, over an encrypted resolver, and compare.
    - Look at what the device did right after the answer.
