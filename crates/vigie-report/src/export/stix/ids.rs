//! Identifiers that are the same each time: UUID version 5 (RFC 9562 §5.5).

use sha1::{Digest as _, Sha1};

/// Namespace of STIX 2.1 §2.9 for cyber-observable objects, whose ids follow from their content.
const OBSERVABLES: [u8; 16] = [
    0x00, 0xab, 0xed, 0xb4, 0xaa, 0x42, 0x46, 0x6c, 0x9c, 0x01, 0xfe, 0xd2, 0x33, 0x15, 0xa9, 0xb7,
];
/// Our own namespace, for everything else.
const OURS: [u8; 16] = [
    0x6e, 0x1c, 0x8f, 0x52, 0x0d, 0x5b, 0x4f, 0x0a, 0x9a, 0x77, 0x2b, 0x30, 0x9f, 0x4e, 0x61, 0xd8,
];

/// Id of an observable from the canonical JSON of the properties that identify it.
pub(super) fn observable_id(kind: &str, properties: &serde_json::Value) -> String {
    // serde_json keeps keys sorted and writes no spaces, which is what RFC 8785 asks for here:
    // the properties are strings and objects of strings.
    format!("{kind}--{}", uuid(&OBSERVABLES, &properties.to_string(), NAME_BASED))
}

/// Id of any other object from the parts that identify it.
pub(super) fn object_id(kind: &str, parts: &[&str]) -> String {
    format!("{kind}--{}", uuid(&OURS, &ours(kind, parts), NAME_BASED))
}

/// Id of an observable that has no property to identify it, from the parts that do so for us.
/// STIX asks for version 4 there, so the bits say so.
pub(super) fn unidentified_id(kind: &str, parts: &[&str]) -> String {
    format!("{kind}--{}", uuid(&OURS, &ours(kind, parts), RANDOM))
}

fn ours(kind: &str, parts: &[&str]) -> String {
    format!("{kind}\u{0}{}", parts.join("\u{0}"))
}

/// Versions of UUID, as the upper half of the seventh byte.
const RANDOM: u8 = 0x40;
const NAME_BASED: u8 = 0x50;

fn uuid(namespace: &[u8; 16], name: &str, version: u8) -> String {
    let mut hash = Sha1::new();
    hash.update(namespace);
    hash.update(name.as_bytes());
    let mut hex = String::with_capacity(36);
    for (place, byte) in hash.finalize().iter().take(16).enumerate() {
        let byte = match place {
            6 => (byte & 0x0f) | version,
            8 => (byte & 0x3f) | 0x80,
            _ => *byte,
        };
        if matches!(place, 4 | 6 | 8 | 10) {
            hex.push('-');
        }
        hex.push_str(&format!("{byte:02x}"));
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_example_of_version_5() {
        // RFC 9562 appendix A.4: the DNS namespace and "www.example.com".
        let dns = [
            0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4,
            0x30, 0xc8,
        ];
        assert_eq!(
            uuid(&dns, "www.example.com", NAME_BASED),
            "2ed6657d-e927-568b-95e1-2665a8aea6a2"
        );
    }

    #[test]
    fn an_observable_has_the_id_that_other_tools_give_it() {
        // The id that the OASIS stix2 library derives for this address.
        let id = observable_id("ipv4-addr", &serde_json::json!({ "value": "198.51.100.3" }));
        assert_eq!(id, "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4");
    }
}
