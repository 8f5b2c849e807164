//! A copy of a phone's storage: what the system keeps of apps, settings and messages. XML is
//! binary since Android 12.

use std::fmt::Write as _;
use std::path::Path;

use super::abx::Abx;
use super::files::Files;
use super::phone::{Phone, TAKEN};
use super::{Answers, Plan, Plant};
use crate::Result;
use crate::sqlite::Database;

impl Plan {
    /// Writes a copy of the phone's storage into `folder` and gives its answer key.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write_storage(&self, folder: &Path) -> Result<Answers> {
        let phone = Phone::new(self);
        let mut files = Files::new(&phone, folder)?;
        let properties: Vec<String> = super::dump::properties(&phone);
        let built: String = properties
            .iter()
            .filter_map(|line| line.strip_prefix("[ro.")?.strip_suffix(']')?.split_once("]: ["))
            .fold(String::new(), |mut text, (name, value)| {
                let _ = writeln!(text, "ro.{name}={value}");
                text
            });
        files.write("system/build.prop", built.as_bytes())?;
        packages(&mut files)?;
        settings(&mut files)?;
        operations(&mut files)?;
        messages(&mut files)?;
        if self.hostile {
            files.write("data/system/users/0/settings_system.xml", b"ABX\0\x10\x32\xff\xff\xff")?;
            files.write("data/system/users/0/settings_global.xml", b"<settings><setting")?;
            files.write("data/system/packages.list", b"\x00\xff\n")?;
        }
        Ok(files.answers)
    }
}

/// XML in the form of the version.
enum Xml {
    Text(String),
    Binary(Abx),
}

impl Xml {
    fn new(phone: &Phone) -> Self {
        if phone.make.android >= 12 {
            return Self::Binary(Abx::new());
        }
        Self::Text("<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n".to_owned())
    }

    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        match self {
            Self::Binary(abx) => abx.open(name, attributes),
            Self::Text(text) => {
                let _ = write!(text, "<{name}");
                for (key, value) in attributes {
                    let _ = write!(text, " {key}=\"{value}\"");
                }
                text.push_str(">\n");
            }
        }
    }

    fn close(&mut self, name: &str) {
        match self {
            Self::Binary(abx) => abx.close(name),
            Self::Text(text) => {
                let _ = writeln!(text, "</{name}>");
            }
        }
    }

    fn element(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.open(name, attributes);
        self.close(name);
    }

    fn finish(self) -> Vec<u8> {
        match self {
            Self::Text(text) => text.into_bytes(),
            Self::Binary(abx) => abx.finish(),
        }
    }
}

fn packages(files: &mut Files) -> Result<()> {
    const FILE: &str = "data/system/packages.xml";
    let phone = files.phone;
    let mut xml = Xml::new(phone);
    let sdk = phone.make.sdk.to_string();
    xml.open("packages", &[]);
    xml.element(
        "version",
        &[
            ("sdkVersion", &sdk),
            ("databaseVersion", "3"),
            ("fingerprint", &phone.make.fingerprint()),
        ],
    );
    let mut apps = phone.apps.clone();
    if let (true, Some(last)) = (files.has(Plant::XmlPackage), apps.last().cloned()) {
        let package = Plant::XmlPackage.value().to_owned();
        apps.push(super::apps::App { package, uid: 10_980, system: false, ..last });
        files.planted(Plant::XmlPackage, FILE, None);
    }
    for app in &apps {
        let time = format!("{:x}", app.installed.0 / 1000);
        let (uid, version, folder) =
            (app.uid.to_string(), app.version.to_string(), app.folder(&phone.make));
        xml.open(
            "package",
            &[
                ("name", &app.package),
                ("codePath", &folder),
                ("publicFlags", "944258629"),
                ("ft", &time),
                ("it", &time),
                ("ut", &time),
                ("version", &version),
                ("userId", &uid),
                ("installer", app.installer.unwrap_or("com.android.vending")),
            ],
        );
        xml.open("sigs", &[("count", "1"), ("schemeVersion", "2")]);
        xml.element("cert", &[("index", "0"), ("key", "308202b3")]);
        xml.close("sigs");
        xml.close("package");
    }
    xml.close("packages");
    files.answers.count("packages", u64::try_from(apps.len()).unwrap_or(0));
    files.write(FILE, &xml.finish())
}

