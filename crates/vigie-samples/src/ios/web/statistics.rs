//! WebKit's tracking prevention: the log of browsing sessions until iOS 12, and the database that
//! followed it, `observations.db`, with the tables of WebKit's `ResourceLoadStatisticsStore.cpp`.

use plist::Value;
use rusqlite::{Connection, params};

use crate::Result;
use crate::ios::Plant;
use crate::ios::archive::dictionary;
use crate::ios::layout::{DeviceFile, file};
use crate::ios::phone::Phone;
use crate::words::HOSTS;

const LOG: DeviceFile = file(
    "AppDomain-com.apple.mobilesafari",
    "Library/WebKit/WebsiteData/ResourceLoadStatistics/full_browsing_session_resourceLog.plist",
);
const OBSERVED: DeviceFile = file(
    "AppDomain-com.apple.mobilesafari",
    "Library/WebKit/WebsiteData/ResourceLoadStatistics/observations.db",
);
/// The last iOS that writes the log.
const LAST: u8 = 12;

pub(super) fn write(phone: &mut Phone) -> Result<()> {
    if phone.plan.ios > LAST { observed(phone) } else { log(phone) }
}

fn log(phone: &mut Phone) -> Result<()> {
    let mut rng = phone.rng("resource-log");
    let ordinary = |rng: &mut crate::Rng, _| rng.pick(HOSTS).to_owned();
    let planted = [(Plant::ResourceLog, "oude-meting.test")];
    let entries = phone.entries(&mut rng, 20, ordinary, &planted);
    let mut statistics = Vec::new();
    for entry in &entries {
        let other = rng.pick(HOSTS);
        let origins = |host: &str| {
            let count = dictionary([("origin", Value::from(host)), ("count", Value::from(2))]);
            Value::Array(vec![count])
        };
        statistics.push(dictionary([
            ("PrevalentResourceOrigin", Value::from(entry.value.as_str())),
            ("hadUserInteraction", Value::from(entry.plant.is_none())),
            ("mostRecentUserInteraction", Value::from(unix(entry.time.unix()))),
            ("lastSeen", Value::from(unix(entry.time.unix()))),
            ("grandfathered", Value::from(false)),
            ("isPrevalentResource", Value::from(false)),
            ("topFrameUniqueRedirectsTo", origins(other)),
            ("topFrameUniqueRedirectsFrom", origins("www.example.com")),
            ("subframeUnderTopFrameOrigins", origins(other)),
            ("subresourceUnderTopFrameOrigins", origins(other)),
        ]));
        if let Some(plant) = entry.plant {
            phone.planted(plant, LOG, entry.value.as_str());
        }
    }
    phone.count("webkit_session_resource_log", statistics.len() as u64);
    let log = dictionary([
        ("version", Value::from(12)),
        ("endOfGrandfatheringTimestamp", Value::from(0.0)),
        ("browsingStatistics", Value::Array(statistics)),
    ]);
    phone.write_plist(LOG, &log)
}

fn unix(seconds: i64) -> f64 {
    seconds as f64
}

const DOMAINS: &str = "CREATE TABLE ObservedDomains (domainID INTEGER PRIMARY KEY, registrableDomain TEXT NOT NULL UNIQUE ON CONFLICT FAIL, lastSeen REAL NOT NULL, hadUserInteraction INTEGER NOT NULL, mostRecentUserInteractionTime REAL NOT NULL, grandfathered INTEGER NOT NULL, isPrevalent INTEGER NOT NULL, isVeryPrevalent INTEGER NOT NULL, dataRecordsRemoved INTEGER NOT NULL,timesAccessedAsFirstPartyDueToUserInteraction INTEGER NOT NULL, timesAccessedAsFirstPartyDueToStorageAccessAPI INTEGER NOT NULL";
/// Columns of later generations.
const DOMAINS_ADDED: &[(u8, &str)] = &[
    (14, "isScheduledForAllButCookieDataRemoval INTEGER NOT NULL DEFAULT 0"),
    (16, "mostRecentWebPushInteractionTime REAL NOT NULL DEFAULT -1"),
];
/// Pairs of domains: table, and its two columns.
const PAIRS: &[[&str; 3]] = &[
    ["StorageAccessUnderTopFrameDomains", "domainID", "topLevelDomainID"],
    ["TopFrameUniqueRedirectsTo", "sourceDomainID", "toDomainID"],
    ["TopFrameUniqueRedirectsFrom", "targetDomainID", "fromDomainID"],
    ["TopFrameLinkDecorationsFrom", "toDomainID", "fromDomainID"],
    ["TopFrameLoadedThirdPartyScripts", "topFrameDomainID", "subresourceDomainID"],
    ["SubframeUnderTopFrameDomains", "subFrameDomainID", "topFrameDomainID"],
    ["SubresourceUnderTopFrameDomains", "subresourceDomainID", "topFrameDomainID"],
    ["SubresourceUniqueRedirectsTo", "subresourceDomainID", "toDomainID"],
    ["SubresourceUniqueRedirectsFrom", "subresourceDomainID", "fromDomainID"],
];

