//! `UUIDToBinaryLocations`: programs and libraries that performance traces met, by UUID.
//!
//! A property list that `tailspind` keeps to name what its traces sampled, on the phone in
//! `/private/var/db/tailspindb`, in a sysdiagnose in `logs/tailspindb`. Entries stay for days, so that
//! a program stands here that no longer runs. One dictionary: UUID to path; in some versions to an
//! array of paths, or a dictionary that holds one.
//!
//! Layout after <https://github.com/cheeky4n6monkey/iOS_sysdiagnose_forensic_scripts>.

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::plist::{self, Value};

use crate::seen_process::{self, List, SeenProcess, means};
use crate::sysdiagnose::{Taken, sysdiagnose_paths};
use crate::trees;

pub(crate) static ITEM: TailspinBinaries = TailspinBinaries;

pub(crate) struct TailspinBinaries;

static META: ParserMeta = ParserMeta {
    id: "tailspin_binaries",
    title: Text {
        en: "Programs and libraries that performance traces met",
        fr: "Programmes et bibliothèques vus par les traces de performance",
    },
    reads: sysdiagnose_paths![
        "logs/tailspindb/UUIDToBinaryLocations";
        "/private/var/db/tailspindb/UUIDToBinaryLocations", "/UUIDToBinaryLocations"
    ],
    found_in: &[EvidenceKind::IosSysdiagnose, EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&seen_process::IN_TAILSPIN],
    means: &[means::LISTED],
    versions: Versions::ios(12),
    references: &["https://github.com/cheeky4n6monkey/iOS_sysdiagnose_forensic_scripts"],
};

impl Parser for TailspinBinaries {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let seen = Taken::of(input).map(|taken| taken.at);
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        let fields = root.as_ref().and_then(Value::as_dictionary);
        if let Some(fields) = fields {
            for (uuid, value) in fields.iter() {
                let mut paths = Vec::new();
                trees::each_text(value, |text| {
                    if text.starts_with('/') {
                        paths.push(text);
                    }
                });
                let at = Locator::Key(uuid.to_owned());
                if paths.is_empty() {
                    sink.problem(at.clone(), "expected the path of a program");
                }
                for path in paths {
                    let mut binary = SeenProcess::called(List::Tailspin, path);
                    binary.uuid = Some(uuid.to_owned());
                    binary.seen = seen;
                    sink.emit(at.clone(), &binary)?;
                }
            }
        } else if damage.is_none() {
            return Err(Stop::Unsupported("a property list that is no dictionary".into()));
        }
        damage.map_or(Ok(()), Err)
    }
}
