//! The few words of the program itself that stand outside reports.

use vigie_core::{EvidenceKind, Text};
use vigie_report::Lang;

/// What a piece of evidence is, for people.
pub(crate) fn evidence(kind: EvidenceKind, lang: Lang) -> &'static str {
    let text = match kind {
        EvidenceKind::IosBackup => Text { en: "iPhone backup", fr: "sauvegarde d'iPhone" },
        EvidenceKind::IosBackupEncrypted => {
            Text { en: "iPhone backup · encrypted", fr: "sauvegarde d'iPhone · chiffrée" }
        }
        EvidenceKind::IosFileSystem => Text {
            en: "copy of an iPhone's file system",
            fr: "copie du système de fichiers d'un iPhone",
        },
        EvidenceKind::IosSysdiagnose => {
            Text { en: "iPhone sysdiagnose", fr: "sysdiagnose d'iPhone" }
        }
        EvidenceKind::Files => Text { en: "single files", fr: "fichiers isolés" },
    };
    text.of(lang.tag())
}

/// Heading of a finding's innocent explanations.
pub(crate) const INNOCENT: Text =
    Text { en: "Innocent explanations", fr: "Explications innocentes" };

/// Heading of what to do about a finding.
pub(crate) const NEXT: Text = Text { en: "What to do next", fr: "Que faire ensuite" };
