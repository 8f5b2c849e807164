//! What the property lists of a request and its answer say.

use vigie_core::{Limits, Stop};
use vigie_formats::plist::{self, Dictionary, Value};

use crate::columns::{Columns, Scalar};

/// One side of an exchange.
#[derive(Debug, Default)]
pub(super) struct Side {
    /// URLs in order: its own, then the page it was loaded for, ….
    pub(super) urls: Vec<String>,
    /// Its headers.
    pub(super) headers: Columns,
    /// `GET`, `POST`, ….
    pub(super) method: Option<String>,
    /// HTTP status.
    pub(super) status: Option<i64>,
}

/// Most URLs of one side.
const MOST_URLS: usize = 20;
/// Most headers of one side.
const MOST_HEADERS: usize = 100;
/// Longest value of a header, in characters.
const LONGEST: usize = 4_000;

impl Side {
    /// Reads `response_object` or `request_object`.
    pub(super) fn read(blob: &[u8], limits: &Limits) -> Result<Self, Stop> {
        let (root, damage) = plist::parse_lenient(blob, limits);
        let mut side = Self::default();
        match (&root, damage) {
            (Some(root), _) => side.collect(root),
            (None, Some(stop)) => return Err(stop),
            (None, None) => {}
        }
        Ok(side)
    }

    fn collect(&mut self, root: &Value) {
        let list = root.find("Array").and_then(Value::as_array);
        // The status stands fourth since the format is known.
        let status = list.and_then(|list| list.get(3)?.as_i64());
        self.status = status.filter(|status| (100..600).contains(status));
        let mut rest = vec![root];
        while let Some(value) = rest.pop() {
            match value {
                Value::String(text) => self.text(text),
                Value::Array(items) => rest.extend(items.iter().rev()),
                Value::Dictionary(fields) => match fields.find("_CFURLString") {
                    Some(url) => self.url(url),
                    None if is_headers(fields) => self.headers(fields),
                    None => rest.extend(fields.values()),
                },
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str) {
        const METHODS: [&str; 9] =
            ["GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE"];
        if METHODS.contains(&text) {
            self.method.get_or_insert_with(|| text.to_owned());
        } else if text.contains("://") {
            self.add_url(text);
        }
    }

    fn url(&mut self, url: &Value) {
        if let Some(url) = url.as_str() {
            self.add_url(url);
        }
    }

    fn add_url(&mut self, url: &str) {
        let known = self.urls.iter().any(|one| one == url);
        if !known && !url.is_empty() && self.urls.len() < MOST_URLS {
            self.urls.push(url.to_owned());
        }
    }

    fn headers(&mut self, fields: &Dictionary) {
        for (name, value) in fields.iter() {
            // An archive of the same headers, with the names as the server wrote them.
            if name == "__hhaa__" || self.headers.len() >= MOST_HEADERS {
                continue;
            }
            let name: String = name.chars().take(200).collect();
            match value {
                Value::String(text) => {
                    let text = text.chars().take(LONGEST).collect();
                    self.headers.push(name, Scalar::Text(text));
                }
                Value::Integer(number) => self.headers.push(name, Scalar::Integer(*number)),
                _ => {}
            }
        }
    }
}

/// A dictionary of texts other than the list as a whole.
fn is_headers(fields: &Dictionary) -> bool {
    fields.find("Array").is_none()
        && fields.values().any(|value| matches!(value, Value::String(_)))
        && fields.values().all(|value| !matches!(value, Value::Array(_) | Value::Dictionary(_)))
}
