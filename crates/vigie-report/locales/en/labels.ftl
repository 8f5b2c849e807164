### Words for states, kinds and clocks. One or two words where possible: they stand in tables.

severity-high = High
severity-medium = Medium
severity-low = Low
severity-info = For information
# What a severity means, for the legend.
severity-high-means = consistent with known spyware or an attack
severity-medium-means = unusual, needs an expert
severity-low-means = worth a look
severity-info-means = context only

confidence-high = high confidence
confidence-medium = medium confidence
confidence-low = low confidence
confidence-high-means = no innocent explanation is likely
confidence-medium-means = innocent explanations are uncommon
confidence-low-means = common innocent explanations exist

# Versions of a system that write an artefact. $system: "iOS"; $first, $last: "9".
versions-from = { $system } { $first } and later
versions-until = { $system } { $first } to { $last }

state-read = Read
state-empty = Empty
state-damaged = Read in part
state-unreadable = Unreadable
state-absent = Not there
state-other-version = Not kept by this version of the system
state-not-held = Never in this kind of evidence

# Kinds of evidence: a name for headings.
evidence-ios-backup = iPhone backup, not encrypted
evidence-ios-backup-encrypted = Encrypted iPhone backup
evidence-ios-file-system = Copy of an iPhone’s file system
evidence-ios-sysdiagnose = iPhone sysdiagnose
evidence-android-bug-report = Android bug report
evidence-androidqf = AndroidQF acquisition
evidence-android-backup = Android backup
evidence-android-intrusion-logs = Android intrusion logs
evidence-android-file-system = Copy of an Android phone’s file system
evidence-android-packages = Android packages
evidence-packet-capture = Packet capture
evidence-signalling-capture = Capture of signalling links
evidence-internet-scan = Scans of the Internet
evidence-oversight-dossier = Oversight dossier
evidence-mvt-results = Results written by MVT
evidence-files = Single files
# The same inside a sentence: "leaves no trace in …", "… would add them".
a-ios-backup = a backup that is not encrypted
a-ios-backup-encrypted = an encrypted backup
a-ios-file-system = a copy of the file system
a-ios-sysdiagnose = a sysdiagnose
a-android-bug-report = a bug report
a-androidqf = an AndroidQF acquisition
a-android-backup = an Android backup
a-android-intrusion-logs = intrusion logs
a-android-file-system = a copy of the file system
a-android-packages = these packages
a-packet-capture = a packet capture
a-signalling-capture = a capture of signalling links
a-internet-scan = scans of the Internet
a-oversight-dossier = an oversight dossier
a-mvt-results = a folder of MVT results
a-files = these files
a-mixed = the evidence that was given

# Positions in a file.
at-whole = whole file
at-line = line { $line }
at-byte = byte { $byte }
at-row = table { $table }, row { $row }
at-row-wal = table { $table }, row { $row } (write-ahead log)
at-key = key { $key }
at-packet = packet { $packet }

# Kinds of listed values.
listed-url = URL
listed-host = host name
listed-ip = IP address
listed-process = process
listed-path = file path
listed-file-name = file name
listed-email = e-mail address
listed-phone = telephone number
listed-account = account
listed-file-hash = file hash
listed-certificate-hash = certificate hash
listed-certificate-organisation = certificate organisation
listed-certificate-name = certificate name
listed-app-id = app
listed-profile-id = configuration profile
listed-android-property = Android property

# Facts about the device. Those without a label here show their name as it stands.
fact-product_name = Model
fact-product_type = Model number
fact-product_version = System version
fact-build_version = System build
fact-device_name = Name of the device
fact-last_backup_date = Last backup
fact-encrypted = Encrypted
fact-serial_number = Serial number
fact-phone_number = Telephone number
fact-imei = IMEI
fact-imei_2 = Second IMEI
fact-meid = MEID
fact-iccid = SIM card number
fact-unique_identifier = Device identifier
fact-itunes_version = Backup software
fact-capture_format = Form of the capture
fact-capture_links = Kinds of link
fact-capture_snap_length = Bytes kept of a frame at most
fact-capture_first_packet = First packet
fact-capture_hardware = Machine that captured
fact-capture_system = System that captured
fact-capture_application = Program that captured

# In place of names, when no name is known.
some-spyware = known spyware

# Joining names: "A", "A and B", "A, B and C".
list-two = { $first } and { $last }
list-comma = { $first }, { $next }
list-others = { $names } and { $count ->
    [one] one other
   *[other] { $count } others
}

# A claim without its sentence: an older case, or a detector this version does not know.
claim-unknown = Detector { $detector } reports “{ $key }”: { $args }
claim-unknown-bare = Detector { $detector } reports “{ $key }”
