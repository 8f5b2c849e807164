datausage-gap-rows = { $gaps ->
    [one] La liste des processus qui ont utilisé le réseau a un trou,
   *[other] La liste des processus qui ont utilisé le réseau a { $gaps } trous,
} { $missing ->
    [one] un numéro manque en tout.
   *[other] { $missing } numéros manquent en tout.
}
datausage-gap-why = Les processus sont numérotés dans l’ordre : un trou veut dire que des lignes ont été supprimées. C’est un élément de contexte, pas un signe.
datausage-gap-innocent =
    - Le téléphone supprime lui-même les vieilles entrées et celles des apps effacées : les trous sont normaux.
datausage-gap-next =
    - Rien, sauf si autre chose est suspect sur ce téléphone.
