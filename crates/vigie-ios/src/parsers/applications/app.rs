//! Apps and their receipts.

use serde::{Deserialize, Serialize};
use vigie_core::{Clock, Kind, Limits, Locator, Observable, Record, Sink, Stamp, Stop, Text, Time, Volume, revive, Origin};
use vigie_formats::plist::{self, Dictionary, Value};

use super::dates;
use crate::columns::Columns;
use crate::digests::sha256;
use crate::{settings, trees};

pub(super) static KIND: Kind = Kind {
    id: "ios.applications.app",
    title: Text { en: "Installed app", fr: "App installée" },
    brief: &["bundle_id", "name", "version", "source_app"],
    personal: &["apple_id"],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<App>,
};

/// An installed app.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct App {
    /// Its id, as the list of apps names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) bundle_id: Option<String>,
    /// Its id, as its receipt names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) software_version_bundle_id: Option<String>,
    /// Whether it has a receipt; `None` where the evidence holds receipts of no app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) has_metadata: Option<bool>,
    /// Name in the store.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Developer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) artist: Option<String>,
    /// Version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    /// App that installed it: the App Store, device management, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source_app: Option<String>,
    /// Store that handed it out, where it is not Apple's (from iOS 17.4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) distributor: Option<String>,
    /// Domain of that store, or of the website that the app came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) distributor_domain: Option<String>,
    /// Where the app came from, as that store says itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) source_url: Option<String>,
    /// Account that bought it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) apple_id: Option<String>,
    /// When it was bought.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) purchase_date: Option<Time>,
    /// True where that date was written without its zone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) purchase_date_without_zone: bool,
    /// When its developer released it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) release_date: Option<Time>,
    /// SHA-256 of its icon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) icon_sha256: Option<String>,
    /// What else the receipt says.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl App {
    /// The id, whoever names it.
    pub(crate) fn id(&self) -> &str {
        let id = self.bundle_id.as_deref().or(self.software_version_bundle_id.as_deref());
        id.unwrap_or_default()
    }

    /// The app that receipt `root` is of.
    pub(super) fn from_metadata(
        bundle_id: Option<String>,
        root: &Value,
        at: &Locator,
        sink: &mut Sink<'_>,
    ) -> Self {
        let text = |key| trees::text(root, key);
        let download = root.find("com.apple.iTunesStore.downloadInfo");
        let account = download.and_then(|info| info.find("accountInfo"));
        let account = account.and_then(|info| trees::text(info, "AppleID"));
        let bought = download.and_then(|info| info.find("purchaseDate"));
        let bought = bought.or_else(|| root.find("purchaseDate"));
        let purchase = bought.and_then(dates::read);
        let distributor = root.find("distributorInfo");
        let distributor = |keys: &[&str]| {
            keys.iter().find_map(|key| trees::text(distributor?, key))
        };
        if bought.is_some() && purchase.is_none() {
            sink.problem(at.clone(), "purchaseDate: expected a date");
        }
        Self {
            bundle_id,
            software_version_bundle_id: text("softwareVersionBundleId"),
            has_metadata: Some(true),
            name: text("itemName").or_else(|| text("title")),
            artist: text("artistName").or_else(|| text("playlistName")),
            version: text("bundleShortVersionString").or_else(|| text("bundleVersion")),
            source_app: text("sourceApp"),
            distributor: distributor(&["distributorID", "developerID"]),
            distributor_domain: distributor(&["marketplaceDomain", "domain"]),
            source_url: distributor(&["sourceURL", "shareURL"]),
            apple_id: account.or_else(|| text("appleId")).or_else(|| text("apple-id")),
            purchase_date: purchase.map(|date| date.at),
            purchase_date_without_zone: purchase.is_some_and(|date| !date.zoned),
            release_date: root.find("releaseDate").and_then(dates::read).map(|date| date.at),
            icon_sha256: None,
            columns: rest(root),
        }
    }
}

/// Keys with a field of their own, and texts of the store.
const KNOWN: &[&str] = &[
    "softwareVersionBundleId",
    "itemName",
    "title",
    "artistName",
    "playlistName",
    "bundleShortVersionString",
    "bundleVersion",
    "sourceApp",
    "appleId",
    "apple-id",
    "purchaseDate",
    "releaseDate",
    "com.apple.iTunesStore.downloadInfo",
    "categories",
    "subgenres",
    "rating",
    "copyright",
    "genre",
    "genreId",
    "UIRequiredDeviceCapabilities",
    "softwareIcon57x57URL",
    "softwareIconNeedsShine",
    "softwareVersionExternalIdentifiers",
    "artwork-urls",
];

