//! Import of STIX 2 indicators: names and addresses become rules over names, certificates and addresses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;
use serde_norway::{Mapping, Value as Yaml};

/// Values of one name.
const MOST_VALUES: usize = 20_000;

/// Rules, as a YAML document, for a bundle: one for each malware that its indicators name.
///
/// # Errors
/// Why it is no bundle.
pub fn from_stix(text: &str) -> Result<String, String> {
    let bundle: Value =
        serde_json::from_str(text).map_err(|error| format!("cannot read JSON: {error}"))?;
    let objects = bundle.get("objects").and_then(Value::as_array).ok_or("expected a bundle")?;
    let mut sets: BTreeMap<String, [BTreeSet<String>; 3]> = BTreeMap::new();
    let malware = objects.iter().find(|object| of_type(object, "malware"));
    let malware = malware.and_then(|object| object.get("name")).and_then(Value::as_str);
    for object in objects.iter().filter(|object| of_type(object, "indicator")) {
        let name = object.get("name").and_then(Value::as_str).unwrap_or("unnamed");
        let pattern = object.get("pattern").and_then(Value::as_str).unwrap_or_default();
        let set = sets.entry(malware.unwrap_or(name).to_owned()).or_default();
        if let Some((kind, value)) = simple(pattern)
            && let Some(values) = set.get_mut(kind)
            && values.len() < MOST_VALUES
        {
            values.insert(value);
        }
    }
    let documents: Result<Vec<String>, String> = sets
        .into_iter()
        .filter(|(_, sets)| sets.iter().any(|set| !set.is_empty()))
        .map(|(name, sets)| document(&name, sets))
        .collect();
    Ok(documents?.join("---\n"))
}

fn of_type(object: &Value, kind: &str) -> bool {
    object.get("type").and_then(Value::as_str) == Some(kind)
}

/// A pattern of one comparison: 0 for a name, 1 for an address, 2 for a certificate.
fn simple(pattern: &str) -> Option<(usize, String)> {
    static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let text = r"^\s*\[\s*(domain-name:value|ipv4-addr:value|ipv6-addr:value|x509-certificate:hashes\.'?[A-Za-z0-9-]+'?)\s*=\s*'([^'\\]+)'\s*\]\s*$";
        Regex::new(text).ok()
    });
    let found = PATTERN.as_ref()?.captures(pattern)?;
    let (path, value) = (found.get(1)?.as_str(), found.get(2)?.as_str());
    let kind = match path.split(':').next()? {
        "domain-name" => 0,
        "x509-certificate" => 2,
        _ => 1,
    };
    Some((kind, value.to_lowercase()))
}

fn document(
    name: &str,
    [names, addresses, certificates]: [BTreeSet<String>; 3],
) -> Result<String, String> {
    let text = |text: &str| Yaml::String(text.to_owned());
    let list = |set: &BTreeSet<String>| {
        Yaml::Sequence(set.iter().map(|value| Yaml::String(value.clone())).collect())
    };
    let map = |entries: Vec<(&str, Yaml)>| {
        let pairs = entries.into_iter().map(|(key, value)| (text(key), value));
        Yaml::Mapping(pairs.collect::<Mapping>())
    };
    let mut detection = Vec::new();
    let scoped = |field: &str, set: &BTreeSet<String>| {
        map(vec![("services[any]", map(vec![(field, list(set))]))])
    };
    if !names.is_empty() {
        detection.push(("names", map(vec![("names", list(&names))])));
        detection.push(("certificate_names", scoped("cert.names", &names)));
    }
    if !addresses.is_empty() {
        detection.push(("addresses", map(vec![("ip", list(&addresses))])));
    }
    if !certificates.is_empty() {
        detection.push(("sha256", scoped("cert.sha256", &certificates)));
        detection.push(("sha1", scoped("cert.sha1", &certificates)));
    }
    detection.push(("condition", text("1 of them")));
    let document = map(vec![
        ("title", text(&format!("Listed for {name}"))),
        ("sigma-version", text("3")),
        ("logsource", map(vec![("category", text("internet_scan"))])),
        ("detection", map(detection)),
        ("level", text("medium")),
        ("falsepositives", Yaml::Sequence(vec![text("names and addresses that changed hands")])),
        ("custom", map(vec![("vendor", text(name)), ("basis", text("indicators"))])),
    ]);
    serde_norway::to_string(&document).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::read;
    use vigie_formats::scan::ScanFormat;

    #[test]
    fn names_match_certificates_and_passive_dns() {
        let bundle = r#"{"type":"bundle","objects":[{"type":"malware","name":"X"},
            {"type":"indicator","pattern":"[domain-name:value = 'a.bad.example']"},
            {"type":"indicator","pattern":"[ipv4-addr:value='240.0.0.9']"},
            {"type":"indicator","pattern":"[process:name='x']"}]}"#;
        let rules = read(&from_stix(bundle).unwrap()).unwrap();
        assert_eq!((rules.len(), rules[0].vendor.as_str()), (1, "X"));
        let hit = br#"{"rrname":"a.bad.example.","rrtype":"A","rdata":"240.1.1.1"}"#;
        let by_address = br#"{"rrname":"b.example.","rrtype":"A","rdata":"240.0.0.9"}"#;
        let miss = br#"{"rrname":"aa.bad.example.","rrtype":"A","rdata":"240.1.1.1"}"#;
        assert!(rules[0].matches_record(ScanFormat::PassiveDns, hit).is_some());
        assert!(rules[0].matches_record(ScanFormat::PassiveDns, by_address).is_some());
        assert!(rules[0].matches_record(ScanFormat::PassiveDns, miss).is_none());
    }
}
