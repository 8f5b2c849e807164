missing-files-some = { $missing ->
    [one] Un des { $files } fichiers listés par l’index de la sauvegarde n’y est pas et n’a pas été vérifié.
   *[other] { $missing } des { $files } fichiers listés par l’index de la sauvegarde n’y sont pas et n’ont pas été vérifiés.
}
missing-files-why = Ce qui n’est pas là ne peut pas être vérifié : ce résultat dit moins que celui d’une sauvegarde complète.
missing-files-innocent =
    - La sauvegarde a été interrompue ou copiée en partie.
    - Quelqu’un a laissé de côté les gros fichiers avant de la transmettre.
    - Un antivirus de l’ordinateur a supprimé un fichier.
missing-files-next =
    - Faites une nouvelle sauvegarde et vérifiez-la à nouveau.
