//! The declaration of indicator matching as a detector.

use vigie_core::{DetectorMeta, Order, Severity, Text, Wording};

/// Matching with published indicators: its id, manual and sentences.
pub static INDICATOR_MATCH: DetectorMeta = DetectorMeta {
    id: "indicator_match",
    version: 2,
    title: Text {
        en: "Values published as signs of spyware, wherever they occur",
        fr: "Valeurs publiées comme signes de logiciels espions, où qu’elles apparaissent",
    },
    severity: Severity::High,
    order: Order::File,
    reads: &["*"],
    // What captures hold that lists name; the finding's own words tell which of these it is.
    catalogue: &[
        "IOC-01", "IOC-02", "IOC-03", "IOC-04", "IOC-05", "IOC-06", "IOC-07", "IOC-08", "IOC-09",
        "IOC-10", "IOC-15",
    ],
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::claim::ALL;

    /// Names of the messages of a Fluent file, and the text of each.
    fn messages(fluent: &str) -> Vec<(&str, String)> {
        let mut found: Vec<(&str, String)> = Vec::new();
        for line in fluent.lines() {
            match line.split_once(" =") {
                Some((name, text)) if line.starts_with("indicator-match") => {
                    found.push((name, text.to_owned()));
                }
                _ => {
                    if let Some((_, text)) = found.last_mut() {
                        text.push_str(line);
                    }
                }
            }
        }
        found
    }

    #[test]
    fn every_claim_has_a_sentence_in_both_languages() {
        let arguments = |text: &str| -> BTreeSet<String> {
            let after = text.split('$').skip(1);
            after.map(|rest| rest.split(' ').next().unwrap_or("").to_owned()).collect()
        };
        let [english, french] = INDICATOR_MATCH.wording else { panic!("two languages") };
        let (english, french) = (messages(english.fluent), messages(french.fluent));
        let names = |all: &[(&str, String)]| -> Vec<String> {
            all.iter().map(|(name, _)| (*name).to_owned()).collect()
        };
        assert_eq!(names(&english), names(&french));
        for key in ALL.iter().flatten() {
            assert!(english.iter().any(|(name, _)| name == key), "{key}");
        }
        for ((name, one), (_, other)) in english.iter().zip(&french) {
            assert_eq!(arguments(one), arguments(other), "{name}");
        }
        for last in ["why", "innocent", "next"] {
            let key = format!("indicator-match-{last}");
            assert!(english.iter().any(|(name, _)| *name == key), "{key}");
        }
        assert_eq!(english.len(), 2 * ALL.len() + 5);
    }

    #[test]
    fn the_manual_has_its_headings() {
        for heading in [
            "What it looks for",
            "Why it matters",
            "Innocent explanations",
            "What to do next",
            "Sources",
        ] {
            assert!(INDICATOR_MATCH.manual.contains(&format!("## {heading}\n")), "{heading}");
        }
    }
}
