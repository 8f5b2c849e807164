several-captures-found = Subscriber { $subscriber } ({ $home }) is concerned in two captures at once: { $first }, then { $second }. Entries: { $codes }.
several-captures-why = Firewalls watch each protocol alone. Who is refused on one tries the next; only together the acts make a picture.
several-captures-innocent =
    - A phone that registers for calls and data gives the same network on both protocols: that is not told.
    - Clocks of two taps that differ by hours.
several-captures-next =
    - Compare the clocks of the taps, then look at the packets that are named, in order.
    - Take the report to the security team of the home network; who was searched for may need to know.
