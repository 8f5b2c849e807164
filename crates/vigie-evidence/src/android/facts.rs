//! What a dumpstate says about the phone and itself.

use std::collections::BTreeMap;

/// Facts by name.
type Facts = BTreeMap<String, String>;

/// Properties of the system, and the fact that each is; of several, the first counts.
const PROPERTIES: [(&str, &str); 19] = [
    ("ro.build.version.release", "product_version"),
    ("ro.build.fingerprint", "build_fingerprint"),
    ("ro.bootimage.build.fingerprint", "build_fingerprint"),
    ("ro.build.id", "build_version"),
    ("ro.product.manufacturer", "manufacturer"),
    ("ro.product.system.manufacturer", "manufacturer"),
    ("ro.product.vendor.manufacturer", "manufacturer"),
    ("ro.product.model", "product_type"),
    ("ro.product.system.model", "product_type"),
    ("ro.product.vendor.model", "product_type"),
    ("ro.product.marketname", "device_name"),
    ("ro.serialno", "serial_number"),
    ("ro.boot.serialno", "serial_number"),
    ("ro.build.version.security_patch", "security_patch"),
    ("persist.sys.timezone", "time_zone"),
    ("ro.system.build.version.release", "product_version"),
    ("ro.system.build.fingerprint", "build_fingerprint"),
    ("ro.vendor.build.security_patch", "vendor_security_patch"),
    ("ro.build.version.sdk", "sdk_version"),
];

/// Longest value that is kept.
const LONGEST: usize = 512;

/// What the first lines of a dumpstate say.
pub(crate) fn facts_of_header(text: &[u8]) -> Facts {
    let mut facts = Facts::new();
    for line in String::from_utf8_lossy(text).lines().map(str::trim_end) {
        if let Some(date) =
            line.strip_prefix("== dumpstate:").or(line.strip_prefix("== dumpState:"))
        {
            add(&mut facts, "taken", date.trim());
        } else if let Some(print) = line.strip_prefix("Build fingerprint:") {
            add(&mut facts, "build_fingerprint", print.trim().trim_matches('\''));
        } else if let Some(line) = line.strip_prefix("Command line:") {
            let serial =
                line.split_whitespace().find_map(|word| word.strip_prefix("androidboot.serialno="));
            add(&mut facts, "serial_number", serial.unwrap_or_default());
        }
    }
    of_fingerprint(&mut facts);
    facts
}

/// What the properties of the system say, one on a line: `[name]: [value]`, in files `name=value`.
pub(crate) fn facts_of_properties(text: &[u8]) -> Facts {
    let mut found = BTreeMap::new();
    let text = String::from_utf8_lossy(text);
    for line in text.lines().map(str::trim_end) {
        let pair = line.strip_prefix('[').and_then(|rest| rest.split_once("]: ["));
        let pair = pair.and_then(|(name, value)| Some((name, value.strip_suffix(']')?)));
        let pair = pair.or_else(|| line.split_once('='));
        if let Some((name, value)) =
            pair.filter(|(name, _)| PROPERTIES.iter().any(|(known, _)| known == name))
        {
            found.entry(name).or_insert(value);
        }
    }
    let mut facts = Facts::new();
    for (name, fact) in PROPERTIES {
        add(&mut facts, fact, found.get(name).copied().unwrap_or_default());
    }
    of_fingerprint(&mut facts);
    facts
}

/// `brand/product/device:release/id/incremental:type/keys` says which Android it is.
fn of_fingerprint(facts: &mut Facts) {
    let Some(print) = facts.get("build_fingerprint").cloned() else { return };
    let mut parts = print.split(':');
    let (product, build) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let mut build = build.split('/');
    add(facts, "product_version", build.next().unwrap_or_default());
    add(facts, "build_version", build.next().unwrap_or_default());
    let device = product.split('/').nth(2).unwrap_or_default();
    add(facts, "device", device);
}

fn add(facts: &mut Facts, name: &str, value: &str) {
    let value = value.trim();
    if value.is_empty() || value == "unknown" || value == "(unknown)" || value.len() > LONGEST {
        return;
    }
    facts.entry(name.to_owned()).or_insert_with(|| value.to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_tells_the_version() {
        let text = b"== dumpstate: 2026-01-02 03:04:05\r\nBuild fingerprint: 'google/oriole/oriole:13/TQ3A.1/107:user/release-keys'\r\n";
        let facts = facts_of_header(text);
        let fact = |name: &str| facts.get(name).map(String::as_str);
        assert_eq!(fact("taken"), Some("2026-01-02 03:04:05"));
        assert_eq!(fact("product_version"), Some("13"));
        assert_eq!(fact("build_version"), Some("TQ3A.1"));
        assert_eq!(fact("device"), Some("oriole"));
    }

    #[test]
    fn properties_say_more() {
        let text = b"[ro.build.version.release]: [14]\n[ro.product.model]: [SM-S911B]\n[ro.serialno]: []\n\
            [persist.sys.timezone]: [Europe/Brussels]\n[cut";
        let facts = facts_of_properties(text);
        let all: Vec<_> =
            facts.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let expected = [
            ("product_type", "SM-S911B"),
            ("product_version", "14"),
            ("time_zone", "Europe/Brussels"),
        ];
        assert_eq!(all, expected);
    }
}
