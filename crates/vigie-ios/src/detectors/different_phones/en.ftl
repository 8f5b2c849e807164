different-phones-numbers = The pieces of evidence are of { $count } different phones, and their timeline mixes them (different: { $differ })
different-phones-why = Vigie puts all pieces of a case on one timeline and joins their records. Across different phones, what follows in time need not belong together.
different-phones-innocent =
    - Several phones that were checked together on purpose.
    - A phone that was replaced, and the backup of the old one restored on it.
different-phones-next =
    - Look at which piece of evidence is of which phone.
    - Check each phone in a case of its own.
