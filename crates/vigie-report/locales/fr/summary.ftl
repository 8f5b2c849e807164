### Ce qu'une exécution affiche à la fin. Mots simples, sans couleur, deux lignes au plus chacun.

summary-checked = Vérifié
summary-not-checked = Non vérifié
summary-damaged = Lu en partie
summary-indicators = Indicateurs
summary-report = Rapport

checked = { $read } genres d’éléments sur { $all }, { $records ->
    [one] { $records } élément
   *[other] { $records } éléments
}
checked-between = { $checked }, du { $span }
checked-interrupted = { $checked } ; arrêté avant la fin

not-held = { $count ->
    [one] { $names } : jamais dans ce genre de source ; { $where } l’ajouterait
   *[other] { $count } genres ne sont jamais dans ce genre de source ; { $where } les ajouterait : { $names }
}
not-held-anywhere = { $count ->
    [one] { $names } : jamais dans ce genre de source
   *[other] { $count } genres ne sont jamais dans ce genre de source : { $names }
}
absent = { $count ->
    [one] { $names } : pas dans ces éléments
   *[other] { $count } genres ne sont pas dans ces éléments : { $names }
}
other-version = { $count ->
    [one] { $names } : cette version du système ne le conserve pas
   *[other] { $count } genres ne sont pas conservés par cette version du système : { $names }
}
unreadable = { $count ->
    [one] { $names } : impossible à lire
   *[other] { $count } genres n’ont pas pu être lus : { $names }
}
damaged = { $count ->
    [one] { $names }
   *[other] { $count } genres : { $names }
}

indicators = { $sets ->
    [one] { $sets } liste
   *[other] { $sets } listes
}, { $indicators ->
    [one] { $indicators } indicateur
   *[other] { $indicators } indicateurs
}
indicators-newest = { $indicators }, le plus récent du { $newest }
indicators-none = aucun : il n’y avait rien à quoi comparer les éléments

more-findings = { $count ->
    [one] et { $count } autre constat
   *[other] et { $count } autres constats
}
hint-show = `{ $command }` montre un constat jusqu’aux octets
hint-findings = `{ $command }` liste tous les constats
hint-explain = `{ $command }` dit ce que ce verdict signifie
