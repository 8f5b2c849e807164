//! Biome: streams in which the system notes what the owner does, and what apps access.
//!
//! Written by `biomed` into `Biome/streams/{restricted,public}/STREAM/local/NUMBER` of user mobile
//! and of the system, kept for about four weeks; `remote/DEVICE` holds what came from the owner's
//! other devices, `tombstone` what was pruned. `privacyaccountingd` keeps streams of the same kind
//! for the App Privacy Report in `PrivacyAccounting/Biome`. Since iOS 15; the streams of Core Duet
//! came over with iOS 16, as `_DKEvent.NAME`. Files are SEGB (see `vigie_formats::segb`), records
//! messages of Protocol Buffers, seldom property lists. Some streams have names for their fields
//! (see [`schema`]); of the others every value is kept under its number.
//!
//! Sources: <https://github.com/cclgroupltd/ccl-segb>,
//! <https://cellebrite.com/en/understanding-and-decoding-the-newest-ios-segb-format/>.

mod event;
mod schema;
mod stream;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::segb;

use self::stream::Stream;
use crate::paths;

pub(crate) use event::Event;

pub(crate) static ITEM: Biome = Biome;

pub(crate) struct Biome;

static META: ParserMeta = ParserMeta {
    id: "biome",
    title: Text {
        en: "Apps, pages, accesses and other activity (Biome)",
        fr: "Apps, pages, accès et autres activités (Biome)",
    },
    reads: &[
        "**/Biome/streams/**",
        "**/biome/streams/**",
        "**/PrivacyAccounting/Biome/**",
    ],
    found_in: &[EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&event::APP, &event::WEB, &event::ACCESS, &event::OTHER],
    means: &[
        Text { en: "activity", fr: "activité" },
        Text { en: "activity noted", fr: "activité notée" },
        Text { en: "deleted record written", fr: "écriture d’une entrée supprimée depuis" },
    ],
    versions: Versions::ios(15),
    references: &[
        "https://github.com/cclgroupltd/ccl-segb",
        "https://cellebrite.com/en/understanding-and-decoding-the-newest-ios-segb-format/",
    ],
};

impl Parser for Biome {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let data = &*input.data;
        // Streams keep locks and lists beside their files, whose names are numbers.
        let is_segment = paths::file_name(input.path).bytes().all(|byte| byte.is_ascii_digit());
        if data.size() == 0 || (!is_segment && segb::version(data)?.is_none()) {
            return Ok(());
        }
        let mut records = Records { stream: Stream::of(input.path), input, sink };
        segb::read(data, &input.limits, &mut records)
    }
}

/// Turns records of a file into events.
struct Records<'a, 's> {
    stream: Stream<'a>,
    input: &'a Input<'a>,
    sink: &'a mut Sink<'s>,
}

impl segb::Visitor for Records<'_, '_> {
    fn record(&mut self, record: &segb::Record<'_>) -> Result<(), Stop> {
        let at = Locator::Byte(record.at);
        let (event, is_read) = Event::read(record, &self.stream, &self.input.limits);
        if !event.deleted && !record.is_intact {
            self.sink.problem(at.clone(), "the record differs from its checksum");
        } else if !is_read && !event.deleted {
            self.sink.problem(at.clone(), "expected a message of Protocol Buffers");
        }
        self.sink.emit(at, &event)
    }

    fn damage(&mut self, at: u64, message: String) {
        self.sink.problem(Locator::Byte(at), message);
    }
}
