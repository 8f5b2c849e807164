//! Installed apps, and how they came to be on the phone.
//!
//! A backup lists apps in `Info.plist`: names under `Installed Applications`, and for apps that came
//! with a receipt `Applications/BUNDLE/iTunesMetadata`, a property list inside the property list. An
//! app that is in the first list only, where others are in both, came without a receipt from a
//! store: sideloaded, or installed by a developer. `Manifest.plist` names the containers. In a copy
//! of the file system `iTunesMetadata.plist` and `BundleMetadata.plist`, a keyed archive, lie in
//! each app's folder.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#applications> and the files themselves.

mod app;
mod bundle;
mod container;
mod dates;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::plist::{self, Value};

pub(crate) use app::App;

pub(crate) static ITEM: Applications = Applications;

pub(crate) struct Applications;

static META: ParserMeta = ParserMeta {
    id: "applications",
    title: Text { en: "Installed apps", fr: "Apps installées" },
    reads: &[
        "/backup/Info.plist",
        "/backup/Manifest.plist",
        "/private/var/containers/Bundle/Application/*/iTunesMetadata.plist",
        "/private/var/containers/Bundle/Application/*/BundleMetadata.plist",
        "/Info.plist",
        "/Manifest.plist",
        "/iTunesMetadata.plist",
        "/BundleMetadata.plist",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&app::KIND, &container::KIND, &bundle::KIND],
    means: &[
        Text { en: "app installed", fr: "application installée" },
    ],
    versions: Versions::ios(4),
    references: &["https://docs.mvt.re/en/latest/ios/records/#applications"],
};

impl Parser for Applications {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        if let Some(root) = &root {
            read(root, input, sink)?;
        }
        damage.map_or(Ok(()), Err)
    }
}

fn read(root: &Value, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    match input.path.rsplit('/').next().unwrap_or_default() {
        "Info.plist" => app::read_list(root, &input.limits, sink),
        "Manifest.plist" => container::read(root, sink),
        "BundleMetadata.plist" => bundle::read(root, input, sink),
        _ => {
            let at = Locator::Whole;
            let app = app::App::from_metadata(None, root, &at, sink);
            sink.emit(at, &app)
        }
    }
}
