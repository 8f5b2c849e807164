//! Answers of HTTP servers, raw or in parts.

use serde_json::Value;

use super::json::{items, text, texts};
use crate::observation::Fields;

/// Bytes of a body that are looked at.
const MOST_BODY: usize = 1 << 20;

/// Headers of one answer.
const MOST_HEADERS: usize = 200;

/// Adds a raw answer: status line, headers and, where it has one, body.
pub(super) fn add_raw(fields: &mut Fields, raw: &str) {
    let (headers, body) = split(raw);
    add_raw_headers(fields, headers);
    fields.add("http.raw", raw);
    add_body(fields, body);
}

/// Adds raw headers, with their empty line, and the body where the source has it elsewhere.
pub(super) fn add_raw_and_body(fields: &mut Fields, headers: &str, body: Option<&str>) {
    add_raw_headers(fields, headers);
    if let Some(body) = body {
        fields.add("http.raw", format!("{headers}{body}"));
    } else {
        fields.add("http.raw", headers);
    }
}

fn split(raw: &str) -> (&str, &str) {
    match raw.find("\r\n\r\n") {
        Some(at) => raw.split_at(at.saturating_add(4)),
        None => (raw, ""),
    }
}

fn add_raw_headers(fields: &mut Fields, headers: &str) {
    fields.add("http.headers_raw", headers);
    let mut lines = headers.split('\n').map(|line| line.trim_end_matches('\r'));
    if let Some(status) = lines.next().filter(|line| line.starts_with("HTTP/")) {
        let (_, rest) = status.split_once(' ').unwrap_or((status, ""));
        add_status_line(fields, rest);
    }
    for line in lines.take(MOST_HEADERS) {
        if let Some((name, value)) = line.split_once(':') {
            add_header(fields, name, value.trim());
        }
    }
}

/// Adds `404 NotFound`.
pub(super) fn add_status_line(fields: &mut Fields, line: &str) {
    let (status, reason) = line.split_once(' ').unwrap_or((line, ""));
    if !status.is_empty() {
        fields.add("http.status", status);
        fields.add("http.reason", reason);
    }
}

/// Adds a header, once for each value and source.
pub(super) fn add_header(fields: &mut Fields, name: &str, value: &str) {
    let name = format!("http.headers.{}", name.trim().to_ascii_lowercase().replace('_', "-"));
    if !fields.all(&name).any(|known| known == value) {
        fields.add(name, value);
    }
}

/// Adds headers as ZGrab2 and Censys have them: by name, text or a list or `{headers: […]}`; those
/// that ZGrab does not know in `unknown`, as keys and values.
pub(super) fn add_headers(fields: &mut Fields, headers: Option<&Value>) {
    for (name, value) in headers.and_then(Value::as_object).into_iter().flatten().take(MOST_HEADERS)
    {
        if name == "_encoding" {
            continue;
        }
        if name == "unknown" {
            for item in items(Some(value)) {
                if let Some(name) = text(item.get("key").or_else(|| item.get("name"))) {
                    texts(item.get("value")).iter().for_each(|one| add_header(fields, &name, one));
                }
            }
            continue;
        }
        let values = value.get("headers").or(Some(value));
        texts(values).iter().for_each(|one| add_header(fields, name, one));
    }
}

/// Adds a body and the title in it.
pub(super) fn add_body(fields: &mut Fields, body: &str) {
    let mut end = body.len().min(MOST_BODY);
    while !body.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    let body = body.get(..end).unwrap_or_default();
    fields.add("http.body", body);
    if fields.first("http.title").is_none() {
        fields.add_some("http.title", title(body));
    }
}

/// What stands in the first `title` element.
fn title(body: &str) -> Option<String> {
    let lower = body.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let open = lower.get(start..)?.find('>')?.checked_add(start)?.checked_add(1)?;
    let end = lower.get(open..)?.find("</title")?.checked_add(open)?;
    Some(body.get(open..end)?.trim().to_owned())
}

/// Bytes as text: UTF-8, or Latin-1 where they are not.
pub(super) fn as_text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}
