//! The declaration of indicator matching as a detector.

use vigie_core::{DetectorMeta, Order, Severity, Text, Wording};

/// Matching with published indicators: its id, manual and sentences.
pub static INDICATOR_MATCH: DetectorMeta = DetectorMeta {
    id: "indicator_match",
    version: 1,
    title: Text {
        en: "Values published as signs of spyware, wherever they occur",
        fr: "Valeurs publiées comme signes de logiciels espions, où qu’elles apparaissent",
    },
    severity: Severity::High,
    order: Order::File,
    reads: &["*"],
    manual: include_str!("manual.md"),
    wording: &[
        Wording { lang: "en", fluent: include_str!("en.ftl") },
        Wording { lang: "fr", fluent: include_str!("fr.ftl") },
    ],
    references: &[
        "https://docs.oasis-open.org/cti/stix/v2.1/stix-v2.1.html",
        "https://github.com/mvt-project/mvt-indicators",
        "https://github.com/AmnestyTech/investigations",
        "https://github.com/AssoEchap/stalkerware-indicators",
    ],
};
