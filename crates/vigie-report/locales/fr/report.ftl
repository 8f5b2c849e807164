### Le rapport HTML : titres, légendes, étiquettes.

page-title = Rapport de Vigie : { $verdict }
skip-link = Aller au résultat
report-of = Rapport du { $date }
case-label = Affaire
also-in = En { $language }

h-meaning = Ce que cela veut dire
h-now = Que faire maintenant
h-coverage = Ce qui a été vérifié et ce qui ne l’a pas été
h-findings = Constats
h-timeline = Chronologie autour des constats
h-expert = Pour le spécialiste
h-personal = Les données privées de ce fichier

step-why = Pourquoi
contacts-note = Les contacts sont écrits en texte simple exprès : rien dans ce fichier n’est un lien, et l’ouvrir ne prévient personne.

checked-all = Vérifié
not-checked-all = Non vérifié
col-what = Genre d’éléments
col-state = État
col-records = Éléments
col-period = Période
col-problems = Problèmes
col-set = Liste d’indicateurs
col-newest = Plus récent
col-indicators = Indicateurs
col-skipped = Inutilisables
col-licence = Licence
col-where = Fichier
col-position = Position
col-by = Signalé par
col-message = Ce qui a été rencontré
col-value = Valeur
col-time = Heure
col-event = Ce qui s’est passé
col-record = Élément
col-source = Source
col-detector = Détecteur
col-version = Version
col-title = Ce qu’il cherche
col-found = Constats
col-parser = Analyseur
col-reads = Ce qu’il lit
col-severity = Gravité
col-finding = Constat
undated = sans date
unknown = inconnu
none = aucun
source-number = Source { $number }
source-files = { $files ->
    [one] { $files } fichier
   *[other] { $files } fichiers
}, dont { $read } ouverts
caption-checked = Ce qui a été lu, source par source
caption-sets = Listes d’indicateurs auxquelles les éléments ont été comparés
caption-problems = Ce qui a empêché de tout lire
caption-timeline = Éléments autour des constats, dans l’ordre du temps
caption-detectors = Détecteurs ; chacun a examiné tous les éléments qu’il connaît
caption-parsers = Analyseurs
caption-options = Options qui peuvent changer le résultat
caption-more-findings = Autres constats, en bref
not-held-why = { $where } l’ajouterait
other-version-why = cette version du système ne le conserve pas
absent-why = cette source ne l’a pas
unreadable-why = il est là, mais rien n’a pu en être lu
unknown-why = aucune source d’un genre qui peut le contenir n’a été fournie
problem-count = { $count ->
    [0] Rien n’a empêché de tout lire.
    [one] Un problème a empêché de tout lire. Il est indiqué sous « Pour le spécialiste ».
   *[other] { $count } problèmes ont empêché de tout lire. Ils sont indiqués sous « Pour le spécialiste ».
}
interrupted-note = La vérification a été arrêtée avant la fin : voici ce qui a été lu jusque-là.
no-indicators-note = Aucune liste d’indicateurs n’était chargée : rien n’a été comparé à des logiciels espions connus.
facts-summary = Faits sur l’appareil (privé)
blind-heading = Ce que ce genre de source ne peut pas montrer

no-findings = Il n’y a aucun constat.
findings-count = { $count ->
    [one] Un constat.
   *[other] { $count } constats, les plus graves d’abord.
}
filter-label = Ne montrer que les constats avec
filter-text = Mots
filter-severity = Gravité
filter-all = toute gravité
filter-shown = { $shown } sur { $all } affichés
finding-why = Pourquoi cela peut compter
finding-innocent = Explications innocentes
finding-next = Ce qui en dirait plus
finding-same = Pourquoi cela peut compter, et explications innocentes : comme pour le constat { $number }
finding-support = Ce qui l’appuie
finding-expert = Détails pour un spécialiste
evidence-shown = Les { $shown } premiers éléments sur { $all } sont affichés. `vigie show` les liste tous.
evidence-count = { $count ->
    [one] Un élément.
   *[other] { $count } éléments.
}
quote-label = Cité
place-label = Où
time-label = Quand
no-time = pas de date dans cet élément
show-personal = Montrer ce qui est cité (privé)
show-record-text = Montrer (privé)
nothing-quoted = rien n’est cité
no-innocent = Aucune n’est connue. Ce n’est pas une preuve : une personne expérimentée devrait regarder.
no-why = Ce détecteur ne dit pas pourquoi ; demandez à une personne expérimentée.
indicator-label = Indicateur correspondant
also-listed = Figure aussi dans
listed-as = Publié comme
malware-label = Désigne
set-label = Liste
publisher-label = Publié par
published-label = Publié le
reference-label = Référence
id-label = Identifiant
detector-label = Détecteur
claim-label = Affirmation
field-label = Champ
exact-time = Heure exacte
undated-indicator = sans date
stalkerware-label = Genre de logiciel
stalkerware-yes = logiciel de surveillance installé par l’entourage

timeline-none = Aucun constat n’est daté : il n’y a pas de chronologie.
timeline-intro = { $count ->
    [one] Un élément à moins d’un quart d’heure d’un constat.
   *[other] { $count } éléments à moins d’un quart d’heure d’un constat.
}
timeline-omitted = { $count ->
    [one] Un autre élément est laissé de côté ; les plus proches d’un constat sont affichés.
   *[other] { $count } autres éléments sont laissés de côté ; les plus proches d’un constat sont affichés.
}
timeline-table = Montrer ces éléments en tableau
timeline-unreadable = Les éléments n’ont pas pu être lus : il n’y a pas de chronologie.
lane = Source { $number } : { $kind }
lane-device = Source { $number }, heure de l’appareil (écart possible de 14 heures)
strip-alt = { $records ->
    [one] { $records } élément
   *[other] { $records } éléments
} et { $marks ->
    [one] { $marks } constat
   *[other] { $marks } constats
}, du { $span }
strip-key-record = élément
strip-key-finding = constat
strip-key-band = heure incertaine
cited = appuie un constat

expert-versions = Versions
expert-reproduce = Comment retrouver ce résultat
expert-hashes = Sources et leurs empreintes
expert-indicators = Listes d’indicateurs
expert-problems = Problèmes
expert-detectors = Détecteurs et analyseurs
vigie-version = Vigie { $version }
case-created = Affaire créée
problems-intro = Un problème est ce qui a empêché de tout lire : une copie coupée, un élément abîmé, un indicateur d’un genre qui ne peut pas être évalué. Ce qui pouvait être lu l’a été.
problems-shown = Les { $shown } premiers problèmes sur { $all } sont affichés.
no-problems = Il n’y a aucun problème.
sha256-label = SHA-256
english-note = Les messages de ce genre sont en anglais.

personal-note = Ce fichier contient des données privées de l’appareil : ce qui appuie les constats, et des faits sur l’appareil. Les textes, noms et numéros de personnes restent repliés jusqu’à ce que vous les ouvriez. Avant de transmettre ce fichier, pensez à qui le lira.
personal-note-open = Ce fichier contient des données privées de l’appareil, montrées ouvertement parce que --include-personal l’a demandé. Avant de transmettre ce fichier, pensez à qui le lira.
personal-delete = Pour l’effacer, effacez tout le dossier de l’affaire : { $folder }

colon = {"\u00A0"}:
