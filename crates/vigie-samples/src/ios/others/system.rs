//! Preferences, location clients, daily network totals, iMessage look-ups, shortcuts, states of apps.

use plist::{Dictionary, Value};
use rusqlite::params;

use crate::Result;
use crate::ios::Plant;
use crate::ios::archive::{binary, dictionary};
use crate::ios::layout::{DeviceFile, file};
use crate::ios::phone::Phone;
use crate::words::{APPS, PROCESSES};

const PREFERENCES: DeviceFile = file("HomeDomain", "Library/Preferences/.GlobalPreferences.plist");
const LOCATION: DeviceFile = file("RootDomain", "Library/Caches/locationd/clients.plist");
const TOTALS: DeviceFile =
    file("HomeDomain", "Library/Preferences/com.apple.osanalytics.addaily.plist");
const LOOKUPS: DeviceFile =
    file("HomeDomain", "Library/Preferences/com.apple.identityservices.idstatuscache.plist");
const SHORTCUTS: DeviceFile = file("HomeDomain", "Library/Shortcuts/Shortcuts.sqlite");
const STATES: DeviceFile = file("HomeDomain", "Library/FrontBoard/applicationState.db");

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    preferences(phone)?;
    location(phone)?;
    totals(phone)?;
    // Gone since 14.7.
    if phone.plan.ios <= 14 {
        lookups(phone)?;
    }
    if phone.plan.ios >= 13 {
        shortcuts(phone)?;
    }
    states(phone)
}

fn preferences(phone: &mut Phone) -> Result<()> {
    let mut entries = vec![
        ("AppleLocale", Value::from("nl_BE")),
        ("AppleLanguages", Value::Array(vec![Value::from("nl-BE"), Value::from("fr-BE")])),
        ("AppleKeyboards", Value::Array(vec![Value::from("nl_NL@sw=QWERTY")])),
        ("PKLogNotificationServiceResponsesKey", Value::from(false)),
    ];
    if phone.has(Plant::LockdownMode) {
        entries.push(("LDMGlobalEnabled", Value::from(true)));
        phone.planted(Plant::LockdownMode, PREFERENCES, "LDMGlobalEnabled");
    }
    phone.count("global_preferences", entries.len() as u64);
    phone.write_plist(PREFERENCES, &dictionary(entries))
}

fn location(phone: &mut Phone) -> Result<()> {
    let mut rng = phone.rng("location");
    let mut all = Dictionary::new();
    let apps = usize::try_from(phone.plan.apps).unwrap_or(usize::MAX);
    for app in APPS.iter().take(apps) {
        let time = phone.release.backed_up.plus(-rng.range(0, 5_000_000)).mac();
        all.insert(
            format!("i{app}:"),
            dictionary([
                ("Authorization", Value::from(2)),
                ("BundleId", Value::from(*app)),
                (
                    "BundlePath",
                    Value::from(format!(
                        "/private/var/containers/Bundle/Application/{}/App.app",
                        rng.uuid()
                    )),
                ),
                ("Executable", Value::from("")),
                ("Registered", Value::from("")),
                ("LocationTimeStopped", Value::from(time)),
                ("Whitelisted", Value::from(false)),
            ]),
        );
    }
    if phone.has(Plant::LocationClient) {
        let time = phone.release.backed_up.plus(-4_000).mac();
        all.insert(
            "e/private/var/tmp/nwlocated:".to_owned(),
            dictionary([
                ("BundleId", Value::from("nwlocated")),
                ("Executable", Value::from("/private/var/tmp/nwlocated")),
                ("LocationTimeStopped", Value::from(time)),
            ]),
        );
        phone.planted(Plant::LocationClient, LOCATION, "nwlocated");
    }
    phone.count("locationd_clients", all.len() as u64);
    phone.write_plist(LOCATION, &Value::Dictionary(all))
}

fn totals(phone: &mut Phone) -> Result<()> {
    let mut rng = phone.rng("totals");
    let mut all = Dictionary::new();
    let mut names: Vec<&str> = PROCESSES.iter().take(25).copied().collect();
    if phone.has(Plant::OsAnalytics) {
        names.push("nwuploadd");
        phone.planted(Plant::OsAnalytics, TOTALS, "nwuploadd");
    }
    for name in names {
        let since = phone.release.backed_up.plus(-rng.range(0, 80_000)).plist();
        let mut bytes = || Value::from(f64::from(u32::try_from(rng.below(9_000_000)).unwrap_or(0)));
        let row = vec![Value::from(since), bytes(), bytes(), bytes(), bytes()];
        all.insert(name.to_owned(), Value::Array(row));
    }
    phone.count("os_analytics_ad_daily", all.len() as u64);
    phone.write_plist(TOTALS, &dictionary([("netUsageBaseline", Value::Dictionary(all))]))
}

