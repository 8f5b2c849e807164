//! The table of contents: its last part lists the generated pages.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use vigie::slices::detector_metas;

use super::{BOOK, files_under, links};

/// Heading of the generated part.
const HEADING: &str = "# Reference";

/// `kept` with its part about the reference pages written anew.
pub(super) fn with_reference(kept: &str) -> String {
    let own = kept.split_once(HEADING).map_or(kept, |(before, _)| before);
    let mut text = format!("{}\n\n{HEADING}\n\n", own.trim_end());
    let mut line = |depth: usize, title: &str, page: &str| {
        text += &format!("{}- [{title}](reference/{page})\n", "  ".repeat(depth));
    };
    line(0, "Commands", "cli.md");
    line(0, "Exit codes", "exit-codes.md");
    line(0, "Environment", "environment.md");
    line(0, "Verdicts", "verdicts.md");
    line(0, "Formats", "formats.md");
    line(0, "Parsers", "parsers.md");
    line(0, "Beside other tools", "comparison.md");
    line(0, "Kinds of record", "kinds.md");
    line(0, "Detectors", "detectors.md");
    for meta in detector_metas() {
        line(1, meta.id, &format!("detectors/{}.md", meta.id));
    }
    text
}

/// Pages of the book that its table of contents does not name: mdBook would not show them.
pub(super) fn left_out(root: &Path) -> anyhow::Result<Vec<String>> {
    let book = root.join(BOOK);
    let summary = fs::read_to_string(book.join("SUMMARY.md")).context("docs/src/SUMMARY.md")?;
    let named = links::targets(&summary);
    let mut wrong = Vec::new();
    for file in files_under(&book)? {
        let name = file.strip_prefix(&book)?.display().to_string();
        let page = name.ends_with(".md") && name != "SUMMARY.md";
        if page && !named.iter().any(|(_, target)| *target == name) {
            wrong.push(format!("{BOOK}/SUMMARY.md does not name {name}"));
        }
    }
    Ok(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_stays() {
        let first =
            with_reference("# Summary\n\n[Start](start.md)\n\n# Reference\n\n- [Old](o.md)\n");
        assert!(first.starts_with("# Summary\n\n[Start](start.md)\n\n# Reference\n\n- [Commands]"));
        assert!(!first.contains("o.md"));
        assert_eq!(with_reference(&first), first);
    }
}
