//! `Manifest.db`: the index of an iOS backup.
//!
//! Written by the computer that made the backup, from what the phone says; iOS 10 on. Table
//! `Files`: `fileID` (SHA-1 of `DOMAIN-PATH`, also the name of the file in the backup), `domain`,
//! `relativePath`, `flags` (1 file, 2 directory, 4 symbolic link) and `file`, the keyed archive of
//! an `MBFile` with times, owner, mode and size as they were on the phone. It names every app that
//! has a container and every website that stored data, also where the files themselves are of no
//! interest.
//!
//! Layout after <https://docs.mvt.re/en/latest/ios/records/#manifest> and the files themselves.

mod file;
mod index;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use index::Index;

pub(crate) static ITEM: Manifest = Manifest;

pub(crate) struct Manifest;

static META: ParserMeta = ParserMeta {
    id: "manifest",
    title: Text { en: "Index of the backup", fr: "Index de la sauvegarde" },
    reads: &["/backup/Manifest.db", "/Manifest.db"],
    found_in: &[EvidenceKind::IosBackup, EvidenceKind::IosBackupEncrypted, EvidenceKind::Files],
    emits: &[&file::KIND, &index::KIND],
    means: &[
        Text {
            en: "file created, modified and changed",
            fr: "fichier créé, contenu et attributs modifiés",
        },
        Text { en: "file attributes changed", fr: "attributs du fichier modifiés" },
        Text { en: "file created", fr: "fichier créé" },
        Text { en: "file modified", fr: "fichier modifié" },
        Text { en: "file created and its attributes changed", fr: "fichier créé et attributs modifiés" },
        Text { en: "file created and modified", fr: "fichier créé et modifié" },
        Text { en: "file modified and changed", fr: "fichier et attributs modifiés" },
    ],
    versions: Versions::ios(10),
    references: &["https://docs.mvt.re/en/latest/ios/records/#manifest"],
};

impl Parser for Manifest {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let Some(table) = database.table("Files") else {
            return Err(Stop::Unsupported("a database without table Files".into()));
        };
        // A lone index has no folder beside it that could lack files.
        let siblings = input.path.starts_with("/backup/").then_some(input.siblings);
        let mut rows = file::Rows::new(&table, siblings, &input.limits);
        let mut index = Index::default();
        table.scan_into(sink, |row, sink| {
            let file = rows.file(row, sink);
            index.count(&file);
            sink.emit(row.locator(), &file)
        })?;
        sink.emit(Locator::Whole, &index)
    }
}
