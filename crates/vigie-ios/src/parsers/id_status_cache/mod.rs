//! `com.apple.identityservices.idstatuscache.plist`: the accounts that this phone asked Apple about.
//!
//! Written by `identityservicesd` whenever a service such as iMessage or FaceTime wants to know
//! whether an address is registered: before the owner writes to it, and when it writes to them. So
//! accounts that sent something invisible may show here. Entries live for weeks. Known up to iOS
//! 14.6; later versions leave the file empty or out. Some versions keep it in
//! `Library/IdentityServices/idstatuscache.plist`.
//!
//! A dictionary of services (`com.apple.madrid` is iMessage), each a dictionary of identifiers
//! (`mailto:` and an address, `tel:` and a number), each with `IDStatus` and `LookupDate` in seconds
//! since 2001.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#id_status_cache>.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::plist::{self, Dictionary, Value};

pub(crate) static ITEM: IdStatusCache = IdStatusCache;

pub(crate) struct IdStatusCache;

static META: ParserMeta = ParserMeta {
    id: "id_status_cache",
    title: Text {
        en: "Accounts that the phone asked Apple about",
        fr: "Comptes sur lesquels le téléphone a interrogé Apple",
    },
    reads: &[
        "/private/var/mobile/Library/Preferences/com.apple.identityservices.idstatuscache.plist",
        "/private/var/mobile/Library/IdentityServices/idstatuscache.plist",
        "/com.apple.identityservices.idstatuscache.plist",
        "/idstatuscache.plist",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&KIND],
    means: &[Text { en: "account looked up", fr: "compte recherché" }],
    versions: Versions::ios_until(6, 14),
    references: &["https://docs.mvt.re/en/latest/ios/records/#id_status_cache"],
};

static KIND: Kind = Kind {
    id: "ios.id_status_cache.lookup",
    title: Text { en: "Account looked up", fr: "Compte recherché" },
    brief: &["service", "user", "id_status"],
    personal: &["user"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Lookup>,
};

/// An account that a service asked about.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Lookup {
    /// The service.
    pub(crate) service: String,
    /// The account: `mailto:` and an address, or `tel:` and a number.
    pub(crate) user: String,
    /// What Apple answered, as a number of the system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id_status: Option<i64>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) lookup_date: Option<Time>,
    /// How many services asked about the account.
    pub(crate) occurrences: u64,
}

impl Record for Lookup {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.lookup_date {
            see(Stamp::utc(at, "account looked up"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        let user = self.user.as_str();
        if let Some(address) = user.strip_prefix("mailto:") {
            see("user", Observable::Email(address.trim_matches('\0')));
        } else {
            let account = user.strip_prefix("tel:").unwrap_or(user);
            see("user", Observable::Account(account.trim_matches('\0')));
        }
    }
}

impl Parser for IdStatusCache {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        match root.as_ref().map(Value::as_dictionary) {
            Some(Some(services)) => read(services, sink)?,
            Some(None) if damage.is_none() => {
                return Err(Stop::malformed("property list", 0, "a dictionary of services"));
            }
            _ => {}
        }
        damage.map_or(Ok(()), Err)
    }
}

/// Emits every lookup of every service.
fn read(services: &Dictionary, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let lookups = || {
        services.iter().filter_map(|(name, users)| Some((name, users.as_dictionary()?)))
    };
    let mut occurrences: HashMap<&str, u64> = HashMap::new();
    for (_, users) in lookups() {
        for user in users.keys() {
            *occurrences.entry(user).or_default() += 1;
        }
    }
    for (service, users) in lookups() {
        for (user, entry) in users.iter() {
            let at = Locator::Key(place(service, user));
            if entry.as_dictionary().is_none() {
                sink.problem(at, "expected a dictionary with LookupDate");
                continue;
            }
            let lookup = Lookup {
                service: service.to_owned(),
                user: user.to_owned(),
                id_status: entry.find("IDStatus").and_then(Value::as_i64),
                lookup_date: lookup_date(entry, &at, sink),
                occurrences: occurrences.get(user).copied().unwrap_or(1),
            };
            sink.emit(at, &lookup)?;
        }
    }
    Ok(())
}

/// The path of keys to a lookup; NUL bytes, which these identifiers may hold, are written out.
fn place(service: &str, user: &str) -> String {
    let path = format!("{service}/{user}").replace('\0', "\\x00");
    path.chars().take(LONGEST_KEY).collect()
}

/// Longest path of keys that names where a record stands, in characters.
const LONGEST_KEY: usize = 1_000;

/// Seconds since 2001, or a date.
fn lookup_date(entry: &Value, at: &Locator, sink: &mut Sink<'_>) -> Option<Time> {
    let value = entry.find("LookupDate")?;
    let time = value.as_f64().and_then(Time::from_mac_float).or_else(|| value.as_time());
    if time.is_none() {
        sink.problem(at.clone(), "LookupDate: expected a date");
    }
    time
}
