//! `BrowserState.db`: the tabs that are open in Safari, and the pages each can go back to.
//!
//! Written by Safari, and by apps that open pages in Safari's view, whenever a tab changes; a row
//! lives until its tab is closed. Seen from iOS 9 on; since iOS 17 each Safari profile has its own
//! file, and Safari itself keeps its tabs in `SafariTabs.db` since iOS 15. Tables:
//!
//! * `tabs`: one row per tab; `last_viewed_time` in seconds since 2001; `private_browsing`.
//! * `tab_sessions` (from iOS 13): `session_data` of tab `tab_uuid`. Before, it was a column of
//!   `tabs`. One whose tab is gone is what a closed tab left.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#safari_browser_state> and the schemas;
//! that of `session_data`: module `session_history`.

mod page;
mod tab;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

use crate::session_history::PROCESS_BEGAN;

pub(crate) use tab::Tab;

pub(crate) static ITEM: SafariBrowserState = SafariBrowserState;

pub(crate) struct SafariBrowserState;

static META: ParserMeta = ParserMeta {
    id: "safari_browser_state",
    title: Text {
        en: "Open tabs of Safari and the pages behind them",
        fr: "Onglets ouverts de Safari et leurs pages précédentes",
    },
    reads: &[
        "/private/var/**/Library/Safari/BrowserState.db",
        "/private/var/**/Library/Safari/Profiles/*/BrowserState.db",
        "/BrowserState.db",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&tab::KIND, &page::KIND],
    means: &[
        Text { en: "tab last viewed", fr: "onglet vu pour la dernière fois" },
        Text { en: PROCESS_BEGAN, fr: "première page ouverte par le processus web" },
    ],
    versions: Versions::ios(9),
    references: &["https://docs.mvt.re/en/latest/ios/records/#safari_browser_state"],
};

impl Parser for SafariBrowserState {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let tabs = database.table("tabs");
        let sessions = page::Sessions::read(&database, sink)?;
        if tabs.is_none() && sessions.is_none() {
            return Err(Stop::Unsupported("a database without table tabs".into()));
        }
        let used = match tabs {
            Some(tabs) => tab::read(&tabs, sessions.as_ref(), &input.limits, sink)?,
            None => crate::ids::Ids::default(),
        };
        match sessions {
            Some(sessions) => sessions.emit_unused(&used, &input.limits, sink),
            None => Ok(()),
        }
    }
}