fn observed_schema(ios: u8) -> String {
    let mut schema = DOMAINS.to_owned();
    for (_, column) in DOMAINS_ADDED.iter().filter(|(since, _)| *since <= ios) {
        schema = format!("{schema}, {column}");
    }
    schema += ");CREATE TABLE TopLevelDomains (topLevelDomainID INTEGER PRIMARY KEY, CONSTRAINT fkDomainID FOREIGN KEY(topLevelDomainID) REFERENCES ObservedDomains(domainID) ON DELETE CASCADE);CREATE TABLE OperatingDates (year INTEGER NOT NULL, month INTEGER NOT NULL, monthDay INTEGER NOT NULL);";
    let updated = if ios >= 14 { ", lastUpdated REAL NOT NULL" } else { "" };
    for [table, one, other] in PAIRS {
        // Decorations of links and redirects by the page itself have no time of their own.
        let updated = if table.starts_with("TopFrameU") { "" } else { updated };
        schema += &format!(
            "CREATE TABLE {table} ({one} INTEGER NOT NULL, {other} INTEGER NOT NULL{updated}, UNIQUE ({one}, {other}) ON CONFLICT REPLACE);"
        );
    }
    schema
}

fn observed(phone: &mut Phone) -> Result<()> {
    let database = phone.database(OBSERVED, &observed_schema(phone.plan.ios))?;
    let connection = database.connection();
    let mut rng = phone.rng("observed");
    let ordinary = |_: &mut crate::Rng, number| format!("site-{number}.example.com");
    let planted = [
        (Plant::ObservedDomain, "meetpunt.example"),
        (Plant::ObservedRedirect, "tussenstap.example"),
    ];
    let entries = phone.entries(&mut rng, phone.plan.contacts / 2, ordinary, &planted);
    for entry in &entries {
        let interacted = rng.chance(300);
        let interaction = if interacted { unix(entry.time.unix()) } else { -1.0 };
        connection.execute(
            "INSERT INTO ObservedDomains(registrableDomain, lastSeen, hadUserInteraction, mostRecentUserInteractionTime, grandfathered, isPrevalent, isVeryPrevalent, dataRecordsRemoved, timesAccessedAsFirstPartyDueToUserInteraction, timesAccessedAsFirstPartyDueToStorageAccessAPI) VALUES (?1, ?2, ?3, ?4, 0, 0, 0, 0, 0, 0)",
            params![entry.value, unix(entry.time.unix()), interacted, interaction],
        )?;
        let row = connection.last_insert_rowid();
        if let Some(plant) = entry.plant {
            phone.planted_row(plant, OBSERVED, "ObservedDomains", row, entry.value.as_str());
        }
        if entry.plant == Some(Plant::ObservedRedirect) {
            redirect(connection, row)?;
        }
    }
    phone.odd_rows(
        connection,
        "INSERT INTO ObservedDomains(registrableDomain, lastSeen, hadUserInteraction, mostRecentUserInteractionTime, grandfathered, isPrevalent, isVeryPrevalent, dataRecordsRemoved, timesAccessedAsFirstPartyDueToUserInteraction, timesAccessedAsFirstPartyDueToStorageAccessAPI) VALUES (x'ff', 'never', 'x', 1e300, 0, 0, 0, 0, 0, 0);
         INSERT INTO TopFrameUniqueRedirectsTo VALUES (900001, 900002), ('x', 1);",
    )?;
    phone.keep(OBSERVED, database)?;
    phone.count("webkit_resource_load_statistics", entries.len() as u64);
    Ok(())
}

/// From the first site that was observed to `domain`, and on to the second.
fn redirect(connection: &Connection, domain: i64) -> Result<()> {
    connection
        .execute("INSERT INTO TopFrameUniqueRedirectsTo VALUES (1, ?1), (?1, 2)", [domain])?;
    connection
        .execute("INSERT INTO TopFrameUniqueRedirectsFrom VALUES (?1, 1), (2, ?1)", [domain])?;
    Ok(())
}
