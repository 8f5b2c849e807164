//! The report as one HTML file.

use std::io;

use askama::Template;
use sha2::{Digest as _, Sha256};
use vigie_core::RecordSource;

use crate::page::Page;
use crate::{Report, ReportError, Words};

/// The style sheet, as it stands in the file.
const STYLE: &str = include_str!("../templates/report.css");
/// The script, as it stands in the file. The report says everything without it.
const SCRIPT: &str = include_str!("../templates/report.js");

/// How to write the HTML report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HtmlOptions {
    /// Show personal data (message texts, names, numbers) without unfolding.
    pub include_personal: bool,
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportTemplate<'a> {
    page: &'a Page,
    words: &'a Words,
    policy: String,
    style: &'static str,
    script: &'static str,
}

/// Writes the report as one HTML file that needs no script and reaches nothing outside itself.
///
/// # Errors
/// When `out` cannot be written. Records that cannot be read cost the timeline, which then says
/// so.
pub fn write_html(
    report: &Report<'_>,
    records: &dyn RecordSource,
    options: HtmlOptions,
    out: &mut dyn io::Write,
) -> Result<(), ReportError> {
    let words = Words::new(report.lang(), report.detectors).and_parsers(report.parsers).isolating();
    let page = Page::new(report, &words, records, options.include_personal);
    let template = ReportTemplate {
        page: &page,
        words: &words,
        policy: policy(),
        style: STYLE,
        script: SCRIPT,
    };
    template.write_into(out)?;
    out.flush()?;
    Ok(())
}

/// What the page may do: use its own style and script, and nothing else.
fn policy() -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; \
         form-action 'none'",
        base64(&Sha256::digest(STYLE.as_bytes())),
        base64(&Sha256::digest(SCRIPT.as_bytes()))
    )
}

/// Base64 with padding (RFC 4648 §4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3).saturating_mul(4));
    for chunk in bytes.chunks(3) {
        let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place)) & 63;
            let letter = ALPHABET.get(usize::try_from(digit).unwrap_or(0)).copied().unwrap_or(b'=');
            text.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_of_the_specification() {
        let cases =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        for (plain, coded) in cases {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
