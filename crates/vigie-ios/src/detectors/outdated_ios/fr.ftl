outdated-ios-version = Le téléphone avait iOS { $version }. Le { $date }, la dernière version était { $latest }.
outdated-ios-why = Les logiciels espions entrent par des failles que les mises à jour referment. Une version ancienne dit qu’il y en avait davantage, pas qu’elles ont servi.
outdated-ios-innocent =
    - La plupart des téléphones ont quelques semaines de retard, et une sauvegarde montre la version de son jour.
outdated-ios-next =
    - Faites une sauvegarde et un sysdiagnose, puis mettez le téléphone à jour.
