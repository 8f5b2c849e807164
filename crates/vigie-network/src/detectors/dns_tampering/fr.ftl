dns-tampering-race = { $count ->
    [one] Une question au résolveur { $server } a reçu deux réponses différentes, pour « { $name } » ({ $codes }).
   *[other] { $count } questions au résolveur { $server } ont reçu deux réponses différentes, la première pour « { $name } » ({ $codes }).
}
dns-tampering-shape = { $count ->
    [one] Une réponse au nom du résolveur { $server } contient une adresse qu’aucune vraie réponse ne contient, pour « { $name } » ({ $codes }).
   *[other] { $count } réponses au nom du résolveur { $server } contiennent des adresses qu’aucune vraie réponse ne contient, la première pour « { $name } » ({ $codes }).
}
dns-tampering-server = { $count ->
    [one] { $server } a répondu à une question pour « { $name } » posée à { $asked } ({ $codes }).
   *[other] { $server } a répondu à { $count } questions posées à { $asked }, la première pour « { $name } » ({ $codes }).
}
dns-tampering-route = { $count ->
    [one] Une réponse au nom du résolveur { $server } venait d’une autre distance que toutes les autres, pour « { $name } » ({ $codes }).
   *[other] { $count } réponses au nom du résolveur { $server } venaient d’une autre distance que toutes les autres, la première pour « { $name } » ({ $codes }).
}
dns-tampering-why = Qui peut répondre avant le résolveur décide où l’appareil se connecte. Des États bloquent ainsi, et des équipements d’injection envoient des cibles choisies vers un de leurs serveurs.
dns-tampering-innocent =
    - La question a été répétée et la capture l’a manqué : les grands sites donnent chaque fois d’autres adresses.
    - Un routeur répond lui-même et transmet aussi la question, ou répond depuis une autre de ses adresses.
    - Deux captures ont été réunies, ou un résolveur répond depuis plusieurs endroits.
dns-tampering-next =
    - Cherchez à qui appartiennent les adresses des deux réponses.
    - Posez les mêmes questions depuis un autre réseau, à un résolveur chiffré, et comparez.
    - Regardez ce que l’appareil a fait juste après la réponse.
