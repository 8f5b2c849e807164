//! `.fseventsd`: what happened to the files of a volume.
//!
//! `fseventsd` notes changes of files for Spotlight and for backups in the folder `.fseventsd` at the
//! root of each volume, in gzip files that are called like the last event in them; they go back days
//! to weeks. Files that were removed or renamed since are still named there. An event has no time: it
//! happened before its file was written, in the order of event numbers. Events of one path that come
//! close to each other are one, with the flags of all. In dumps of the file system only; iOS 9 to 26.
//!
//! Unpacked, pages follow each other, numbers little-endian:
//!
//! ```text
//! page    "1SLD", "2SLD" (iOS 11) or "3SLD" (iOS 17)   4 unknown bytes   u32 length with this header
//! event   path below the root of the volume, ended by NUL   u64 number   u32 flags
//!         from 2SLD on: u64 number of the file (inode); from 3SLD on: 4 unknown bytes
//! ```
//!
//! A flag below 2²⁰ is the bit with the number that the kernel's type of event has
//! (<https://opensource.apple.com/source/xnu/xnu-2782.30.5/bsd/sys/fsevents.h.auto.html>); the layout
//! and the others follow <https://docs.velociraptor.app/artifact_references/pages/macos.forensics.fsevents>
//! and the research that it names.

mod event;
mod page;

use std::io::Read as _;

use vigie_core::{
    EvidenceKind, Input, Locator, Parser, ParserMeta, SharedBytes, Sink, Stop, Streamed, Text,
    Versions,
};
use vigie_formats::gzip;

use self::page::{HEADER, Page};
use crate::paths;

pub(crate) static ITEM: FsEvents = FsEvents;

pub(crate) struct FsEvents;

static META: ParserMeta = ParserMeta {
    id: "fs_events",
    title: Text { en: "Changes of files", fr: "Changements de fichiers" },
    reads: &["/.fseventsd/*", "/private/**/.fseventsd/*"],
    found_in: &[EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&event::KIND],
    means: &[Text {
        en: "log with this change of a file last written",
        fr: "dernière écriture du journal qui note ce changement de fichier",
    }],
    versions: Versions::ios(9),
    references: &[
        "https://docs.velociraptor.app/artifact_references/pages/macos.forensics.fsevents",
        "https://opensource.apple.com/source/xnu/xnu-2782.30.5/bsd/sys/fsevents.h.auto.html",
    ],
};

/// Most bytes of one page; those of phones have some hundred thousand.
const MOST_PAGE: u64 = 64 << 20;

/// Files in the folder that are no logs: the identity of the volume, and a mark that it wants none.
const NO_LOGS: &[&str] = &["fseventsd-uuid", "no_log"];

impl Parser for FsEvents {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if NO_LOGS.contains(&paths::file_name(input.path)) {
            return Ok(());
        }
        let (root, _) = input.path.split_once(".fseventsd/").unwrap_or(("/", ""));
        let data = unpacked(input, sink)?;
        let mut stream = Streamed::new(&*data);
        let (mut at, mut bytes) = (0u64, Vec::new());
        while at < data.size() {
            bytes.clear();
            stream.by_ref().take(HEADER as u64).read_to_end(&mut bytes)?;
            let Some(head) = Page::head(&bytes) else {
                let what = "expected the head of a page, 1SLD, 2SLD or 3SLD";
                return match at {
                    0 => Err(Stop::Unsupported(what.into())),
                    _ => {
                        sink.problem(Locator::Byte(at), what);
                        Ok(())
                    }
                };
            };
            let length = u64::from(head.length).saturating_sub(HEADER as u64);
            if length > MOST_PAGE {
                return Err(Stop::Limit { what: "bytes of a page", most: MOST_PAGE });
            }
            bytes.clear();
            stream.by_ref().take(length).read_to_end(&mut bytes)?;
            let from = at.saturating_add(HEADER as u64);
            if (bytes.len() as u64) < length {
                sink.problem(Locator::Byte(from), format!("expected {length} bytes of a page"));
            }
            let page = Page { version: head.version, bytes: &bytes, from };
            page.each(sink, &mut |event| event::emit(&event, root, input.modified))?;
            at = from.saturating_add(length);
        }
        Ok(())
    }
}

/// The pages, also where they were unpacked before.
fn unpacked(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<SharedBytes, Stop> {
    let mut start = [0; 3];
    let read = input.data.read_at(0, &mut start)?;
    if !gzip::looks_like_one(start.get(..read).unwrap_or_default()) {
        return Ok(input.data.clone());
    }
    let unpacked = gzip::unpack(&*input.data, &input.limits)?;
    if let Some(damage) = unpacked.damage {
        sink.problem(Locator::Whole, damage);
    }
    Ok(unpacked.data)
}
