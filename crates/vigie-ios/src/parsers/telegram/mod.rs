//! `db_sqlite`: the messages of Telegram, which are not read.
//!
//! Written by Telegram into `group.ph.telegra.Telegraph/telegram-data/account-*/postbox/db`. A store
//! of the app's own inside tables with numbers for names, encrypted with SQLCipher in newer versions.
//! Only in copies of the file system: Telegram keeps it out of backups. So this parser says that it
//! is there and was not looked at, no more.
//!
//! Layout after <https://github.com/TelegramMessenger/Telegram-iOS>.

use vigie_core::{
    EvidenceKind, Input, Kind, Origin, Parser, ParserMeta, Sink, Stop, Text, Versions, Volume,
    revive,
};

use crate::sealed::{Messenger, Sealed, recognise};

pub(crate) static ITEM: Telegram = Telegram;

pub(crate) struct Telegram;

static META: ParserMeta = ParserMeta {
    id: "telegram",
    title: Text {
        en: "Telegram database (recognised, not read)",
        fr: "Base de données Telegram (reconnue, non lue)",
    },
    reads: &[
        "/private/var/mobile/Containers/Shared/AppGroup/*/telegram-data/account-*/postbox/db/db_sqlite",
        "/private/var/mobile/Containers/Shared/AppGroup/*/telegram-data/accounts-shared-data/db/db_sqlite",
    ],
    found_in: &[EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[],
    versions: Versions::ios(8),
    references: &["https://github.com/TelegramMessenger/Telegram-iOS"],
};

pub(crate) static KIND: Kind = Kind {
    id: "ios.telegram.database",
    title: Text { en: "Telegram database", fr: "Base de données Telegram" },
    brief: &["file", "size", "format"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Sealed>,
};

impl Parser for Telegram {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        recognise(Messenger::Telegram, input, sink)
    }
}
