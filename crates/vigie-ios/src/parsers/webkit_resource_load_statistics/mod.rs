//! `observations.db`: the sites that WebKit met, and how they led to one another.
//!
//! Written by WebKit's tracking prevention ("resource load statistics"), one file per app that
//! shows web pages and per Safari profile, with a resolution of seconds to a day. A site is
//! forgotten after 30 days of use without the owner touching it; deleting single visits from the
//! history leaves it here. From iOS 13 on; before, `full_browsing_session_resourceLog.plist`.
//!
//! * `ObservedDomains`: one row per registrable domain; times in seconds since 1970, −1 for never.
//! * `TopFrameUniqueRedirectsTo` and `…From`, `…SinceSameSiteStrictEnforcement`: pages that sent the
//!   visitor on. `TopFrameLinkDecorationsFrom`: links that carried an identifier over.
//! * `SubframeUnderTopFrameDomains`, `SubresourceUnderTopFrameDomains`,
//!   `TopFrameLoadedThirdPartyScripts`, `StorageAccessUnderTopFrameDomains`,
//!   `SubresourceUniqueRedirectsTo` and `…From`: what pages were made of.
//! * `OperatingDates`: days on which the browser was used.
//!
//! Early schemas name top-level sites through table `TopLevelDomains`, whose ids are those of
//! `ObservedDomains`. Schema after WebKit's [`ResourceLoadStatisticsStore.cpp`].
//!
//! [`ResourceLoadStatisticsStore.cpp`]: https://github.com/WebKit/WebKit/blob/main/Source/WebKit/NetworkProcess/Classifier/ResourceLoadStatisticsStore.cpp

mod domain;
mod link;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use domain::Domain;
pub(crate) use link::Redirect;

pub(crate) static ITEM: WebkitResourceLoadStatistics = WebkitResourceLoadStatistics;

pub(crate) struct WebkitResourceLoadStatistics;

static META: ParserMeta = ParserMeta {
    id: "webkit_resource_load_statistics",
    title: Text {
        en: "Sites that WebKit met, and their redirects",
        fr: "Sites rencontrés par WebKit, et leurs redirections",
    },
    reads: &["/private/var/**/observations.db", "/observations.db"],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&domain::KIND, &link::REDIRECT, &link::EMBED],
    means: &[
        Text { en: "site last seen", fr: "site vu pour la dernière fois" },
        Text { en: "owner last used the site", fr: "dernière utilisation du site" },
        Text { en: "last push from the site", fr: "dernière notification du site" },
        Text { en: "redirect last seen", fr: "redirection vue pour la dernière fois" },
        Text { en: "last loaded in the page", fr: "dernier chargement dans la page" },
    ],
    versions: Versions::ios(13),
    references: &[
        "https://github.com/WebKit/WebKit/blob/main/Source/WebKit/NetworkProcess/Classifier/ResourceLoadStatisticsStore.cpp",
        "https://docs.mvt.re/en/latest/ios/records/#webkit_resource_load_statistics",
    ],
};

impl Parser for WebkitResourceLoadStatistics {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let Some(domains) = database.table("ObservedDomains") else {
            return Err(Stop::Unsupported("a database without table ObservedDomains".into()));
        };
        domain::read(&domains, sink)?;
        link::read(&database, &domains, sink)
    }
}
