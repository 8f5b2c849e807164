//! What can be planted on an Android phone, and by which sign it is known.

use crate::plant::{Sign, app, domain, file_name, file_path, ipv4, plants, process};
use crate::stix::{Indicator, IndicatorKind as Kind};

impl Plant {
    /// The value that stands in the evidence; empty for a trace known by a rule.
    #[must_use]
    pub const fn value(self) -> &'static str {
        match self.sign() {
            Sign::Indicator(_, value) => value,
            Sign::Rule(_) => "",
        }
    }
}

impl Plant {
    /// What tells it where it stands: the listed value, or what a rule looks at.
    #[must_use]
    pub const fn seen(self) -> &'static str {
        match self {
            Self::RootPackage => "com.topjohnwu.magisk",
            Self::WritableSystem => "/vendor",
            Self::VerifierOff => "package_verifier_user_consent",
            Self::ShellInstall => "example.nachtwacht.schijnbaar",
            Self::QfRootBinary => "/system/xbin/su",
            Self::QfLocalTmp => "/data/local/tmp/helper",
            Self::QfDisabledUpdates => "com.android.updater",
            Self::LogAuthority => "CN=Example Root",
            _ => self.value(),
        }
    }
}

plants! {
    // Services that MVT reads.
    Accessibility "accessibility" app("example.nachtwacht.toegang"), true, "enabled accessibility service";
    Activity "activity" app("example.nachtwacht.venster"), true, "activity in the resolver table";
    Receiver "receiver" app("example.nachtwacht.ontvanger"), true, "receiver of SMS in the resolver table";
    Package "package" app("example.nachtwacht.gids"), true, "installed app";
    HiddenPackage "hidden-package" app("example.nachtwacht.schuil"), true, "app among the hidden system packages";
    ProfilePackage "profile-package" app("example.nachtwacht.werk"), true, "app of a second user only";
    Appops "appops" app("example.nachtwacht.oor"), true, "app that used the microphone, in the app operations";
    DailyUpdate "daily-update" app("example.nachtwacht.ververs"), true, "app updated, in the daily battery statistics";
    DailyRemoved "daily-removed" app("example.nachtwacht.weg"), true, "app removed, in the daily battery statistics";
    HistoryJob "history-job" app("com.example.nachtwacht.taak"), true, "job of an app in the battery history";
    HistoryTop "history-top" app("example.nachtwacht.voorgrond"), true, "app in the foreground in the battery history";
    Dbinfo "dbinfo" app("example.nachtwacht.lade"), true, "database of an app";
    PlatformCompat "platform-compat" app("example.nachtwacht.oud"), true, "override that outlives an app (Android 11 and later)";
    Property "property" Sign::Indicator(Kind::Property, "persist.sys.nachtwacht"), true, "system property";
    Process "process" process("nwrelay"), true, "process that runs";
    ProcessCut "process-cut" process("nachtwakerlangeagent"), false, "process whose name the kernel cut at 15 bytes";
    Mount "mount" file_path("/data/local/nachtwacht"), true, "mount point";
    Tombstone "tombstone" process("nwmediad"), true, "process that crashed, told as text";
    TombstoneProto "tombstone-proto" process("nwbasebandd"), true, "process that crashed, told as protobuf (Android 12 and later)";
    // Services that MVT does not read.
    AccessibilitySetting "accessibility-setting" app("example.nachtwacht.hulp"), false, "accessibility service named in the settings";
    Notification "notification" app("example.nachtwacht.lezer"), false, "app that may read notifications";
    DevicePolicy "device-policy" app("example.nachtwacht.baas"), false, "administrator of the device";
    InputMethod "input-method" app("example.nachtwacht.toetsen"), false, "keyboard";
    InstallSession "install-session" app("example.nachtwacht.pakje"), false, "session of an installation";
    UsageStats "usage-stats" app("example.nachtwacht.gebruik"), false, "app in the statistics of use";
    JobScheduler "job-scheduler" app("example.nachtwacht.rooster"), false, "job that waits";
    Alarm "alarm" app("example.nachtwacht.wekker"), false, "alarm of an app";
    Role "role" app("example.nachtwacht.rol"), false, "holder of a role (Android 10 and later)";
    Vpn "vpn" app("example.nachtwacht.tunnel"), false, "app that is the VPN";
    DeviceIdle "device-idle" app("example.nachtwacht.wakker"), false, "app spared from saving power";
    Procstats "procstats" app("example.nachtwacht.proces"), false, "app in the statistics of processes";
    Meminfo "meminfo" app("example.nachtwacht.geheugen"), false, "process in the use of memory";
    DropBox "drop-box" app("example.nachtwacht.doos"), false, "app in the entries of the drop box";
    CriticalActivity "critical-activity" app("example.nachtwacht.kritiek"), false, "activity in a section dumped with priority (Android 9 and later)";
    Connectivity "connectivity" ipv4("203.0.113.99"), false, "address in the state of the network";
    // Logs and commands.
    LogcatDomain "logcat-domain" domain("logboek.nachtwacht-net.test"), false, "domain in the system log";
    LogcatUrl "logcat-url" domain("ophalen.nachtwacht.example"), false, "link in the system log";
    LogcatPath "logcat-path" file_path("/data/local/tmp/.nw/"), false, "path in the system log";
    EventLog "event-log" app("example.nachtwacht.voorval"), false, "process started, in the event log";
    LastLog "last-log" app("example.nachtwacht.vorige"), false, "app in the log before the restart";
    Anr "anr" app("example.nachtwacht.traag"), false, "app that did not answer";
    Checkin "checkin" app("example.nachtwacht.teller"), false, "app in the check-in of the battery statistics";
    // Rules.
    RootPackage "root-package" Sign::Rule("app that gives root"), true, "app that gives root";
    WritableSystem "writable-system" Sign::Rule("system partition mounted writable"), true, "system partition mounted writable";
    VerifierOff "verifier-off" Sign::Rule("Play Protect switched off"), true, "Play Protect switched off";
    ShellInstall "shell-install" Sign::Rule("app installed by adb"), false, "app installed through adb, by nobody it names";
    // Acquisitions of AndroidQF.
    QfPackage "qf-package" app("example.nachtwacht.qf"), true, "installed app in packages.json";
    QfPackageHash "qf-package-hash" Sign::Indicator(Kind::Sha256, "6e77000000000000000000000000000000000000000000000000000000000001"), true, "hash of an APK in packages.json";
    QfCertificate "qf-certificate" Sign::Indicator(Kind::CertificateSha256, "6e77000000000000000000000000000000000000000000000000000000000002"), true, "certificate of an APK in packages.json";
    QfCertificateSha1 "qf-certificate-sha1" Sign::Indicator(Kind::CertificateSha1, "6e77000000000000000000000000000000000003"), true, "older hash of a certificate in packages.json";
    QfProcess "qf-process" process("nwcollect"), false, "process in processes.json";
    QfProperty "qf-property" Sign::Indicator(Kind::Property, "ro.nachtwacht.mode"), true, "property in getprop.txt";
    QfSetting "qf-setting" app("example.nachtwacht.stand"), false, "app in settings_secure.txt";
    QfFileName "qf-file-name" file_name("nw_payload.bin"), true, "listed file name in files.json";
    QfFilePath "qf-file-path" file_path("/sdcard/Android/.nachtwacht/"), true, "listed folder in files.json";
    QfFileHash "qf-file-hash" Sign::Indicator(Kind::Sha256, "6e77000000000000000000000000000000000000000000000000000000000004"), true, "listed hash in files.json";
    QfFileMd5 "qf-file-md5" Sign::Indicator(Kind::Md5, "6e770000000000000000000000000005"), true, "listed MD5 in files.json";
    QfMount "qf-mount" file_path("/mnt/nachtwacht"), true, "mount point in mounts.json";
    QfProcMount "qf-proc-mount" file_path("/mnt/nwproc"), false, "mount point in a line of /proc/mounts in mounts.json";
    QfLogcat "qf-logcat" domain("kat.nachtwacht.example"), false, "domain in logcat.txt";
    QfTmp "qf-tmp" file_name("nw_stage2"), false, "file taken from the folder for temporary files";
    QfEnvironment "qf-environment" file_path("/data/local/nwlib/"), false, "path in env.txt";
    QfKernelLog "qf-kernel-log" process("nwkernelhook"), false, "process in a log of the kernel";
    QfHashes "qf-hashes" file_name("nw_dropper.apk"), false, "file named in hashes.csv";
    QfRootBinary "qf-root-binary" Sign::Rule("program that gives root"), true, "program that gives root";
    QfLocalTmp "qf-local-tmp" Sign::Rule("program under /data/local/tmp"), true, "program under /data/local/tmp";
    QfDisabledUpdates "qf-disabled-updates" Sign::Rule("updates of the system disabled"), true, "app that updates the system, disabled";
    ApkPackage "apk-package" app("example.nachtwacht.apk"), false, "package named in the manifest of an APK";
    ApkCertificate "apk-certificate" Sign::Indicator(Kind::CertificateSha256, super::apk::PLANTED_CERTIFICATE), false, "certificate of an APK, in its signature of version 2";
    ApkCertificateV1 "apk-certificate-v1" Sign::Indicator(Kind::CertificateSha256, super::apk::PLANTED_CERTIFICATE_V1), false, "certificate of an APK, in its signature of version 1";
    // Backups.
    SmsLink "sms-link" domain("bericht.nachtwacht.example"), true, "link in a message";
    SmsBare "sms-bare" domain("kaal.nachtwacht-net.test"), false, "listed domain without a scheme in a message";
    SmsSender "sms-sender" Sign::Indicator(Kind::Email, "wacht@nachtpost.example"), false, "message from a listed account";
    MmsLink "mms-link" domain("beeld.nachtwacht.example"), true, "link in a message with pictures";
    BackupApp "backup-app" app("example.nachtwacht.kluis"), false, "app whose data is in the backup";
    // Intrusion logs.
    LogDns "log-dns" domain("naam.nachtwacht.example"), true, "host name that was looked up";
    LogDnsAddress "log-dns-address" ipv4("203.0.113.201"), true, "address that a look-up gave";
    LogConnect "log-connect" ipv4("203.0.113.202"), true, "address that was connected to";
    LogConnectApp "log-connect-app" app("example.nachtwacht.verbinding"), true, "app that made a connection";
    LogProcess "log-process" process("example.nachtwacht.start"), false, "process that started, with the part of the app it is";
    LogInstalled "log-installed" app("example.nachtwacht.nieuw"), true, "app installed";
    LogRemoved "log-removed" app("example.nachtwacht.gewist"), true, "app removed";
    LogShell "log-shell" app("example.nachtwacht.schelp"), false, "app inside a command given through adb";
    LogSync "log-sync" file_path("/data/local/tmp/nw_push"), true, "file copied to the phone through adb";
    LogAuthority "log-authority" Sign::Rule("certificate authority installed"), true, "certificate authority installed";
    // File systems.
    XmlPackage "xml-package" app("example.nachtwacht.schijf"), false, "installed app in packages.xml";
    XmlSetting "xml-setting" app("example.nachtwacht.instel"), false, "app in settings_secure.xml";
    XmlAppops "xml-appops" app("example.nachtwacht.recht"), false, "app in appops.xml";
    DbSms "db-sms" domain("databank.nachtwacht.example"), false, "link in a message of mmssms.db";
}

/// The indicators of the made-up family on Android, as its set lists them.
#[must_use]
pub fn family() -> Vec<Indicator> {
    let mut indicators: Vec<Indicator> = Plant::ALL
        .iter()
        .filter_map(|plant| match plant.sign() {
            Sign::Indicator(kind, value) => Some(Indicator { kind, value: value.to_owned() }),
            Sign::Rule(_) => None,
        })
        .collect();
    indicators.sort();
    indicators.dedup();
    indicators
}
