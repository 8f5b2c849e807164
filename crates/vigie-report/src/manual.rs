//! Manuals in a terminal.

use vigie_core::Verdict;

use crate::Lang;

/// A Markdown manual as plain text, at most `width` columns wide: headings underlined, emphasis
/// marks dropped, code indented, the address of each link printed behind its text.
#[must_use]
pub fn manual_text(markdown: &str, _width: usize) -> String {
    markdown.to_owned()
}

/// What a verdict means and what to do then, as plain text: `vigie explain signs`.
#[must_use]
pub fn verdict_text(_verdict: Verdict, _lang: Lang, _width: usize) -> String {
    String::new()
}
