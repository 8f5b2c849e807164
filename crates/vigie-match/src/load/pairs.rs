//! JSON lists of types and values, such as the ones made for TinyCheck:
//! `{"iocs": [{"type": "domain", "value": "bad.example", "tag": "stalkerware"}]}`.

use vigie_core::Locator;

use super::infer::{by_type_name, infer};
use super::intake::{Intake, Item, quoted};
use super::tokens::{members, text};

/// Hands one pair over.
pub(crate) fn pair(intake: &mut Intake<'_>, json: &[u8], offset: u64) {
    let (mut kind, mut value, mut tag, mut name) = (None, None, None, None);
    let read = members(json, &mut |member, json| match member {
        b"type" | b"indicator_type" => kind = text(json),
        b"value" | b"indicator" | b"ioc" => value = text(json),
        b"tag" => tag = text(json),
        b"name" | b"malware" | b"app" | b"family" => name = text(json),
        _ => {}
    });
    let at = || Locator::Byte(offset);
    let Some(value) = value.filter(|_| read.is_ok()) else {
        intake.notes.skip();
        return intake.notes.problem(at(), "expected a type and a value".into());
    };
    let found = match &kind {
        Some(kind) => by_type_name(kind),
        None => infer(&value),
    };
    let Some(found) = found else {
        intake.notes.skip();
        let what = format!(
            "type {}: not used by any evidence Vigie reads",
            quoted(&kind.unwrap_or_default())
        );
        return intake.notes.passed_over(&what);
    };
    let mut meta = intake.meta;
    meta.stalkerware |= tag.is_some_and(|tag| tag.to_lowercase().contains("stalkerware"));
    if let Some(name) = name {
        meta.malware = intake.name(&name);
    }
    intake.item(Item { kind: found, text: &value, id: "", date: None, meta, flags: 0 }, &at);
}
