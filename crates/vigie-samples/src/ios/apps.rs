//! Installed apps: their App Store metadata, and what a backup's `Info.plist` says of them.

use plist::{Dictionary, Value};

use super::archive::{dictionary, xml};
use super::layout::file;
use super::phone::Phone;
use super::{Hostile, Plant};
use crate::words::{APPS, FIRST_NAMES};
use crate::{Result, Rng};

/// An installed app.
#[derive(Clone, Debug)]
pub(crate) struct App {
    pub(crate) plant: Option<Plant>,
    pub(crate) bundle: String,
    /// `iTunesMetadata`; a sideloaded app has none.
    pub(crate) metadata: Option<Value>,
}

/// A PNG of one pixel.
const ICON: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";

/// The apps of the phone, planted and odd ones among them.
pub(crate) fn apps(phone: &Phone) -> Vec<App> {
    let mut rng = phone.rng("apps");
    let mut all: Vec<App> = (0..phone.plan.apps)
        .map(|number| {
            let at = usize::try_from(number).unwrap_or(usize::MAX);
            let bundle = APPS
                .get(at)
                .map_or_else(|| format!("com.example.app{number}"), |app| (*app).to_owned());
            let metadata = metadata(phone, &bundle, "com.apple.AppStore", &mut rng);
            App { plant: None, bundle, metadata: Some(metadata) }
        })
        .collect();
    let mut add = |plant: Plant, bundle: &str, source: &str, named: bool| {
        if phone.has(plant) {
            let mut metadata = metadata(phone, bundle, source, &mut rng);
            if let (false, Some(metadata)) = (named, metadata.as_dictionary_mut()) {
                metadata.remove("softwareVersionBundleId");
            }
            all.push(App {
                plant: Some(plant),
                bundle: bundle.to_owned(),
                metadata: Some(metadata),
            });
        }
    };
    add(Plant::AppMetadata, "example.nachtwacht.companion", "com.apple.AppStore", true);
    add(Plant::AppSource, "com.example.sidestore.game", "com.example.sidestore", true);
    add(Plant::AppNoBundle, "com.example.unnamed", "com.apple.AppStore", false);
    if phone.odd(Hostile::AppWithoutMetadata) {
        let bundle = "com.example.sideloaded".to_owned();
        all.insert(0, App { plant: None, bundle, metadata: None });
    }
    all
}

fn metadata(phone: &Phone, bundle: &str, source: &str, rng: &mut Rng) -> Value {
    let bought = phone.release.backed_up.plus(-rng.range(100_000, 30_000_000));
    let account = dictionary([
        ("AppleID", Value::from("owner@mail.example.org")),
        ("DSPersonID", Value::from(rng.range(100_000_000, 999_999_999))),
        ("AltDSID", Value::from(rng.hex(32))),
    ]);
    dictionary([
        ("artistId", Value::from(rng.range(280_000_000, 999_999_999))),
        ("artistName", Value::from(format!("{} Software", rng.pick(FIRST_NAMES)))),
        ("bundleDisplayName", Value::from(bundle.rsplit('.').next().unwrap_or(""))),
        ("bundleShortVersionString", Value::from(format!("{}.{}", rng.below(30), rng.below(10)))),
        ("bundleVersion", Value::from(rng.below(90_000).to_string())),
        (
            "com.apple.iTunesStore.downloadInfo",
            dictionary([("accountInfo", account), ("purchaseDate", Value::from(bought.iso()))]),
        ),
        ("genre", Value::from("Utilities")),
        ("genreId", Value::from(6002)),
        ("itemId", Value::from(rng.range(300_000_000, 1_600_000_000))),
        ("itemName", Value::from(bundle.rsplit('.').next().unwrap_or(""))),
        ("kind", Value::from("software")),
        ("releaseDate", Value::from(bought.plus(-40_000_000).iso())),
        ("softwareVersionBundleId", Value::from(bundle)),
        ("softwareVersionExternalIdentifier", Value::from(rng.range(800_000_000, 860_000_000))),
        ("sourceApp", Value::from(source)),
        ("storeCohort", Value::from(rng.hex(24))),
    ])
}

/// Bundle identifiers for `Installed Applications`.
pub(crate) fn installed(phone: &Phone, apps: &[App]) -> Vec<String> {
    let mut all: Vec<String> = apps.iter().map(|app| app.bundle.clone()).collect();
    if phone.has(Plant::AppInstalled) {
        all.push("example.nachtwacht.photos".to_owned());
    }
    all
}

/// The dictionary `Applications` of `Info.plist`; notes the planted ones.
pub(crate) fn applications(phone: &mut Phone, apps: &[App]) -> Result<Value> {
    let mut all = Dictionary::new();
    for app in apps {
        let mut entry = vec![("ApplicationSINF", Value::Data(vec![0; 32]))];
        if let Some(metadata) = &app.metadata {
            entry.push(("iTunesMetadata", Value::Data(xml(metadata)?)));
        }
        entry.push(("PlaceholderIcon", Value::Data(ICON.to_vec())));
        all.insert(app.bundle.clone(), dictionary(entry));
        if let Some(plant) = app.plant {
            phone.planted_outside(plant, "Info.plist", app.bundle.as_str());
        }
    }
    phone.count("applications", apps.len() as u64);
    Ok(Value::Dictionary(all))
}

/// The container of the app that only the index knows.
pub(crate) fn hidden_container(phone: &mut Phone) -> Result<()> {
    if phone.has(Plant::AppDomain) {
        let preferences = file(
            "AppDomain-example.nachtwacht.sync",
            "Library/Preferences/example.nachtwacht.sync.plist",
        );
        phone.write_plist(preferences, &dictionary([("interval", Value::from(900))]))?;
        phone.planted(Plant::AppDomain, preferences, preferences.domain);
    }
    Ok(())
}
