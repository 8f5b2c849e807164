### Dates et heures comme on les dit.

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

date = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
moment-utc = { $date } à { $hour } h { $minute } UTC
moment-device = { $date } à { $hour } h { $minute } (heure de l’appareil)
moment-zone = { $date } à { $hour } h { $minute } UTC (d’après le fuseau du téléphone)
moment-remote = { $date } à { $hour } h { $minute } UTC (horloge d’un autre appareil)
span = { $from } au { $to }
