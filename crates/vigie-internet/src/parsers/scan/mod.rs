//! Results of Internet scans, logs of certificates and passive DNS: what in them matches a rule.
//!
//! Of the hundreds of millions of records in a scan, those that match a published fingerprint become
//! records here, with the fields that matched, where they stand, and the hash of the line; besides, one
//! record says what the file held. Rules are those that ship and those in Sigma files beside the scan.
//! The formats are described in [`crate::formats`], the search in [`crate::filter`].
//!
//! Addresses of hits are then looked up in the registers and routing tables that lie beside the scan
//! ([`crate::attribution`]).

mod attributed;
mod hit;
mod read;
mod summary;
mod threads;

use std::collections::BTreeSet;

use vigie_core::{
    EvidenceKind, Input, Locator, Parser, ParserMeta, SharedBytes, Sink, Stop, Text, Versions,
};
use vigie_formats::packed;
use vigie_formats::scan::{START, ScanFormat};

use crate::rules::{Rule, built_in, read as read_rules};

pub use attributed::Attribution;
pub use hit::{Certificate, Hit, Value};
pub use summary::Scan;

pub(crate) static ITEM: ScanParser = ScanParser;

pub(crate) struct ScanParser;

static META: ParserMeta = ParserMeta {
    id: "scan",
    title: Text {
        en: "Internet scans, certificate logs and passive DNS",
        fr: "Balayages d’Internet, journaux de certificats et DNS passif",
    },
    reads: &["/scans/**"],
    found_in: &[EvidenceKind::InternetScan],
    emits: &[&hit::HIT, &summary::SCAN, &attributed::ATTRIBUTION],
    means: &[
        Text { en: "seen by a scan", fr: "vu par un balayage" },
        Text { en: "first record of the scan", fr: "premier enregistrement du balayage" },
        Text { en: "last record of the scan", fr: "dernier enregistrement du balayage" },
    ],
    versions: Versions::of_format("ZGrab2, ZMap, Censys, Shodan, Sonar, CT, COF"),
    references: &[
        "https://github.com/zmap/zgrab2",
        "https://docs.censys.com/reference",
        "https://datapedia.shodan.io/",
        "https://www.rfc-editor.org/rfc/rfc6962",
    ],
};

/// Bytes of a file of rules.
const MOST_RULES: u64 = 16 << 20;

/// Where scans and what belongs to them stand.
const FOLDER: &str = "/scans/";

impl Parser for ScanParser {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let Some(format) = format_of(&input.data)? else {
            return Err(Stop::Unsupported("a format that is no known scan".into()));
        };
        if format == ScanFormat::Rules {
            // Read with each scan beside it; here only what is wrong with it is told.
            for problem in check_rules(&input.data) {
                sink.problem(Locator::Whole, problem);
            }
            return Ok(());
        }
        if !format.is_observations() {
            return Ok(());
        }
        let rules = rules(input);
        let addresses = read::scan(input, format, &rules, sink)?;
        attributed::look_up(input, &addresses, sink)
    }
}

/// The format of a file, by the start of what is in it; of a MaxMind DB by its end.
fn format_of(data: &SharedBytes) -> Result<Option<ScanFormat>, Stop> {
    let mut start = vec![0; 64 << 10];
    let filled = data.read_at(0, &mut start)?;
    start.truncate(filled);
    let format = ScanFormat::of(&packed::unpacked_start(&start, START));
    if format.is_none() && crate::attribution::mmdb::is_one(&**data) {
        return Ok(Some(ScanFormat::Mmdb));
    }
    Ok(format)
}

/// The rules that ship, and those beside the scan whose names no other has.
fn rules(input: &Input<'_>) -> Vec<Rule> {
    let mut rules = built_in().to_vec();
    let mut names: BTreeSet<String> = rules.iter().map(|rule| rule.name.clone()).collect();
    for path in input.siblings.below(FOLDER) {
        let Ok(Some(data)) = input.siblings.open(&path) else { continue };
        if data.size() > MOST_RULES || !matches!(format_of(&data), Ok(Some(ScanFormat::Rules))) {
            continue;
        }
        let text = packed::unpack_all(&data, MOST_RULES).unwrap_or_default();
        // What is wrong with the file is told where it is read by itself.
        for rule in read_rules(&String::from_utf8_lossy(&text)).unwrap_or_default() {
            if names.insert(rule.name.clone()) {
                rules.push(rule);
            }
        }
    }
    rules
}

fn check_rules(data: &SharedBytes) -> Vec<String> {
    let text = match packed::unpack_all(data, MOST_RULES) {
        Ok(text) => text,
        Err(error) => return vec![error.to_string()],
    };
    match read_rules(&String::from_utf8_lossy(&text)) {
        Ok(rules) => rules.iter().flat_map(|rule| {
            rule.check_examples().into_iter().map(move |wrong| format!("{}: {wrong}", rule.name))
        }).collect(),
        Err(error) => vec![format!("no rule of this file is used: {error}")],
    }
}
