### Dates and times as a person says them.

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# $day (number), $month (word), $year (text)
date = { $day } { $month } { $year }
# $date (date above), $hour, $minute (two digits each)
moment-utc = { $date } at { $hour }:{ $minute } UTC
moment-device = { $date } at { $hour }:{ $minute } (device time)
moment-zone = { $date } at { $hour }:{ $minute } UTC (from the phone’s time zone)
moment-remote = { $date } at { $hour }:{ $minute } UTC (another device’s clock)
# $from, $to (dates above)
span = { $from } to { $to }
