//! Listed values and files as STIX cyber-observable objects and patterns.

use std::net::IpAddr;

use serde_json::{Value, json};
use vigie_core::{IndicatorRef, ObservableKind};

use super::ids::{observable_id, unidentified_id};

/// The value of an indicator as objects; the first is the value itself.
pub(super) fn objects(indicator: &IndicatorRef) -> Vec<Value> {
    let value = indicator.value.as_str();
    match indicator.kind {
        ObservableKind::Url => vec![simple("url", &uri(value))],
        ObservableKind::Host => vec![simple("domain-name", value)],
        ObservableKind::Ip => vec![simple(address_type(value), value)],
        ObservableKind::Email => vec![simple("email-addr", value)],
        ObservableKind::Account if value.contains('@') => vec![simple("email-addr", value)],
        ObservableKind::Phone | ObservableKind::Account => {
            vec![observable("user-account", json!({ "user_id": value }), json!({}))]
        }
        ObservableKind::Process => process(value),
        ObservableKind::Path => file(value),
        ObservableKind::FileName => vec![observable("file", json!({ "name": value }), json!({}))],
        ObservableKind::FileHash => hashed("file", value),
        ObservableKind::CertificateHash => hashed("x509-certificate", value),
        ObservableKind::CertificateOrganisation => vec![certificate(&format!("O={value}"))],
        ObservableKind::CertificateName => vec![certificate(&format!("CN={value}"))],
        ObservableKind::AppId => vec![observable("software", json!({ "name": value }), json!({}))],
        // STIX has no object for these; the indicator's pattern carries the value.
        ObservableKind::ProfileId | ObservableKind::AndroidProperty => Vec::new(),
    }
}

/// A file on the device, with the folder it stands in; the first object is the file. A path that
/// ends in `/` is a folder alone.
pub(super) fn file(path: &str) -> Vec<Value> {
    if let Some(folder) = folder(path) {
        return vec![observable("directory", json!({ "path": folder }), json!({}))];
    }
    let (folder, name) = match path.rsplit_once('/') {
        Some((folder, name)) if !name.is_empty() => (folder, name),
        _ => ("", path),
    };
    if folder.is_empty() {
        return vec![observable("file", json!({ "name": name }), json!({}))];
    }
    let folder = observable("directory", json!({ "path": folder }), json!({}));
    let parent = folder.get("id").cloned().unwrap_or_default();
    let identity = json!({ "name": name, "parent_directory_ref": parent });
    vec![observable("file", identity, json!({})), folder]
}

/// A path that ends in `/`, without it.
fn folder(path: &str) -> Option<&str> {
    path.strip_suffix('/').filter(|folder| !folder.is_empty())
}

/// The pattern of an indicator.
pub(super) fn pattern(indicator: &IndicatorRef) -> String {
    let value = indicator.value.as_str();
    let equals = |path: &str| format!("[{path} = {}]", literal(value));
    match indicator.kind {
        ObservableKind::Url => equals("url:value"),
        ObservableKind::Host => equals("domain-name:value"),
        ObservableKind::Ip => equals(&format!("{}:value", address_type(value))),
        ObservableKind::Email => equals("email-addr:value"),
        ObservableKind::Account if value.contains('@') => equals("email-addr:value"),
        ObservableKind::Phone | ObservableKind::Account => equals("user-account:user_id"),
        ObservableKind::Process => equals("process:image_ref.name"),
        ObservableKind::FileName => equals("file:name"),
        ObservableKind::Path => match value.rsplit_once('/') {
            Some((folder, "")) if !folder.is_empty() => {
                format!("[directory:path = {}]", literal(folder))
            }
            Some((folder, name)) if !folder.is_empty() && !name.is_empty() => format!(
                "[file:parent_directory_ref.path = {} AND file:name = {}]",
                literal(folder),
                literal(name)
            ),
            _ => equals("file:name"),
        },
        ObservableKind::FileHash => equals(&format!("file:hashes.{}", hash_name(value))),
        ObservableKind::CertificateHash => {
            equals(&format!("x509-certificate:hashes.{}", hash_name(value)))
        }
        ObservableKind::CertificateOrganisation => subject("O", value),
        ObservableKind::CertificateName => subject("CN", value),
        ObservableKind::AppId => equals("software:name"),
        ObservableKind::ProfileId => equals("x-vigie-configuration-profile:identifier"),
        ObservableKind::AndroidProperty => equals("x-vigie-android-property:name"),
    }
}

