//! `full_browsing_session_resourceLog.plist`: the sites that WebKit met, before it used a database.
//!
//! Written by WebKit's tracking prevention in iOS 11 to 13, one file per app that shows web pages,
//! per page on the home screen and for Safari's view in other apps; later versions of WebKit delete
//! it where it still is. A property list; times in seconds since 1970, −1 for never:
//!
//! ```text
//! { version: 14, browsingStatistics: [
//!   { PrevalentResourceOrigin: "site", hadUserInteraction: true, lastSeen: 1.5e9,
//!     mostRecentUserInteraction: 1.5e9,
//!     topFrameUniqueRedirectsTo: [ { origin: "other", count: 2 }, … ], … } ] }
//! ```
//!
//! From version 15 on `PrevalentResourceDomain` and `domain` replace `…Origin` and `origin`. Keys
//! after WebKit's [`ResourceLoadStatistics.cpp`].
//!
//! [`ResourceLoadStatistics.cpp`]: https://github.com/WebKit/WebKit/blob/987f47991848510915cc5144ed764ad7d7756db7/Source/WebCore/loader/ResourceLoadStatistics.cpp

mod site;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::plist;

pub(crate) use site::Site;

pub(crate) static ITEM: WebkitSessionResourceLog = WebkitSessionResourceLog;

pub(crate) struct WebkitSessionResourceLog;

static META: ParserMeta = ParserMeta {
    id: "webkit_session_resource_log",
    title: Text {
        en: "Sites that WebKit met (to iOS 13)",
        fr: "Sites rencontrés par WebKit (jusqu’à iOS 13)",
    },
    reads: &[
        "/private/var/**/full_browsing_session_resourceLog.plist",
        "/full_browsing_session_resourceLog.plist",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&site::KIND],
    means: &[
        Text { en: "site last seen", fr: "site vu pour la dernière fois" },
        Text { en: "owner last used the site", fr: "dernière utilisation du site" },
    ],
    versions: Versions::ios_until(11, 13),
    references: &[
        "https://github.com/WebKit/WebKit/blob/987f47991848510915cc5144ed764ad7d7756db7/Source/WebCore/loader/ResourceLoadStatistics.cpp",
        "https://docs.mvt.re/en/latest/ios/records/#webkit_session_resource_log",
    ],
};

impl Parser for WebkitSessionResourceLog {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        if let Some(root) = &root {
            site::read(root, sink)?;
        }
        damage.map_or(Ok(()), Err)
    }
}