fn lookups(phone: &mut Phone) -> Result<()> {
    let time = phone.release.backed_up.plus(-500_000).mac();
    let status = |number: i64| {
        dictionary([("IDStatus", Value::from(number)), ("LookupDate", Value::from(time))])
    };
    let mut all = Dictionary::new();
    for (number, person) in phone.people.iter().enumerate() {
        let handle = person.handle(number);
        let scheme = if handle.contains('@') { "mailto" } else { "tel" };
        all.insert(format!("{scheme}:{handle}"), status(1));
    }
    if phone.has(Plant::IdStatusEmail) {
        let user = "mailto:melding@nachtpost.example";
        all.insert(user.to_owned(), status(1));
        phone.planted(Plant::IdStatusEmail, LOOKUPS, user);
    }
    if phone.has(Plant::IdStatusNul) {
        let user = "mailto:a\0\0b@mail.example.org";
        all.insert(user.to_owned(), status(2));
        phone.planted(Plant::IdStatusNul, LOOKUPS, user);
    }
    phone.count("id_status_cache", all.len() as u64);
    phone.write_plist(LOOKUPS, &dictionary([("com.apple.madrid", Value::Dictionary(all))]))
}

const SHORTCUTS_SCHEMA: &str = "
CREATE TABLE ZSHORTCUT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZACTIONCOUNT INTEGER, ZCREATIONDATE TIMESTAMP, ZMODIFICATIONDATE TIMESTAMP, ZACTIONSDESCRIPTION VARCHAR, ZNAME VARCHAR, ZWORKFLOWID VARCHAR);
CREATE TABLE ZSHORTCUTACTIONS (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZSHORTCUT INTEGER, ZDATA BLOB);";

fn shortcuts(phone: &mut Phone) -> Result<()> {
    let database = phone.database(SHORTCUTS, SHORTCUTS_SCHEMA)?;
    let mut rng = phone.rng("shortcuts");
    let mut all = vec![("Weather", "https://weather.example.net/today")];
    if phone.has(Plant::ShortcutUrl) {
        all.push(("Backup", "https://snelkoppeling.test/up"));
        phone.planted_row(
            Plant::ShortcutUrl,
            SHORTCUTS,
            "ZSHORTCUT",
            2,
            "https://snelkoppeling.test/up",
        );
    }
    let created = phone.release.backed_up.plus(-3_000_000).mac();
    for (row, (name, url)) in (1..).zip(&all) {
        let parameters =
            dictionary([("WFURLActionURL", Value::from(*url)), ("UUID", Value::from(rng.uuid()))]);
        let action = dictionary([
            ("WFWorkflowActionIdentifier", Value::from("is.workflow.actions.url")),
            ("WFWorkflowActionParameters", parameters),
        ]);
        let actions = binary(&Value::Array(vec![action]))?;
        database.connection().execute(
            "INSERT INTO ZSHORTCUT VALUES (?1, 13, 1, 1, ?2, ?2, '1 action', ?3, ?4)",
            params![row, created, name, rng.uuid()],
        )?;
        database.connection().execute(
            "INSERT INTO ZSHORTCUTACTIONS VALUES (?1, 14, 1, ?1, ?2)",
            params![row, actions],
        )?;
    }
    phone.odd_rows(
        database.connection(),
        "INSERT INTO ZSHORTCUT(Z_PK, ZNAME, ZCREATIONDATE) VALUES (900001, NULL, NULL), (900002, x'ff', 'never');
         INSERT INTO ZSHORTCUTACTIONS(ZSHORTCUT, ZDATA) VALUES (900001, NULL), (900002, x'62706c69737430'), ('x', 'no list');",
    )?;
    phone.count("shortcuts", all.len() as u64);
    phone.keep(SHORTCUTS, database)
}

const STATES_SCHEMA: &str = "
CREATE TABLE application_identifier_tab (id INTEGER PRIMARY KEY, application_identifier TEXT UNIQUE);
CREATE TABLE key_tab (id INTEGER PRIMARY KEY, key TEXT UNIQUE);
CREATE TABLE kvs (id INTEGER PRIMARY KEY, application_identifier INTEGER, key INTEGER, value BLOB);
INSERT INTO key_tab VALUES (1, 'compatibilityInfo'), (2, 'XBApplicationSnapshotManifest');";

/// What the home screen knows of every app that ever was.
fn states(phone: &mut Phone) -> Result<()> {
    let database = phone.database(STATES, STATES_SCHEMA)?;
    let mut rng = phone.rng("states");
    let mut apps: Vec<&str> = APPS.to_vec();
    if phone.has(Plant::AppState) {
        apps.push("example.nachtwacht.notes");
    }
    for app in apps {
        let connection = database.connection();
        connection.execute(
            "INSERT INTO application_identifier_tab(application_identifier) VALUES (?1)",
            [app],
        )?;
        let row = connection.last_insert_rowid();
        let path = format!("/private/var/containers/Bundle/Application/{}", rng.uuid());
        let info = binary(&dictionary([("bundlePath", Value::from(path))]))?;
        connection.execute(
            "INSERT INTO kvs(application_identifier, key, value) VALUES (?1, 1, ?2)",
            params![row, info],
        )?;
        if app == "example.nachtwacht.notes" {
            let table = "application_identifier_tab";
            phone.planted_row(Plant::AppState, STATES, table, row, app);
        }
    }
    phone.odd_rows(
        database.connection(),
        "INSERT INTO application_identifier_tab VALUES (900001, NULL), (900002, x'ff');
         INSERT INTO kvs(application_identifier, key, value) VALUES (900001, 1, NULL), ('x', 'y', x'62706c69737430');",
    )?;
    phone.keep(STATES, database)
}
