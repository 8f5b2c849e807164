//! `packages.json`: every app that AndroidQF found installed, with the files that make it up and who
//! signed them.
//!
//! AndroidQF asks the package manager (`pm list packages -U -u -i`) and reads each APK on the phone. An
//! array, one object a package; files with hashes and the certificate, which are empty where the APKs
//! were not pulled or the acquisition was encrypted at once. The installer is the text `null` where
//! Android names none: apps of the system image, and apps put there over a cable.
//!
//! Layout after <https://github.com/mvt-project/androidqf>.

mod package;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};

pub(crate) use self::package::Package;

use crate::fields::Fields;
use crate::json_items::each_item;

pub(crate) static ITEM: AqfPackages = AqfPackages;

pub(crate) struct AqfPackages;

static META: ParserMeta = ParserMeta {
    id: "aqf_packages",
    title: Text { en: "Installed apps (AndroidQF)", fr: "Applications installées (AndroidQF)" },
    reads: &["/androidqf/packages.json", "/packages.json"],
    found_in: &[EvidenceKind::Androidqf, EvidenceKind::Files],
    emits: &[&package::KIND],
    means: &[],
    versions: Versions::android(5),
    references: &["https://github.com/mvt-project/androidqf"],
};

impl Parser for AqfPackages {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        each_item(input, sink, |item, sink| {
            let Some(fields) = Fields::of_item(item, sink) else { return Ok(()) };
            match Package::read(fields) {
                Some(package) => sink.emit(item.at(), &package),
                None => {
                    sink.problem(item.at(), "expected the name of a package");
                    Ok(())
                }
            }
        })
    }
}
