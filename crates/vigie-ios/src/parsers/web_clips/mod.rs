//! Web clips: pages that stand on the home screen like apps.
//!
//! Written by Safari when the owner adds a page, by configuration profiles and device management, and
//! by the system for app clips and shortcuts; one folder each, `Library/WebClips/ID.webclip`, that
//! lives until the icon is removed. A clip of a profile may forbid that. `Info.plist`:
//!
//! ```text
//! { URL, Title, ApplicationBundleIdentifier, PlaceholderBundleIdentifier,
//!   TrustedClientBundleIdentifiers: […], ConfigurationIsManaged, RemovalDisallowed, FullScreen,
//!   IsAppClip, ShortcutIdentifier, … }
//! ```
//!
//! It has no date: that of the file, where the evidence kept it, says when the clip last changed.
//! Keys after the class `UIWebClip` and Apple's [Web Clip payload].
//!
//! [Web Clip payload]: https://developer.apple.com/documentation/devicemanagement/webclip

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::plist::{self, Value};

use crate::bookmark_rows::with_attributes;
use crate::columns::Columns;
use crate::trees;

pub(crate) static ITEM: WebClips = WebClips;

pub(crate) struct WebClips;

static META: ParserMeta = ParserMeta {
    id: "web_clips",
    title: Text {
        en: "Web pages on the home screen",
        fr: "Pages web sur l’écran d’accueil",
    },
    reads: &["/private/var/mobile/Library/WebClips/*/Info.plist"],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
    ],
    emits: &[&KIND],
    means: &[Text { en: "web clip last changed", fr: "page de l’écran d’accueil modifiée" }],
    versions: Versions::ios(3),
    references: &["https://developer.apple.com/documentation/devicemanagement/webclip"],
};

static KIND: Kind = Kind {
    id: "ios.web_clips.clip",
    title: Text { en: "Web page on the home screen", fr: "Page web sur l’écran d’accueil" },
    brief: &["title", "url", "managed"],
    personal: &["title", "url", "columns"],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<Clip>,
};

/// A page on the home screen.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Clip {
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// Its URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// Name of its folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    folder: Option<String>,
    /// Whether a configuration profile or device management put it there.
    managed: bool,
    /// Whether the owner may not remove it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    removal_disallowed: bool,
    /// Whether it opens without the frame of a browser.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    full_screen: bool,
    /// Whether it is an app clip.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    app_clip: bool,
    /// The app that it opens in place of a browser.
    #[serde(skip_serializing_if = "Option::is_none")]
    app_id: Option<String>,
    /// The app that it stands for until that is installed.
    #[serde(skip_serializing_if = "Option::is_none")]
    placeholder_app_id: Option<String>,
    /// Apps that may change it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    trusted_apps: Vec<String>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<Time>,
    /// What else is kept about it.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    columns: Columns,
}

impl Record for Clip {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.modified {
            see(Stamp::utc(at, "web clip last changed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(url) = &self.url {
            see("url", Observable::Url(url));
        }
        for (field, app) in
            [("app_id", &self.app_id), ("placeholder_app_id", &self.placeholder_app_id)]
        {
            if let Some(app) = app {
                see(field, Observable::AppId(app));
            }
        }
        for app in &self.trusted_apps {
            see("trusted_apps", Observable::AppId(app));
        }
        for (_, text) in self.columns.texts().filter(|(_, text)| text.contains("://")) {
            see("columns", Observable::Url(text));
        }
    }
}

impl Parser for WebClips {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        if let Some(root) = &root {
            match root.as_dictionary() {
                Some(_) => sink.emit(Locator::Whole, &clip(root, input))?,
                None => sink.problem(Locator::Whole, "expected a dictionary"),
            }
        }
        damage.map_or(Ok(()), Err)
    }
}

/// Keys with a field of their own.
const KEYS: &[&str] = &[
    "Title",
    "URL",
    "ConfigurationIsManaged",
    "RemovalDisallowed",
    "FullScreen",
    "IsAppClip",
    "ApplicationBundleIdentifier",
    "PlaceholderBundleIdentifier",
    "TrustedClientBundleIdentifiers",
];

fn clip(root: &Value, input: &Input<'_>) -> Clip {
    let flag = |key| root.find(key).and_then(Value::as_bool).unwrap_or(false);
    let trusted = root.find("TrustedClientBundleIdentifiers").and_then(Value::as_array);
    let trusted = trusted.unwrap_or_default().iter().filter_map(Value::as_str).take(100);
    Clip {
        title: trees::text(root, "Title"),
        url: trees::text(root, "URL"),
        folder: input.path.rsplit('/').nth(1).map(str::to_owned),
        managed: flag("ConfigurationIsManaged"),
        removal_disallowed: flag("RemovalDisallowed"),
        full_screen: flag("FullScreen"),
        app_clip: flag("IsAppClip"),
        app_id: trees::text(root, "ApplicationBundleIdentifier"),
        placeholder_app_id: trees::text(root, "PlaceholderBundleIdentifier"),
        trusted_apps: trusted.map(str::to_owned).collect(),
        modified: input.modified,
        columns: with_attributes(Columns::default(), root, KEYS),
    }
}
