//! How an app was installed, as the system keeps it beside the app.

use serde::{Deserialize, Serialize};
use vigie_core::{Input, Kind, Locator, Observable, Record, Sink, Stamp, Stop, Text, Time, Volume, revive, Origin};
use vigie_formats::keyed_archive;
use vigie_formats::plist::Value;

use crate::columns::Columns;
use crate::{settings, trees};

pub(super) static KIND: Kind = Kind {
    id: "ios.applications.bundle",
    title: Text { en: "Installation of an app", fr: "Installation d’une app" },
    brief: &["install_date", "without_store_metadata"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<Bundle>,
};

/// How an app was installed.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Bundle {
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) install_date: Option<Time>,
    /// True where no receipt of a store lies beside it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) without_store_metadata: bool,
    /// What else is kept.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Bundle {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.install_date {
            see(Stamp::utc(at, "app installed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (key, text) in self.columns.texts() {
            match key.to_ascii_lowercase().contains("bundleid") {
                true => see("columns", Observable::AppId(text)),
                false => settings::see(key, text, |value| see("columns", value)),
            }
        }
    }
}

/// Emits what `BundleMetadata.plist` says.
pub(super) fn read(root: &Value, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let unarchived;
    let root = if keyed_archive::is_archive(root) {
        unarchived = keyed_archive::unarchive_value(root, &input.limits)?;
        &unarchived
    } else {
        root
    };
    let installed = root.find("installDate").or_else(|| root.find("InstallDate"));
    let receipt = input.path.rsplit_once('/').map(|(folder, _)| folder);
    let receipt = receipt.filter(|folder| !folder.is_empty());
    let receipt = receipt.map(|folder| input.siblings.open(&format!("{folder}/iTunesMetadata.plist")));
    let bundle = Bundle {
        install_date: installed.and_then(Value::as_time),
        without_store_metadata: matches!(receipt, Some(Ok(None))),
        columns: trees::flatten(root, 100).without("$class").without("installDate"),
    };
    sink.emit(Locator::Whole, &bundle)
}
