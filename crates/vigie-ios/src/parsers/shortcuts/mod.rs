//! `Shortcuts.sqlite`: shortcuts, what they do, and what starts them.
//!
//! Written by the app Shortcuts and its background helper; synchronised over iCloud and backed up.
//! iOS 13 on; a deleted shortcut goes away with its rows. A Core Data store:
//!
//! * `ZSHORTCUT`: one row per shortcut: `ZNAME`, `ZWORKFLOWID`, dates from 2001, how often it ran.
//! * `ZSHORTCUTACTIONS`: for shortcut `ZSHORTCUT`, in `ZDATA`, a property list of its actions: an
//!   array, or a dictionary that has it under `WFWorkflowActions`. Each action has a
//!   `WFWorkflowActionIdentifier` and `WFWorkflowActionParameters`, which nest and hold property lists
//!   as bytes.
//! * `ZTRIGGER` (iOS 13 on): automations. `ZENABLED`; `ZSHOULDPROMPT`, whether the owner is asked
//!   before it runs; in `ZDATA` what starts it, the keyed archive of a `WFTrigger`.
//! * `ZSHORTCUTRUNEVENT`, `ZTRIGGEREVENT`: when shortcuts ran and automations fired.
//! * `ZSMARTPROMPTPERMISSION` (iOS 15 on): where a shortcut may send data without asking.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#shortcuts>, Apple's
//! [guide](https://support.apple.com/guide/shortcuts/welcome/ios), and the stores themselves.

mod action;
mod automation;
mod permission;
mod run;
mod shortcut;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use automation::Automation;

pub(crate) static ITEM: Shortcuts = Shortcuts;

pub(crate) struct Shortcuts;

static META: ParserMeta = ParserMeta {
    id: "shortcuts",
    title: Text { en: "Shortcuts and automations", fr: "Raccourcis et automatisations" },
    reads: &["/private/var/mobile/Library/Shortcuts/Shortcuts.sqlite", "/Shortcuts.sqlite"],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&shortcut::KIND, &automation::KIND, &run::RUN, &run::FIRED, &permission::KIND],
    means: &[
        Text { en: "shortcut created", fr: "raccourci créé" },
        Text { en: "shortcut modified", fr: "raccourci modifié" },
        Text { en: "shortcut last ran", fr: "dernière exécution du raccourci" },
        Text { en: "shortcut ran", fr: "raccourci exécuté" },
        Text { en: "automation fired", fr: "automatisation déclenchée" },
    ],
    versions: Versions::ios(13),
    references: &[
        "https://docs.mvt.re/en/latest/ios/records/#shortcuts",
        "https://support.apple.com/guide/shortcuts/welcome/ios",
    ],
};

impl Parser for Shortcuts {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        if database.table("ZSHORTCUT").is_none() && database.table("ZSHORTCUTACTIONS").is_none() {
            return Err(Stop::Unsupported("a database without table ZSHORTCUT".into()));
        }
        let workflows = action::Workflows::read(&database, &input.limits, sink)?;
        let names = shortcut::read(&database, &workflows, sink)?;
        automation::read(&database, &workflows, &names, &input.limits, sink)?;
        run::read(&database, &names, sink)?;
        permission::read(&database, &names, &input.limits, sink)
    }
}
