//! The results that MVT (Mobile Verification Toolkit) wrote of a phone: what is left where the
//! backup itself was deleted, as people are told to do.
//!
//! `mvt-ios check-backup -o FOLDER` writes one `<module>.json` for each of its modules, a JSON array
//! of objects, whose fields are those of the module; times are text in UTC. `info.json` names the
//! evidence. `<module>_detected.json`, `alerts.json` and `timeline.csv` repeat what stands in the
//! others and are not read. Layout after <https://docs.mvt.re/en/latest/ios/records/>.

mod array;
mod entry;

use std::io::BufReader;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Streamed, Text, Versions};

pub(crate) static ITEM: MvtResults = MvtResults;

pub(crate) struct MvtResults;

static META: ParserMeta = ParserMeta {
    id: "mvt_results",
    title: Text { en: "Results written by MVT", fr: "Résultats écrits par MVT" },
    reads: &["/*.json"],
    found_in: &[EvidenceKind::MvtResults],
    emits: &[&entry::KIND],
    means: &[Text { en: "noted by MVT", fr: "relevé par MVT" }],
    versions: Versions::ios(9),
    references: &["https://docs.mvt.re/en/latest/ios/records/"],
};

/// Files of a result folder that repeat others or hold no records.
const REPEATS: [&str; 4] = ["info", "alerts", "urls", "detected"];

impl Parser for MvtResults {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let name = input.path.rsplit('/').next().unwrap_or(input.path);
        let module = name.strip_suffix(".json").unwrap_or(name);
        if REPEATS.contains(&module) || module.ends_with("_detected") {
            return Ok(());
        }
        let reader = BufReader::with_capacity(256 << 10, Streamed::new(&*input.data));
        array::read(reader, module, &input.limits, sink)
    }
}
