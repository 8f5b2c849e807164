//! `Accounts3.sqlite`: the accounts that are set up on the phone.
//!
//! Written by `accountsd`; an account taken over by somebody else, or one that the owner does not
//! know, shows here. Known from iOS 6 on (`Accounts3` up to the newest; `Accounts4` on Macs). A Core
//! Data store, dates in seconds since 2001:
//!
//! * `ZACCOUNT`: one row per account; `ZACCOUNTTYPE` names a row of the table of that name,
//!   `ZPARENTACCOUNT` the account it belongs to.
//! * `ZACCOUNTPROPERTY`: settings of an account (`ZOWNER`), each a keyed archive. Only their names
//!   are kept, and the values of those that name servers and addresses: others hold tokens.
//!
//! Layout after <https://github.com/abrignoni/iLEAPP> and the schemas.

mod account;
mod properties;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) static ITEM: Accounts = Accounts;

pub(crate) struct Accounts;

static META: ParserMeta = ParserMeta {
    id: "accounts",
    title: Text { en: "Accounts set up on the phone", fr: "Comptes configurés sur le téléphone" },
    reads: &[
        "/private/var/mobile/Library/Accounts/Accounts3.sqlite",
        "/private/var/mobile/Library/Accounts/Accounts4.sqlite",
        "/Accounts3.sqlite",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&account::KIND],
    means: &[
        Text { en: "account set up", fr: "compte configuré" },
        Text { en: "sign-in refused", fr: "connexion refusée" },
    ],
    versions: Versions::ios(6),
    references: &["https://github.com/abrignoni/iLEAPP"],
};

impl Parser for Accounts {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let Some(table) = database.table("ZACCOUNT") else {
            return Err(Stop::Unsupported("a database without table ZACCOUNT".into()));
        };
        let properties = properties::Properties::read(&database, &input.limits, sink)?;
        account::read(&database, &table, &properties, sink)
    }
}
