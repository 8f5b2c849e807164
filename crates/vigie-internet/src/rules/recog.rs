//! Import of Rapid7 Recog databases: fingerprints of ordinary products, which tell a look-alike apart.
//!
//! `<fingerprints matches="…"><fingerprint pattern="…" flags="…"><description/>…`,
//! <https://github.com/rapid7/recog>. Expressions are Ruby's; those that look around cannot be had.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_norway::{Mapping, Value};

/// Databases and the field that each is about.
const FIELDS: &[(&str, &str)] = &[
    ("html_title", "http.title"),
    ("http_header.server", "http.headers.server"),
    ("http_header.www-authenticate", "http.headers.www-authenticate"),
    ("favicon.md5", "http.favicon_md5"),
    ("tls.jarm", "tls.jarm"),
    ("x509.subject", "cert.subject_dn"),
    ("x509.issuer", "cert.issuer_dn"),
    ("snmp.sys_description", "snmp.sysdescr"),
    ("banner", "banner"),
];

/// Fingerprints of one database.
const MOST: usize = 20_000;

/// Rules, as a YAML document, for a Recog database.
///
/// # Errors
/// Why it is none, or is about something that scans do not hold.
pub fn from_recog(xml: &str) -> Result<String, String> {
    let mut reader = Reader::from_str(xml);
    let mut field = None;
    let mut documents = Vec::new();
    let mut pattern: Option<String> = None;
    let mut in_description = false;
    loop {
        let event = reader.read_event().map_err(|error| format!("cannot read XML: {error}"))?;
        match event {
            Event::Start(start) => match start.name().as_ref() {
                "fingerprints" => field = Some(field_of(&start)?),
                "fingerprint" => pattern = expression(&start),
                "description" => in_description = true,
                _ => {}
            },
            Event::Text(text) if in_description => {
                let description = text.trim().to_owned();
                if let (Some(field), Some(pattern)) = (field, pattern.take())
                    && documents.len() < MOST
                {
                    documents.push(document(field, &pattern, &description)?);
                }
            }
            Event::End(end) if end.name().as_ref() == "description" => in_description = false,
            Event::Eof => break,
            _ => {}
        }
    }
    field.map(|_| documents.join("---\n")).ok_or_else(|| "expected <fingerprints>".into())
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).ok()??;
    let raw = found.value.into_owned();
    let plain = raw.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    Some(plain.replace("&apos;", "'").replace("&amp;", "&"))
}

fn field_of(start: &BytesStart<'_>) -> Result<&'static str, String> {
    let matches = attribute(start, "matches").unwrap_or_default();
    let found = FIELDS.iter().find(|(name, _)| matches == *name || matches.ends_with(name));
    found.map(|(_, field)| *field).ok_or_else(|| format!("“{matches}” is not in scans"))
}

/// The expression, in Rust's notation; `None` where that cannot say it.
fn expression(start: &BytesStart<'_>) -> Option<String> {
    let pattern = attribute(start, "pattern")?;
    let flags = attribute(start, "flags").unwrap_or_default();
    let pattern = if flags.contains("IGNORECASE") { format!("(?i){pattern}") } else { pattern };
    regex::Regex::new(&pattern).is_ok().then_some(pattern)
}

fn document(field: &str, pattern: &str, description: &str) -> Result<String, String> {
    let text = |text: &str| Value::String(text.to_owned());
    let map = |entries: Vec<(&str, Value)>| {
        let pairs = entries.into_iter().map(|(key, value)| (text(key), value));
        Value::Mapping(pairs.collect::<Mapping>())
    };
    let service = map(vec![(&format!("{field}|re"), text(pattern))]);
    let product = map(vec![("services[any]", service)]);
    let document = map(vec![
        ("title", text(description)),
        ("sigma-version", text("3")),
        ("references", Value::Sequence(vec![text("https://github.com/rapid7/recog")])),
        ("logsource", map(vec![("category", text("internet_scan"))])),
        ("detection", map(vec![("product", product), ("condition", text("product"))])),
        ("level", text("informational")),
        ("custom", map(vec![("vendor", text("")), ("basis", text("recog"))])),
    ]);
    serde_norway::to_string(&document).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::read;
    use vigie_formats::scan::ScanFormat;

    #[test]
    fn a_database_becomes_rules() {
        let xml = r#"<fingerprints matches="html_title"><fingerprint pattern="^Router &amp; Co (\d+)$" flags="REG_ICASE,IGNORECASE">
            <description>Router of Co</description><example>Router &amp; Co 12</example></fingerprint>
            <fingerprint pattern="(?!x)y"><description>looks ahead</description></fingerprint></fingerprints>"#;
        let rules = read(&from_recog(xml).unwrap()).unwrap();
        assert_eq!(rules.len(), 1);
        let record = br#"{"ip_str":"240.0.0.1","port":80,"data":"","http":{"title":"router & co 7","html":""}}"#;
        assert!(rules[0].matches_record(ScanFormat::Shodan, record).is_some());
        assert!(from_recog("<x/>").is_err());
    }
}
