//! `SafariTabs.db` and `CloudTabs.db`: tabs, tab groups and profiles, also of the owner's other
//! devices.
//!
//! Written by Safari since iOS 15 for tabs and their groups, and since iOS 8 for what other devices
//! of the account have open. A tab lives in the database until it is closed, at times after; tabs of
//! other devices until those close them.
//!
//! * `SafariTabs.db`, `bookmarks`: `type` 1 is a folder: a group, or a profile where `subtype` is 2;
//!   the rest are tabs. `extra_attributes` and `local_attributes` are property lists with the times,
//!   the device, the address as loaded, and `SessionState`: the pages behind the tab (module
//!   `session_history`). `windows.private_tab_group_id` names groups of private tabs.
//!   `session_state`: pages by the UUID of their tab.
//! * `CloudTabs.db`: `cloud_tabs`, `cloud_tab_devices`, `cloud_tab_close_requests`; times in seconds
//!   since 2001; `system_fields` are keyed archives with the times of the iCloud records.
//!
//! Layout after the schemas and the plug-in for Safari of [mac_apt].
//!
//! [mac_apt]: https://github.com/ydkhatri/mac_apt/blob/master/plugins/safari.py

mod cloud;
mod group;
mod page;
mod tab;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

use crate::session_history::PROCESS_BEGAN;

pub(crate) use tab::Tab;

pub(crate) static ITEM: SafariTabs = SafariTabs;

pub(crate) struct SafariTabs;

static META: ParserMeta = ParserMeta {
    id: "safari_tabs",
    title: Text {
        en: "Tabs and tab groups of Safari, also of other devices",
        fr: "Onglets et groupes d’onglets de Safari, aussi d’autres appareils",
    },
    reads: &[
        "/private/var/**/Library/Safari/SafariTabs.db",
        "/private/var/**/Library/Safari/CloudTabs.db",
        "/SafariTabs.db",
        "/CloudTabs.db",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&tab::KIND, &page::KIND, &group::KIND, &cloud::TAB, &cloud::DEVICE],
    means: &[
        Text { en: "tab opened", fr: "onglet ouvert" },
        Text { en: "tab last viewed", fr: "onglet vu pour la dernière fois" },
        Text { en: "tab last visited", fr: "onglet visité pour la dernière fois" },
        Text { en: "tab changed", fr: "onglet modifié" },
        Text { en: "tab closed", fr: "onglet fermé" },
        Text { en: "tab group made", fr: "groupe d’onglets créé" },
        Text { en: "tab group changed", fr: "groupe d’onglets modifié" },
        Text { en: PROCESS_BEGAN, fr: "première page ouverte par le processus web" },
        Text { en: "tab sent to iCloud", fr: "onglet envoyé à iCloud" },
        Text { en: "tab changed in iCloud", fr: "onglet modifié dans iCloud" },
        Text { en: "tabs of the device last changed", fr: "derniers changements des onglets de l’appareil" },
    ],
    versions: Versions::ios(8),
    references: &["https://github.com/ydkhatri/mac_apt/blob/master/plugins/safari.py"],
};

impl Parser for SafariTabs {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let is_cloud = cloud::read(&database, &input.limits, sink)?;
        match database.table("bookmarks") {
            Some(bookmarks) => tab::read(&database, &bookmarks, &input.limits, sink),
            None if is_cloud => Ok(()),
            None => Err(Stop::Unsupported("a database without table bookmarks".into())),
        }
    }
}
