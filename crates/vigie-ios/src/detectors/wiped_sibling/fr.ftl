wiped-sibling-process = { $store } compte des octets d’un processus dont le nom a disparu ; une autre base nomme encore celui que ce peut être : { $processes }
wiped-sibling-processes = { $store } compte des octets d’un processus dont le nom a disparu ; une autre base en nomme plusieurs qui peuvent l’être : { $processes }
wiped-sibling-why = Des logiciels espions ont retiré le nom de leurs processus d’une base et oublié sa jumelle. Ce qui reste leur donne un nom.
wiped-sibling-innocent =
    - Un nettoyage interrompu de la base, ou un fichier endommagé.
    - Les deux bases ne comptent pas de la même façon : un processus ordinaire peut n’être que dans l’une.
wiped-sibling-next =
    - Cherchez ces noms : ceux des services d’Apple sont connus.
    - Cherchez les autres dans les rapports de plantage, PowerLog et le journal d’arrêt.
    - Gardez les deux bases entières, et faites chercher les lignes effacées par un expert.
