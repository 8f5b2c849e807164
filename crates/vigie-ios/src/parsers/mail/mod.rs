//! `Envelope Index` and `Protected Index`: the messages and addresses that Mail knows.
//!
//! Written by `maild`. Only in copies of the file system. Rows live as long as the message, those of
//! addresses longer. `Envelope Index` has one row of `messages` per message, dates in seconds since
//! 1970, and `mailboxes`. What a message says about people stands in `Protected Index`, which cannot
//! be read while the phone is locked: up to iOS 12 in its own table `messages` (`sender`, `_to`,
//! `_cc`, `_bcc`, `subject`, `summary` as texts), since iOS 13 in `addresses`, `subjects` and
//! `summaries`, whose rows `messages` of the other file names, and `recipients`.
//!
//! Layout after <https://github.com/abrignoni/iLEAPP> and the schemas.

mod address;
mod message;
mod protected;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) static ITEM: Mail = Mail;

pub(crate) struct Mail;

static META: ParserMeta = ParserMeta {
    id: "mail",
    title: Text { en: "Messages and addresses of Mail", fr: "Messages et adresses de Mail" },
    reads: &[
        "/private/var/mobile/Library/Mail/Envelope Index",
        "/private/var/mobile/Library/Mail/Protected Index",
        "/Envelope Index",
        "/Protected Index",
    ],
    found_in: &[EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&message::KIND, &address::KIND],
    means: &[Text { en: "sent", fr: "envoyé" }, Text { en: "received", fr: "reçu" }],
    versions: Versions::ios(5),
    references: &["https://github.com/abrignoni/iLEAPP"],
};

impl Parser for Mail {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let known = ["messages", "addresses", "message_data", "mailboxes"];
        if !known.iter().any(|name| database.table(name).is_some()) {
            return Err(Stop::Unsupported("a database without tables of Mail".into()));
        }
        address::read(&database, sink)?;
        // The messages of the protected half are read with the other one.
        if input.path.ends_with("Protected Index") {
            return Ok(());
        }
        let other = protected::open(input, sink)?;
        let words = protected::Words::new(&database, other.as_ref(), sink)?;
        message::read(&database, &words, sink)
    }
}
