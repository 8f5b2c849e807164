hidden-from-capture-names = { $count } connexions ont demandé des noms de façon chiffrée ({ $percent } % de ce qui demandait des noms) : ces noms ne se voient pas ici ({ $codes }).
hidden-from-capture-ech = { $count } des { $all } connexions chiffrées ont envoyé un ClientHello chiffré : le nom visible n’est peut-être pas celui du site ({ $codes }).
hidden-from-capture-certificates = { $count } des { $all } négociations ({ $percent } %) utilisaient TLS 1.3 ou QUIC : leurs certificats ne peuvent être ni vus ni vérifiés ({ $codes }).
hidden-from-capture-quic = { $count } des { $all } négociations ({ $percent } %) utilisaient QUIC : des paquets injectés n’y apparaissent pas comme dans TCP ({ $codes }).
hidden-from-capture-web = { $percent } % des connexions à des sites étaient chiffrées, { $count } sur { $all } ({ $codes }).
hidden-from-capture-tunnels = { $count } tunnels étaient utilisés, un VPN par exemple : ce qui y passait ne se voit pas. C’est une protection, pas le signe de quoi que ce soit ({ $codes }).
hidden-from-capture-one-way = De { $count } des { $all } connexions, un seul sens a été capturé : on ne peut pas y juger d’injections ({ $codes }).
hidden-from-capture-short = La capture dure moins de 15 minutes : ce qu’un appareil ne fait que de temps en temps n’y est pas ({ $codes }).
hidden-from-capture-why = Un rapport qui ne trouve rien vaut ce qu’il a pu voir. Le chiffrement protège les personnes ; ici il borne seulement ce qu’on peut dire.
hidden-from-capture-innocent =
    - Tout cela est ordinaire.
hidden-from-capture-next =
    - Pour en voir plus, capturez plus longtemps, près de l’appareil, dans les deux sens.
    - Regardez aussi une sauvegarde de l’appareil : les noms cachés ici y sont peut-être.
