//! `signal.sqlite`: the messages of Signal, which cannot be read.
//!
//! Written by Signal into `group.org.whispersystems.signal.group/grdb`, encrypted with SQLCipher; the
//! key lies in the keychain and leaves the phone in no backup. The first 32 bytes are left plain, so
//! that the file looks like any SQLite database. Only in copies of the file system: Signal keeps it
//! out of backups. So this parser says that it is there and could not be looked at, no more.
//!
//! Layout after <https://github.com/signalapp/Signal-iOS>.

use vigie_core::{
    EvidenceKind, Input, Kind, Origin, Parser, ParserMeta, Sink, Stop, Text, Versions, Volume,
    revive,
};

use crate::sealed::{Messenger, Sealed, recognise};

pub(crate) static ITEM: Signal = Signal;

pub(crate) struct Signal;

static META: ParserMeta = ParserMeta {
    id: "signal",
    title: Text {
        en: "Signal database (recognised, not read)",
        fr: "Base de données Signal (reconnue, non lue)",
    },
    reads: &[
        "/private/var/mobile/Containers/Shared/AppGroup/*/grdb/signal.sqlite",
        "/signal.sqlite",
    ],
    found_in: &[EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[],
    versions: Versions::ios(8),
    references: &["https://github.com/signalapp/Signal-iOS"],
};

pub(crate) static KIND: Kind = Kind {
    id: "ios.signal.database",
    title: Text { en: "Signal database", fr: "Base de données Signal" },
    brief: &["file", "size", "format"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Sealed>,
};

impl Parser for Signal {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        recognise(Messenger::Signal, input, sink)
    }
}