fn settings(files: &mut Files) -> Result<()> {
    const FILE: &str = "data/system/users/0/settings_secure.xml";
    let mut xml = Xml::new(files.phone);
    xml.open("settings", &[("version", "213")]);
    let mut set = |id: &str, name: &str, value: &str| {
        xml.element(
            "setting",
            &[
                ("id", id),
                ("name", name),
                ("value", value),
                ("package", "android"),
                ("defaultValue", value),
                ("defaultSysSet", "true"),
            ],
        );
    };
    set("1", "android_id", "0123456789abcdef");
    set("2", "accessibility_enabled", "0");
    if files.has(Plant::XmlSetting) {
        set(
            "3",
            "enabled_accessibility_services",
            &format!("{0}/{0}.Dienst", Plant::XmlSetting.value()),
        );
        files.planted(Plant::XmlSetting, FILE, None);
    }
    xml.close("settings");
    files.write(FILE, &xml.finish())
}

fn operations(files: &mut Files) -> Result<()> {
    const FILE: &str = "data/system/appops.xml";
    let phone = files.phone;
    let mut xml = Xml::new(phone);
    xml.open("app-ops", &[("v", "1")]);
    let mut packages: Vec<(&str, u32)> = phone
        .apps
        .iter()
        .filter(|app| !app.system)
        .map(|app| (app.package.as_str(), app.uid))
        .collect();
    if files.has(Plant::XmlAppops) {
        packages.push((Plant::XmlAppops.value(), 10_981));
        files.planted(Plant::XmlAppops, FILE, None);
    }
    let time = (TAKEN.plus(-3_000).0 / 1000).to_string();
    for (package, uid) in packages {
        xml.open("pkg", &[("n", package)]);
        xml.open("uid", &[("n", &uid.to_string())]);
        xml.open("op", &[("n", "27")]);
        // The state of the app and the flags of the access, in one number.
        xml.element("st", &[("n", "429496729601"), ("t", &time), ("d", "1204")]);
        for name in ["op", "uid", "pkg"] {
            xml.close(name);
        }
    }
    xml.close("app-ops");
    files.write(FILE, &xml.finish())
}

const SMS: &str = "CREATE TABLE android_metadata (locale TEXT);
CREATE TABLE sms (_id INTEGER PRIMARY KEY,thread_id INTEGER,address TEXT,person INTEGER,date INTEGER,date_sent INTEGER DEFAULT 0,protocol INTEGER,read INTEGER DEFAULT 0,status INTEGER DEFAULT -1,type INTEGER,reply_path_present INTEGER,subject TEXT,body TEXT,service_center TEXT,locked INTEGER DEFAULT 0,sub_id INTEGER DEFAULT -1,error_code INTEGER DEFAULT -1,creator TEXT,seen INTEGER DEFAULT 0);";

fn messages(files: &mut Files) -> Result<()> {
    const FILE: &str = "data/user_de/0/com.android.providers.telephony/databases/mmssms.db";
    let mut rng = files.phone.rng("mmssms");
    let database = Database::create(&files.place(FILE)?, SMS, 4096)?;
    let mut row = 0;
    let mut add = |address: &str, body: &str| -> Result<i64> {
        row += 1;
        let at = TAKEN.plus(-100_000 + row * 60).0 / 1000;
        database.connection().execute(
            "INSERT INTO sms (thread_id, address, date, date_sent, read, type, body, creator, seen) VALUES (1, ?1, ?2, ?3, 1, 1, ?4, 'com.google.android.apps.messaging', 1)",
            rusqlite::params![address, at, at - 900, body],
        )?;
        Ok(row)
    };
    for _ in 0..files.phone.plan.messages.min(1_000) {
        let words: Vec<&str> = (0..8).map(|_| rng.pick(crate::words::WORDS)).collect();
        add(&format!("+23480000{:05}", rng.below(40)), &words.join(" "))?;
    }
    if files.has(Plant::DbSms) {
        add("+2348000077009", &format!("https://{}/a", Plant::DbSms.value()))?;
        files.planted(Plant::DbSms, FILE, None);
    }
    database.finish()
}
