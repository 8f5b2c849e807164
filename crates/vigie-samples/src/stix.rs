//! Indicator sets in STIX 2.1.

use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};

/// What an indicator of the sets here is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant is the STIX object of the same name")]
pub enum IndicatorKind {
    Domain,
    Ipv4,
    Ipv6,
    Url,
    Email,
    Process,
    FileName,
    FilePath,
    Profile,
    App,
    Md5,
    Sha256,
    CertificateSha1,
    CertificateSha256,
    Property,
}

impl IndicatorKind {
    /// The object path of STIX patterns.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Domain => "domain-name:value",
            Self::Ipv4 => "ipv4-addr:value",
            Self::Ipv6 => "ipv6-addr:value",
            Self::Url => "url:value",
            Self::Email => "email-addr:value",
            Self::Process => "process:name",
            Self::FileName => "file:name",
            Self::FilePath => "file:path",
            Self::Profile => "configuration-profile:id",
            Self::App => "app:id",
            Self::Md5 => "file:hashes.md5",
            Self::Sha256 => "file:hashes.sha256",
            Self::CertificateSha1 => "app:cert.sha1",
            Self::CertificateSha256 => "app:cert.sha256",
            Self::Property => "android-property:name",
        }
    }
}

/// One listed value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Indicator {
    /// What it is compared with.
    pub kind: IndicatorKind,
    /// The value.
    pub value: String,
}

/// A STIX 2.1 bundle: one malware object `name`, and its indicators related to it.
#[must_use]
pub fn bundle(name: &str, description: &str, indicators: &[Indicator]) -> String {
    let malware = id("malware", name);
    // Keys in alphabetical order: serde_json may or may not keep the order given here.
    let mut objects = vec![json!({
        "created": CREATED,
        "description": description,
        "id": malware,
        "is_family": true,
        "modified": CREATED,
        "name": name,
        "spec_version": "2.1",
        "type": "malware",
    })];
    for indicator in indicators {
        let path = indicator.kind.path();
        let value = indicator.value.replace('\\', "\\\\").replace('\'', "\\'");
        let pattern = format!("[{path}='{value}']");
        let id_of_indicator = id("indicator", &format!("{name} {pattern}"));
        objects.push(json!({
            "created": CREATED,
            "id": id_of_indicator,
            "indicator_types": ["malicious-activity"],
            "modified": CREATED,
            "pattern": pattern,
            "pattern_type": "stix",
            "pattern_version": "2.1",
            "spec_version": "2.1",
            "type": "indicator",
            "valid_from": CREATED,
        }));
        objects.push(json!({
            "created": CREATED,
            "id": id("relationship", &format!("{name} {pattern}")),
            "modified": CREATED,
            "relationship_type": "indicates",
            "source_ref": id_of_indicator,
            "spec_version": "2.1",
            "target_ref": malware,
            "type": "relationship",
        }));
    }
    // One object per line, as people and version control like to read them.
    let lines: Vec<String> = objects.iter().map(serde_json::Value::to_string).collect();
    let id = id("bundle", name);
    let objects = lines.join(",\n");
    format!("{{\"type\":\"bundle\",\"id\":\"{id}\",\"objects\":[\n{objects}\n]}}\n")
}

/// `count` made-up domains that nothing in a sample leads to, to bring a set to the size of the
/// public ones; every seventh is a sub-domain, as among those.
pub fn filler_domains(count: usize) -> impl Iterator<Item = Indicator> {
    (0..count).map(|number| {
        let syllable = |shift: usize| {
            let at = (number >> shift) % SYLLABLES.len();
            SYLLABLES.get(at).copied().unwrap_or("na")
        };
        let word = format!("{}{}{}-{number}", syllable(0), syllable(4), syllable(8));
        let value = match number % 7 {
            0 => format!("{word}.filler.example.net"),
            1 | 2 => format!("{word}.test"),
            _ => format!("{word}.example"),
        };
        Indicator { kind: IndicatorKind::Domain, value }
    })
}

const SYLLABLES: [&str; 16] = [
    "ba", "ke", "mi", "ro", "tu", "va", "lo", "ni", "sa", "pe", "du", "ha", "ji", "wo", "zu", "ga",
];

const CREATED: &str = "2026-10-01T00:00:00.000Z";

/// An identifier that depends on `name` alone: a UUID of version 8 made of its hash.
fn id(kind: &str, name: &str) -> String {
    let hash = Sha256::digest(format!("{kind} {name}"));
    let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let part = |range| hex.get(range).unwrap_or("");
    format!(
        "{kind}--{}-{}-8{}-a{}-{}",
        part(0..8),
        part(8..12),
        part(13..16),
        part(17..20),
        part(20..32)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_names_each_value_once_and_quotes_it() {
        let indicators =
            [Indicator { kind: IndicatorKind::FileName, value: "it's \\ odd".to_owned() }];
        let text = bundle("Testfamilie", "made up", &indicators);
        let bundle: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(bundle["objects"][1]["pattern"], r"[file:name='it\'s \\ odd']");
        assert_eq!(bundle["objects"][2]["source_ref"], bundle["objects"][1]["id"]);
        assert_eq!(bundle["objects"][2]["target_ref"], bundle["objects"][0]["id"]);
        assert_eq!(text, super::bundle("Testfamilie", "made up", &indicators));
    }

    #[test]
    fn filler_values_are_distinct() {
        let values: std::collections::BTreeSet<String> =
            filler_domains(5000).map(|indicator| indicator.value).collect();
        assert_eq!(values.len(), 5000);
    }
}
