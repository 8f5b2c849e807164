### Mots des états, des genres et des horloges. Un ou deux mots si possible : ils sont dans des tableaux.

severity-high = Élevée
severity-medium = Moyenne
severity-low = Faible
severity-info = Pour information
severity-high-means = compatible avec un logiciel espion connu ou une attaque
severity-medium-means = inhabituel, demande un spécialiste
severity-low-means = mérite un coup d’œil
severity-info-means = simple contexte

confidence-high = confiance élevée
confidence-medium = confiance moyenne
confidence-low = confiance faible
confidence-high-means = aucune explication innocente n’est vraisemblable
confidence-medium-means = les explications innocentes sont rares
confidence-low-means = des explications innocentes courantes existent

versions-from = à partir de { $system } { $first }
versions-until = { $system } { $first } à { $last }

state-read = Lu
state-empty = Vide
state-damaged = Lu en partie
state-unreadable = Illisible
state-absent = Absent
state-other-version = Non conservé par cette version du système
state-not-held = Jamais dans ce genre de source

evidence-ios-backup = Sauvegarde d’iPhone non chiffrée
evidence-ios-backup-encrypted = Sauvegarde d’iPhone chiffrée
evidence-ios-file-system = Copie du système de fichiers d’un iPhone
evidence-ios-sysdiagnose = Sysdiagnose d’iPhone
evidence-android-bug-report = Rapport de bogue Android
evidence-androidqf = Acquisition AndroidQF
evidence-android-backup = Sauvegarde Android
evidence-android-intrusion-logs = Journaux d’intrusion Android
evidence-android-file-system = Copie du système de fichiers d’un téléphone Android
evidence-android-packages = Paquets Android
evidence-packet-capture = Capture de paquets
evidence-signalling-capture = Capture de liens de signalisation
evidence-internet-scan = Balayages d’Internet
evidence-oversight-dossier = Dossier de contrôle
evidence-mvt-results = Résultats écrits par MVT
evidence-files = Fichiers isolés
a-ios-backup = une sauvegarde non chiffrée
a-ios-backup-encrypted = une sauvegarde chiffrée
a-ios-file-system = une copie du système de fichiers
a-ios-sysdiagnose = un sysdiagnose
a-android-bug-report = un rapport de bogue
a-androidqf = une acquisition AndroidQF
a-android-backup = une sauvegarde Android
a-android-intrusion-logs = des journaux d’intrusion
a-android-file-system = une copie du système de fichiers
a-android-packages = ces paquets
a-packet-capture = une capture de paquets
a-signalling-capture = une capture de liens de signalisation
a-internet-scan = des balayages d’Internet
a-oversight-dossier = un dossier de contrôle
a-mvt-results = un dossier de résultats de MVT
a-files = ces fichiers
a-mixed = les éléments fournis

at-whole = fichier entier
at-line = ligne { $line }
at-byte = octet { $byte }
at-row = table { $table }, ligne { $row }
at-row-wal = table { $table }, ligne { $row } (journal d’écriture anticipée)
at-key = clé { $key }
at-packet = paquet { $packet }

listed-url = URL
listed-host = nom d’hôte
listed-ip = adresse IP
listed-process = processus
listed-path = chemin de fichier
listed-file-name = nom de fichier
listed-email = adresse électronique
listed-phone = numéro de téléphone
listed-account = compte
listed-file-hash = empreinte de fichier
listed-certificate-hash = empreinte de certificat
listed-certificate-organisation = organisation d’un certificat
listed-certificate-name = nom d’un certificat
listed-app-id = application
listed-profile-id = profil de configuration
listed-android-property = propriété Android

fact-product_name = Modèle
fact-product_type = Référence du modèle
fact-product_version = Version du système
fact-build_version = Numéro de build
fact-device_name = Nom de l’appareil
fact-last_backup_date = Dernière sauvegarde
fact-encrypted = Chiffrée
fact-serial_number = Numéro de série
fact-phone_number = Numéro de téléphone
fact-imei = IMEI
fact-imei_2 = Second IMEI
fact-meid = MEID
fact-iccid = Numéro de carte SIM
fact-unique_identifier = Identifiant de l’appareil
fact-itunes_version = Logiciel de sauvegarde
fact-capture_format = Forme de la capture
fact-capture_links = Types de liaison
fact-capture_snap_length = Octets gardés par trame au plus
fact-capture_first_packet = Premier paquet
fact-capture_hardware = Machine de capture
fact-capture_system = Système de capture
fact-capture_application = Programme de capture

some-spyware = un logiciel espion connu

list-two = { $first } et { $last }
list-comma = { $first }, { $next }
list-others = { $names } et { $count ->
    [one] { $count } autre
   *[other] { $count } autres
}

claim-unknown = Le détecteur { $detector } signale « { $key } » : { $args }
claim-unknown-bare = Le détecteur { $detector } signale « { $key } »