fn rest(root: &Value) -> Columns {
    let fields = root.as_dictionary().into_iter().flat_map(|fields| fields.iter());
    let rest = fields.filter(|(key, _)| !KNOWN.contains(key));
    let rest: Dictionary = rest.map(|(key, value)| (key.to_owned(), value.clone())).collect();
    trees::flatten(&Value::Dictionary(rest), 60)
}

impl Record for App {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.purchase_date {
            let unknown = self.purchase_date_without_zone;
            let clock = if unknown { Clock::LocalUnknownOffset } else { Clock::Remote };
            see(Stamp { at, means: "app installed", clock });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        let receipt = self.software_version_bundle_id.as_deref();
        let receipt = receipt.filter(|id| self.bundle_id.as_deref() != Some(id));
        let ids = [("bundle_id", self.bundle_id.as_deref()), ("software_version_bundle_id", receipt)];
        for (field, id) in ids {
            if let Some(id) = id {
                see(field, Observable::AppId(id));
                see(field, Observable::Process(id));
            }
        }
        if let Some(source) = &self.source_app {
            see("source_app", Observable::AppId(source));
        }
        if let Some(distributor) = &self.distributor {
            see("distributor", Observable::AppId(distributor));
        }
        if let Some(domain) = &self.distributor_domain {
            see("distributor_domain", Observable::Host(domain));
        }
        if let Some(url) = &self.source_url {
            see("source_url", Observable::Url(url));
        }
        for (path, text) in self.columns.texts() {
            settings::see(path, text, |value| see("columns", value));
        }
        if let Some(hash) = &self.icon_sha256 {
            see("icon_sha256", Observable::FileHash(hash));
        }
    }
}

/// Emits the apps of a backup's `Info.plist`: those with receipts, then those that are only named.
pub(super) fn read_list(root: &Value, limits: &Limits, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let receipts = root.find("Applications").and_then(Value::as_dictionary);
    let mut named = std::collections::HashSet::new();
    let mut values = receipts.into_iter().flat_map(|receipts| receipts.values());
    let any_receipt = values.any(|about| about.find("iTunesMetadata").is_some());
    let known = |id: &str| id.starts_with("com.apple.");
    for (id, about) in receipts.into_iter().flat_map(|receipts| receipts.iter()) {
        named.insert(id);
        let at = Locator::Key(format!("Applications/{id}"));
        let mut app = with_receipt(id, about, &at, limits, sink);
        if app.has_metadata == Some(false) && (known(id) || !any_receipt) {
            app.has_metadata = None;
        }
        let icon = about.find("PlaceholderIcon").and_then(Value::as_bytes);
        app.icon_sha256 = icon.map(sha256);
        sink.emit(at, &app)?;
    }
    let installed = root.find("Installed Applications").and_then(Value::as_array);
    for (position, id) in installed.unwrap_or_default().iter().enumerate() {
        let at = Locator::Key(format!("Installed Applications/{position}"));
        let Some(id) = id.as_str() else {
            sink.problem(at, "expected the id of an app");
            continue;
        };
        if named.insert(id) {
            let has_metadata = (any_receipt && !known(id)).then_some(false);
            let app = App { bundle_id: Some(id.to_owned()), has_metadata, ..App::default() };
            sink.emit(at, &app)?;
        }
    }
    Ok(())
}

fn with_receipt(
    id: &str,
    about: &Value,
    at: &Locator,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> App {
    let without = |has_metadata| App {
        bundle_id: Some(id.to_owned()),
        has_metadata,
        ..App::default()
    };
    let Some(receipt) = about.find("iTunesMetadata") else { return without(Some(false)) };
    let parsed = match receipt.as_bytes() {
        Some(bytes) => plist::parse(bytes, limits),
        None => Ok(receipt.clone()),
    };
    match parsed {
        Ok(root) if root.as_dictionary().is_some() => {
            App::from_metadata(Some(id.to_owned()), &root, at, sink)
        }
        Ok(_) => {
            sink.problem(at.clone(), "iTunesMetadata: expected a dictionary");
            without(None)
        }
        Err(stop) => {
            sink.problem(at.clone(), format!("iTunesMetadata: {stop}"));
            without(None)
        }
    }
}
