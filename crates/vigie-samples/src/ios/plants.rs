//! What can be planted, and by which sign it is known.

use crate::plant::{Sign, app, domain, email, file_name, file_path, plants, process, profile};
use crate::stix::{Indicator, IndicatorKind};

plants! {
    // Messages.
    SmsText "sms-text" domain("stille-haven.example"), true, "link in the text of a message";
    SmsAttributedBody "sms-attributed-body" domain("brief-van-oma.test"), false, "link only in attributedBody, text NULL";
    SmsHandleZero "sms-handle-zero" domain("groepsfoto.example"), false, "link in a message of a group, handle_id 0";
    SmsPayload "sms-payload" domain("pakket-volgen.test"), false, "link only in payload_data";
    SmsSender "sms-sender" email("uitnodiging@nachtpost.example"), false, "message from a listed iMessage account";
    SmsPort "sms-port" domain("login.lantaarn.example.net"), false, "link with a port to a listed sub-domain";
    SmsChild "sms-child" domain("cdn.wachtwoord.example.org"), false, "link to a child of a listed sub-domain";
    SmsWww "sms-www" domain("www.torenklok.example.com"), false, "link to a listed www. name";
    SmsUserInfo "sms-user-info" domain("account.sleutel.example.net"), false, "link with user information before a listed sub-domain";
    SmsTrailingDot "sms-trailing-dot" domain("bericht.duif.example.org"), false, "link to a listed sub-domain with a trailing dot";
    SmsUpperCase "sms-upper-case" domain("luide.stem.example.com"), true, "link in capitals";
    SmsIdn "sms-idn" domain("xn--bcher-nacht-thb.test"), false, "link in Unicode to a name listed in punycode";
    SmsBare "sms-bare" domain("kaartje-kopen.test"), false, "link without a scheme";
    SmsIpv4 "sms-ipv4" Sign::Indicator(IndicatorKind::Ipv4, "203.0.113.77"), true, "link to a listed IPv4 address";
    SmsIpv6 "sms-ipv6" Sign::Indicator(IndicatorKind::Ipv6, "2001:db8:4e57::77"), false, "link to a listed IPv6 address";
    SmsUrl "sms-url" Sign::Indicator(IndicatorKind::Url, "https://files.example.org/s/nw-7731.html"), true, "link that is listed as a whole";
    SmsSubject "sms-subject" domain("onderwerp-zoek.test"), false, "link in the subject of a message";
    SmsEdited "sms-edited" domain("herziening.test"), false, "link in an earlier version of an edited message (iOS 16 and later)";
    SmsWal "sms-wal" domain("laatste-tram.test"), false, "message that stands only in the write-ahead log";
    SmsNotice "sms-notice" Sign::Rule("Apple threat notification"), true, "text of an Apple threat notification";
    SmsNoticeBody "sms-notice-body" Sign::Rule("Apple threat notification"), false, "Apple threat notification only in attributedBody";
    AttachmentName "attachment-name" file_name("nw_invite.gif"), true, "attachment with a listed file name";
    AttachmentPath "attachment-path" file_path("/private/var/mobile/Library/SMS/Attachments/nw7"), false, "attachment under a listed folder";
    AttachmentStaged "attachment-staged" Sign::Rule("received attachment under /var/tmp ending in -1"), true, "received attachment under /var/tmp ending in -1";
    // Browsing.
    SafariVisit "safari-visit" domain("koffie-hoek.test"), true, "visit to a listed domain";
    SafariPort "safari-port" domain("pers.haven.example.net"), false, "visit with a port to a listed sub-domain";
    SafariProfile "safari-profile" domain("tweede-huid.example"), true, "visit in a second Safari profile (iOS 17 and later)";
    SafariWal "safari-wal" domain("nachtbus.test"), false, "visit that stands only in the write-ahead log";
    SafariRedirect "safari-redirect" Sign::Rule("plain http redirected to another host within a second"), true, "plain http redirected to another host within a second";
    BrowserTab "browser-tab" domain("open-tabblad.test"), true, "open tab of a listed domain";
    ObservedDomain "observed-domain" domain("meetpunt.example"), true, "domain observed by WebKit";
    ChromeVisit "chrome-visit" domain("zilvermeeuw.test"), true, "visit in Chrome";
    ChromeFavicon "chrome-favicon" domain("pictogram-hier.test"), true, "favicon in Chrome";
    ChromeWal "chrome-wal" domain("late-meeuw.test"), false, "visit in Chrome that stands only in the write-ahead log";
    FirefoxVisit "firefox-visit" domain("vuurvos-nieuws.example"), true, "visit in the old database of Firefox";
    FirefoxPlaces
        "firefox-places" domain("vos-op-reis.test"), false, "visit in the present database of Firefox";
    FirefoxFavicon "firefox-favicon" domain("vos-plaatje.test"), true, "favicon in the old database of Firefox";
    SafariTabs "safari-tabs" domain("tabgroep-nacht.test"), false, "tab in SafariTabs.db (iOS 15 and later)";
    SafariBookmark "safari-bookmark" domain("blad-wijzer.test"), false, "bookmark";
    CloudTab "cloud-tab" domain("ander-toestel.test"), false, "tab of another device of the owner";
    Cookie "cookie" domain("koekje-trommel.test"), false, "cookie";
    SafariDownload "safari-download" domain("ophaal-punt.test"), false, "download (iOS 13 and later)";
    WebClip "web-clip" domain("startscherm.test"), false, "clip of a site on the home screen";
    ResourceLog "resource-log" domain("oude-meting.test"), true, "site in WebKit's log of browsing sessions (until iOS 12)";
    ObservedRedirect "observed-redirect" domain("tussenstap.example"), true, "site observed by WebKit that redirected to another (iOS 13 and later)";
    SafariFavicon "safari-favicon" domain("plaatje-raam.test"), true, "favicon in Safari (dumps)";
    SafariFaviconRejected "safari-favicon-rejected" domain("geweigerd-beeld.test"), true, "favicon that Safari refused (dumps)";
    CacheUrl "cache-url" domain("voorraad-kast.test"), true, "response in a cache of URLs (dumps)";
    IndexedDb "indexed-db" domain("opslag-huis.test"), true, "site with an IndexedDB (dumps)";
    LocalStorage "local-storage" domain("bewaar-doos.test"), true, "site with local storage (dumps)";
    ViewServiceStorage "view-service-storage" domain("kijk-venster.test"), true, "site that stored something in Safari's view service (dumps)";
    // Processes.
    DatausageProcess "datausage-process" process("nwrelayd"), true, "process with network usage";
    DatausageCut "datausage-cut" process("nachtwachtagentd2"), true, "process whose name was cut at 16 characters";
    DatausagePath "datausage-path" process("nwstaged"), true, "process named by its path";
    DatausageApp "datausage-app" app("example.nachtwacht.vpn"), false, "bundle identifier with network usage";
    DatausageOrphan "datausage-orphan" Sign::Rule("network usage of a process that is not in the table"), true, "network usage of a process that is not in the table";
    DatausageGap "datausage-gap" Sign::Rule("gap in the primary keys of processes"), true, "gap in the primary keys of processes";
    OsAnalytics "os-analytics" process("nwuploadd"), true, "process in the daily network totals";
    LocationClient "location-client" process("nwlocated"), true, "process that asked for the location";
    TccProcess "tcc-process" process("nwlistend"), true, "process with a permission";
    TccApp "tcc-app" app("example.nachtwacht.keyboard"), false, "app with a permission to the microphone";
    // Apps.
    AppMetadata "app-metadata" app("example.nachtwacht.companion"), true, "app with App Store metadata";
    AppInstalled "app-installed" app("example.nachtwacht.photos"), false, "app only in Installed Applications";
    AppDomain "app-domain" app("example.nachtwacht.sync"), false, "app only as a container domain of the index";
    AppState
        "app-state" app("example.nachtwacht.notes"), false, "app only in the states of apps";
    AppSource "app-source" Sign::Rule("app installed by something else than the App Store"), true, "app installed by something else than the App Store";
    AppNoBundle "app-no-bundle" Sign::Rule("app metadata without bundle identifier"), true, "app metadata without bundle identifier";
    // Configuration.
    ProfileUuid "profile-uuid" profile("7C1D2A90-4E57-4B0C-9D1A-2F6E8A11C0DE"), true, "installed configuration profile";
    ProfileNotifications "profile-notifications" Sign::Rule("profile that hides notifications"), true, "profile that hides notifications";
    ProfileSecondPayload "profile-second-payload" Sign::Rule("profile that hides notifications"), false, "profile that hides notifications in its second payload";
    ProfileEvent "profile-event" profile("example.nachtwacht.mdm"), true, "installation and removal of a profile";
    ProfileEventProcess "profile-event-process" process("nwprofiled"), true, "process that installed a profile";
    MdmServer "mdm-server" domain("beheer-centrale.test"), false, "server of device management in a profile";
    CloudConfiguration "cloud-configuration" domain("inschrijf-loket.test"), false, "server that enrolled the phone when it was set up";
    VpnServer "vpn-server" domain("tunnel-nacht.test"), false, "server of a VPN";
    ApnProxy "apn-proxy" domain("apn-omweg.test"), false, "proxy of an access point that the owner set";
    Account "account" email("nieuw-lid@nachtpost.example"), false, "account with a listed e-mail address";
    UpdatesDisabled "updates-disabled" Sign::Rule("jobs of software updates are disabled"), false, "jobs of software updates are disabled";
    ReportsOff "reports-off" Sign::Rule("crash reports are turned off by a preferences file of root"), false, "crash reports are turned off by a preferences file of root";
    LockdownMode "lockdown-mode" Sign::Rule("Lockdown Mode is on"), true, "Lockdown Mode is on";
    TrustedRoot "trusted-root" Sign::Rule("root certificate trusted by the user"), false, "root certificate trusted by the user";
    // The index.
    ManifestName "manifest-name" file_name("nw_beacon.plist"), true, "file with a listed name";
    ManifestPath "manifest-path" file_path("/private/var/mobile/Library/Caches/nachtwacht/"), false, "file under a listed folder";
    ManifestHost "manifest-host" domain("veerpont.example.org"), true, "host name inside a path";
    ManifestMissing "manifest-missing" Sign::Rule("file in the index that the folder lacks"), false, "file in the index that the folder lacks";
    // People.
    CallEmail "call-email" email("facetime@nachtpost.example"), false, "FaceTime call from a listed account";
    ContactEmail "contact-email" email("redactie@nachtpost.example"), false, "contact with a listed e-mail address";
    InteractionEmail "interaction-email" email("oproep@nachtpost.example"), false, "interaction with a listed e-mail address";
    CalendarOrganizer "calendar-organizer" email("agenda@nachtpost.example"), true, "event organised by a listed e-mail address";
    CalendarMeeting "calendar-meeting" Sign::Rule("event Meeting with description Notes"), true, "event Meeting with description Notes";
    IdStatusEmail "id-status-email" email("melding@nachtpost.example"), true, "iMessage look-up of a listed account (until iOS 14)";
    IdStatusNul "id-status-nul" Sign::Rule("two NULs in an iMessage identifier"), true, "two NULs in an iMessage identifier (until iOS 14)";
    WhatsappText "whatsapp-text" domain("groene-app.test"), true, "link in a WhatsApp message";
    WhatsappBusiness "whatsapp-business" domain("zakelijk-net.test"), false, "link in a WhatsApp Business message";
    WhatsappPreview "whatsapp-preview" domain("voorbeeld-kaart.test"), true, "link in the preview of a WhatsApp message";
    WhatsappWal "whatsapp-wal" domain("nagekomen-app.test"), false, "WhatsApp message that stands only in the write-ahead log";
    Notification "notification" domain("melding-venster.test"), false, "link in a delivered notification";
    ShortcutUrl "shortcut-url" domain("snelkoppeling.test"), true, "URL in a shortcut";
    // What only dumps and sysdiagnoses have.
    NetusageProcess "netusage-process" process("nwpingd"), true, "process in the daemon's own table of network usage (dumps)";
    AnalyticsProcess "analytics-process" process("nwtrustd"), true, "process in the analytics of the trust daemon (dumps)";
    AnalyticsUrl "analytics-url" domain("meetpaal-log.test"), true, "URL in the analytics of networking (dumps)";
    CrashProcess "crash-process" process("nwcrashd"), false, "process that crashed";
    CrashImage "crash-image" file_path("/private/var/db/nwlib/"), false, "library under a listed folder in an app that crashed";
    JetsamProcess "jetsam-process" process("nwmemd"), false, "process in a report of memory that ran out";
    PanicProcess "panic-process" process("nwpanicd"), false, "process in a report of a kernel panic";
    PowerlogProcess "powerlog-process" process("nwpowerd"), false, "process in PowerLog";
    PowerlogCoalition "powerlog-coalition" process("nwcoald"), false, "job in PowerLog";
    PowerlogApp "powerlog-app" app("example.nachtwacht.beacon"), false, "app that PowerLog saw installed and deleted";
    BiomeApp "biome-app" app("example.nachtwacht.ambient"), false, "app installed, in Biome (dumps of iOS 15 and later)";
    BiomeUrl "biome-url" domain("biome-spoor.test"), false, "page visited, in Biome (dumps of iOS 15 and later)";
    PrivacyAccess "privacy-access" app("example.nachtwacht.recorder"), false, "app that used the microphone, in privacy accounting (dumps of iOS 15 and later)";
    KnowledgeApp "knowledge-app" app("example.nachtwacht.watcher"), false, "app installed, in knowledgeC (dumps)";
    KnowledgeUrl "knowledge-url" domain("kennis-bron.test"), false, "page visited, in knowledgeC (dumps)";
    PsProcess "ps-process" process("nwshadowd"), false, "process that runs (sysdiagnoses)";
    UuidPath "uuid-path" process("nwghostd"), false, "binary that the profiler met (sysdiagnoses)";
    LogdProcess "logd-process" process("nwlogwriterd"), false, "process that wrote into the log (sysdiagnoses)";
    LogProcess "log-process" process("nwlogged"), false, "process that wrote a line into the unified log";
    LogUrl "log-url" domain("logboek-spoor.test"), false, "link in a line of the unified log";
    AppStored "app-stored" app("example.nachtwacht.purchase"), false, "app in the database of the App Store's daemon (sysdiagnoses)";
    LockdownHost "lockdown-host" Sign::Rule("pairing with the host of a tool that copies phones"), false, "pairing with the host of a tool that copies phones (sysdiagnoses)";
    InstallLog "install-log" app("example.nachtwacht.sideload"), false, "app installed and removed, in the log of installations";
    ShutdownProcess "shutdown-process" process("nwresident"), true, "process that was still there at shutdown";
    ShutdownDelay "shutdown-delay" Sign::Rule("process under /private/var/db or /private/var/tmp delays the shutdown"), false, "process under /private/var/tmp that delays several shutdowns";
    // What several artefacts say together.
    ChainProcess "chain-process" process("nwjoined"), true, "process seen by data usage, a crash, a shutdown and PowerLog";
    ChainLink "chain-link" domain("lokroep.test"), true, "link received in a message and opened a minute later";
    ChainRedirect "chain-redirect" domain("valstrik.test"), true, "page that the link led to";
    ChainCrash "chain-crash" Sign::Rule("web content crashes within minutes of an opened link"), false, "web content that crashed a minute and a half after the link was opened";
    WipedSibling "wiped-sibling" Sign::Rule("process with network usage whose row in the sibling database is gone"), false, "process with network usage whose row in the sibling database is gone";
}

/// The indicators of the made-up family, as its set lists them.
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
