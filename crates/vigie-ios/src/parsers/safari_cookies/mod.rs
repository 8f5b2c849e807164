//! Cookies that sites set in Safari and in apps, without their values.
//!
//! Written by `CFNetwork`, one file per app, also for Safari's view inside apps; a cookie lives until
//! it expires, its site removes it or the owner clears website data. A cookie is left when visits
//! are deleted from the history one by one. Values are keys to accounts and are never read.
//! Layout: `vigie_formats::binarycookies`.

mod cookie;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

pub(crate) static ITEM: SafariCookies = SafariCookies;

pub(crate) struct SafariCookies;

static META: ParserMeta = ParserMeta {
    id: "safari_cookies",
    title: Text {
        en: "Cookies of Safari and apps, without their values",
        fr: "Cookies de Safari et des apps, sans leurs valeurs",
    },
    reads: &["/private/var/**/*.binarycookies", "/*.binarycookies"],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&cookie::KIND, &cookie::JAR],
    means: &[Text { en: "cookie set", fr: "cookie déposé" }],
    versions: Versions::ios(5),
    references: &["https://github.com/interstateone/BinaryCookies"],
};

impl Parser for SafariCookies {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        cookie::read(&input.read_all()?, input, sink)
    }
}
