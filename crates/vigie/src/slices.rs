//! The slices, in one table each: whatever is not named here does not exist for the program.

use std::collections::BTreeMap;

use vigie_core::{Detector, DetectorMeta, Kind, Parser, ParserMeta};
use vigie_match::INDICATOR_MATCH;

const PARSERS: &[&[&dyn Parser]] = &[
    vigie_android::parsers::PARSERS,
    vigie_internet::parsers::PARSERS,
    vigie_ios::parsers::PARSERS,
    vigie_network::parsers::PARSERS,
    vigie_oversight::parsers::PARSERS,
    vigie_signalling::parsers::PARSERS,
];
const DETECTORS: &[&[&dyn Detector]] = &[
    vigie_android::detectors::DETECTORS,
    vigie_internet::detectors::DETECTORS,
    vigie_ios::detectors::DETECTORS,
    vigie_network::detectors::DETECTORS,
    vigie_oversight::detectors::DETECTORS,
    vigie_signalling::detectors::DETECTORS,
];

/// Every parser.
pub fn parsers() -> impl Iterator<Item = &'static dyn Parser> {
    PARSERS.iter().copied().flatten().copied()
}

/// Every detector; indicator matching is not among them, see [`detector_metas`].
pub fn detectors() -> impl Iterator<Item = &'static dyn Detector> {
    DETECTORS.iter().copied().flatten().copied()
}

/// Declarations of every parser.
#[must_use]
pub fn parser_metas() -> Vec<&'static ParserMeta> {
    parsers().map(|parser| parser.meta()).collect()
}

/// Declarations of every detector, indicator matching first.
#[must_use]
pub fn detector_metas() -> Vec<&'static DetectorMeta> {
    let matching: &'static DetectorMeta = &INDICATOR_MATCH;
    std::iter::once(matching).chain(detectors().map(|detector| detector.meta())).collect()
}

/// Every kind of record, by id.
#[must_use]
pub fn kinds() -> BTreeMap<&'static str, &'static Kind> {
    parsers().flat_map(|parser| parser.meta().emits).map(|kind| (kind.id, *kind)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_detector_speaks_every_language() {
        let wrong = vigie_report::check_wording(&detector_metas());
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn ids_are_unique_and_detectors_read_what_parsers_emit() {
        let mut ids: Vec<_> = parser_metas().iter().map(|meta| meta.id).collect();
        ids.extend(detector_metas().iter().map(|meta| meta.id));
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
        let kinds = kinds();
        for meta in detector_metas() {
            // `*` stands for every kind.
            for kind in meta.reads.iter().filter(|kind| **kind != "*") {
                assert!(kinds.contains_key(kind), "{} reads unknown {kind}", meta.id);
            }
        }
    }
}
