//! `TrustStore.sqlite3`: certificates that this phone trusts, or refuses, besides Apple's.
//!
//! Written by `trustd` (before iOS 15 or so by `securityd`) when somebody switches a root on in
//! Settings (General, About, Certificate Trust Settings), or a profile or device management does.
//! Rows live until the certificate's profile is removed or the phone is erased. On an untouched
//! phone the table is empty. Apple's own roots are not here. Three schemas of table `tsettings`:
//!
//! * `sha1, subj, tset, data`: to about iOS 11;
//! * `sha256` in place of `sha1`;
//! * the same with `uuid`, of the user whose store it is: recent.
//!
//! `data` is the certificate in DER; `subj` its subject, normalised and without the header of its
//! sequence; `tset` a property list: the constraints under which it is trusted. No constraint, and
//! no `tset`, means trusted as a root for everything.
//!
//! Layout after Apple's source, `SecTrustStoreServer.m` and `SecTrustSettings.h`. Predator's
//! implant reads this file too, to see whether its victim is being watched over.

mod certificate;
mod settings;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::sqlite::Database;

pub(crate) use certificate::TrustedCertificate;
pub(crate) use settings::Trust;

pub(crate) static ITEM: TrustStore = TrustStore;

pub(crate) struct TrustStore;

static META: ParserMeta = ParserMeta {
    id: "trust_store",
    title: Text {
        en: "Certificates trusted by this phone",
        fr: "Certificats auxquels ce téléphone fait confiance",
    },
    reads: &[
        "/private/var/protected/trustd/private/TrustStore.sqlite3",
        "/private/var/protected/trustd/TrustStore.sqlite3",
        "/private/var/Keychains/TrustStore.sqlite3",
        "/TrustStore.sqlite3",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&certificate::KIND],
    means: &[Text {
        en: "certificate valid from here on",
        fr: "certificat valable à partir d’ici",
    }],
    versions: Versions::ios(3),
    references: &[
        "https://github.com/apple-oss-distributions/Security/blob/main/trust/trustd/SecTrustStoreServer.m",
        "https://support.apple.com/en-us/102390",
    ],
};

impl Parser for TrustStore {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        // On recent versions an empty file stays at the old place.
        if input.data.size() == 0 {
            return Ok(());
        }
        let database = Database::from_input(input)?;
        database.note_damage(sink);
        let Some(table) = database.table("tsettings") else {
            return Err(Stop::Unsupported("a database without table tsettings".into()));
        };
        certificate::read(&table, &input.limits, sink)
    }
}
