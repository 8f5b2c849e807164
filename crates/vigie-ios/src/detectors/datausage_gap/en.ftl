datausage-gap-rows = { $gaps ->
    [one] The list of processes that used the network has one gap,
   *[other] The list of processes that used the network has { $gaps } gaps,
} { $missing ->
    [one] with one number missing in all.
   *[other] with { $missing } numbers missing in all.
}
datausage-gap-why = Processes are numbered in order, so a gap means that rows were removed. This is context, not a sign.
datausage-gap-innocent =
    - The phone removes old entries and those of deleted apps by itself: gaps are normal.
datausage-gap-next =
    - Nothing, unless something else on this phone is suspicious.