/// A string literal of a pattern: backslashes and apostrophes escaped (STIX 2.1 §9.2).
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// A part of a certificate's subject. `%` and `_` of the value would be wildcards, so that a value
/// with them is compared as a regular expression.
fn subject(attribute: &str, value: &str) -> String {
    if value.contains(['%', '_']) {
        let mut escaped = String::new();
        for c in value.chars() {
            if !c.is_alphanumeric() && !c.is_whitespace() && c.is_ascii() && c != '_' {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        let expression = literal(&format!("{attribute}={escaped}"));
        format!("[x509-certificate:subject MATCHES {expression}]")
    } else {
        format!("[x509-certificate:subject LIKE {}]", literal(&format!("%{attribute}={value}%")))
    }
}

fn simple(kind: &str, value: &str) -> Value {
    observable(kind, json!({ "value": value }), json!({}))
}

/// A URL with whatever RFC 3986 does not allow percent-encoded; evidence does not keep to it.
fn uri(value: &str) -> String {
    let allowed =
        |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        if allowed(byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

/// A program by the name of its file.
fn process(name: &str) -> Vec<Value> {
    let bare = name.trim_end_matches('/');
    let image = file(if bare.is_empty() { name } else { bare });
    let image_id = image.first().and_then(|file| file.get("id")).cloned().unwrap_or_default();
    let id = unidentified_id("process", &[name]);
    let mut objects = vec![json!({
        "type": "process", "spec_version": "2.1", "id": id, "image_ref": image_id,
    })];
    objects.extend(image);
    objects
}

/// A file or certificate by its hash; nothing when the value is no hash that STIX names.
fn hashed(kind: &str, value: &str) -> Vec<Value> {
    let name = hash_name(value);
    let plain = name.trim_matches('\'');
    let hex = value.bytes().all(|byte| byte.is_ascii_hexdigit());
    match (plain, hex) {
        ("unknown", _) | (_, false) => Vec::new(),
        _ => {
            vec![observable(
                kind,
                json!({ "hashes": { plain: value.to_ascii_lowercase() } }),
                json!({}),
            )]
        }
    }
}

/// The name of a hash by its length, as a pattern spells it.
fn hash_name(value: &str) -> &'static str {
    match value.len() {
        32 => "MD5",
        40 => "'SHA-1'",
        64 => "'SHA-256'",
        128 => "'SHA-512'",
        _ => "unknown",
    }
}

/// A certificate by its subject. Only hashes and serial numbers identify one in STIX, hence our id.
fn certificate(subject: &str) -> Value {
    json!({
        "type": "x509-certificate", "spec_version": "2.1",
        "id": unidentified_id("x509-certificate", &[subject]), "subject": subject,
    })
}

/// `ipv4-addr` or `ipv6-addr`, for an address or a network.
fn address_type(value: &str) -> &'static str {
    let address = value.split('/').next().unwrap_or(value);
    match address.parse::<IpAddr>() {
        Ok(IpAddr::V6(_)) => "ipv6-addr",
        Ok(IpAddr::V4(_)) => "ipv4-addr",
        Err(_) if address.contains(':') => "ipv6-addr",
        Err(_) => "ipv4-addr",
    }
}

/// An object whose id follows from `identity`.
fn observable(kind: &str, identity: Value, more: Value) -> Value {
    let id = observable_id(kind, &identity);
    let mut object = json!({ "type": kind, "spec_version": "2.1", "id": id });
    if let Some(fields) = object.as_object_mut() {
        for part in [identity, more] {
            if let Value::Object(part) = part {
                fields.extend(part);
            }
        }
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;

    fn indicator(kind: ObservableKind, value: &str) -> IndicatorRef {
        IndicatorRef {
            kind,
            value: value.into(),
            id: None,
            malware: String::new(),
            stalkerware: false,
            set: String::new(),
            publisher: None,
            date: None,
            reference: None,
            licence: None,
        }
    }

    #[test]
    fn patterns_escape_their_values() {
        let cases = [
            (ObservableKind::Host, "bad.example", "[domain-name:value = 'bad.example']"),
            (ObservableKind::Process, "it's\\x", "[process:image_ref.name = 'it\\'s\\\\x']"),
            (ObservableKind::Ip, "2001:db8::/32", "[ipv6-addr:value = '2001:db8::/32']"),
            (
                ObservableKind::Path,
                "/private/var/tmp/x",
                "[file:parent_directory_ref.path = '/private/var/tmp' AND file:name = 'x']",
            ),
            (ObservableKind::Path, "/private/var/tmp/", "[directory:path = '/private/var/tmp']"),
            (
                ObservableKind::FileHash,
                &"a".repeat(40),
                "[file:hashes.'SHA-1' = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa']",
            ),
            (
                ObservableKind::CertificateName,
                "a%b",
                "[x509-certificate:subject MATCHES 'CN=a\\\\%b']",
            ),
            (
                ObservableKind::CertificateOrganisation,
                "A",
                "[x509-certificate:subject LIKE '%O=A%']",
            ),
        ];
        for (kind, value, expected) in cases {
            assert_eq!(pattern(&indicator(kind, value)), expected);
        }
    }

    #[test]
    fn odd_values_give_no_invalid_object() {
        assert!(objects(&indicator(ObservableKind::FileHash, "zz")).is_empty());
        assert_eq!(objects(&indicator(ObservableKind::Path, "/")).len(), 1);
        assert_eq!(file("/a/b/c").len(), 2);
        assert_eq!(objects(&indicator(ObservableKind::Process, "x")).len(), 2);
    }
}
