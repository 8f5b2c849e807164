//! Manuals in a terminal.

use vigie_core::Verdict;

use crate::{Lang, Words, advice};

/// Narrowest text that can still be read.
const NARROWEST: usize = 20;

/// A Markdown manual as plain text, at most `width` columns wide: headings underlined, emphasis
/// marks dropped, code indented, the address of each link printed behind its text.
#[must_use]
pub fn manual_text(markdown: &str, width: usize) -> String {
    let mut page = Page { text: String::new(), width: width.max(NARROWEST), open: Block::none() };
    let mut fenced = false;
    for line in markdown.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            page.close();
            fenced = !fenced;
        } else if fenced {
            page.verbatim(line);
        } else if trimmed.is_empty() {
            page.close();
        } else if let Some(heading) = heading(trimmed) {
            page.heading(heading);
        } else if trimmed.starts_with('|') {
            page.close_with_gap(false);
            page.verbatim_at(trimmed, "  ");
        } else if let Some((mark, rest)) = item(trimmed) {
            let depth = line.len() - line.trim_start().len();
            page.item(depth, mark, rest);
        } else {
            page.more(trimmed);
        }
    }
    page.close();
    page.text.trim_end().to_owned() + "\n"
}

/// What a verdict means and what to do then, as plain text: `vigie explain signs`.
#[must_use]
pub fn verdict_text(verdict: Verdict, lang: Lang, width: usize) -> String {
    let words = Words::new(lang, &[]);
    let about = words.list(&format!("about-{}", verdict.key()));
    let mut markdown = format!("# {}\n\n{}\n", words.verdict(verdict), about.join("\n\n"));
    markdown.push_str(&format!("\n## {}\n\n", words.text("h-now")));
    for (place, step) in advice::steps_for(verdict, None, None, &words).iter().enumerate() {
        markdown.push_str(&format!("{}. {} {}\n", place.saturating_add(1), step.text, step.why));
    }
    manual_text(&markdown, width)
}

/// A paragraph or list entry that goes on.
struct Block {
    first: String,
    rest: String,
    words: String,
    item: bool,
}

impl Block {
    const fn none() -> Self {
        Self { first: String::new(), rest: String::new(), words: String::new(), item: false }
    }
}

/// The text so far.
struct Page {
    text: String,
    width: usize,
    open: Block,
}

impl Page {
    fn heading(&mut self, heading: &str) {
        self.close();
        let heading = plain(heading);
        let line = "─".repeat(heading.chars().count().min(self.width));
        self.gap();
        self.text.push_str(&format!("{heading}\n{line}\n\n"));
    }

    fn item(&mut self, depth: usize, mark: &str, rest: &str) {
        self.close_with_gap(false);
        let first = format!("{}{mark} ", " ".repeat(depth.min(8)));
        let hang = " ".repeat(first.chars().count());
        self.open = Block { first, rest: hang, words: rest.to_owned(), item: true };
    }

    fn more(&mut self, line: &str) {
        if !self.open.words.is_empty() {
            self.open.words.push(' ');
        }
        self.open.words.push_str(line);
    }

    fn verbatim(&mut self, line: &str) {
        self.verbatim_at(line, "    ");
    }

    fn verbatim_at(&mut self, line: &str, indent: &str) {
        self.text.push_str(format!("{indent}{line}").trim_end());
        self.text.push('\n');
    }

    fn close(&mut self) {
        self.close_with_gap(true);
    }

    /// Writes what is open; entries of one list follow each other without a gap.
    fn close_with_gap(&mut self, gap: bool) {
        let block = std::mem::replace(&mut self.open, Block::none());
        if block.words.is_empty() {
            if gap {
                self.gap();
            }
            return;
        }
        let text = wrapped(&plain(&block.words), self.width, &block.first, &block.rest);
        self.text.push_str(&text);
        if gap || !block.item {
            self.gap();
        }
    }

    /// One empty line, unless there is one or nothing stands above.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

/// `text` in lines of at most `width` columns; a word longer than a line stands alone.
fn wrapped(text: &str, width: usize, first: &str, rest: &str) -> String {
    let mut out = first.to_owned();
    let mut column = first.chars().count();
    let mut fresh = true;
    for word in text.split_whitespace() {
        let wide = word.chars().count();
        if !fresh && column.saturating_add(wide).saturating_add(1) > width {
            out.push('\n');
            out.push_str(rest);
            column = rest.chars().count();
            fresh = true;
        }
        if !fresh {
            out.push(' ');
            column = column.saturating_add(1);
        }
        out.push_str(word);
        column = column.saturating_add(wide);
        fresh = false;
    }
    out.push('\n');
    out
}

fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    (rest.len() < line.len() && rest.starts_with(' ')).then(|| rest.trim())
}

/// The mark and the text of a list entry.
fn item(line: &str) -> Option<(&str, &str)> {
    if let Some(rest) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Some(("-", rest));
    }
    let dot = line.find(". ")?;
    let (number, rest) = line.split_at_checked(dot.saturating_add(1))?;
    let digits = number.strip_suffix('.')?;
    let plain = (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| (number, rest.trim_start()))
}

/// Inline Markdown as plain text: no emphasis marks, links as `text (address)`, code as it stands.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or("");
        rest = match c {
            '`' => code(after, &mut out),
            '[' => link(after, &mut out),
            '*' => emphasis(after, &mut out),
            '\\' => escaped(after, &mut out),
            _ => {
                out.push(c);
                after
            }
        };
    }
    out
}

fn code<'a>(after: &'a str, out: &mut String) -> &'a str {
    out.push('`');
    match after.split_once('`') {
        Some((inside, rest)) => {
            out.push_str(inside);
            out.push('`');
            rest
        }
        None => after,
    }
}

fn link<'a>(after: &'a str, out: &mut String) -> &'a str {
    let parts = after.split_once("](").and_then(|(label, rest)| {
        let (address, rest) = rest.split_once(')')?;
        (!label.contains('[') && !label.contains(']')).then_some((label, address, rest))
    });
    match parts {
        Some((label, address, rest)) => {
            out.push_str(&plain(label));
            if label != address {
                out.push_str(&format!(" ({address})"));
            }
            rest
        }
        None => {
            out.push('[');
            after
        }
    }
}

/// Drops the marks of `*emphasis*` and `**strong**`; a star between spaces stays.
fn emphasis<'a>(after: &'a str, out: &mut String) -> &'a str {
    let open = |out: &str| out.is_empty() || out.ends_with(char::is_whitespace);
    if after.starts_with(char::is_whitespace) && open(out) || after.is_empty() && open(out) {
        out.push('*');
    }
    after
}

/// A backslash makes the next punctuation mark a plain character.
fn escaped<'a>(after: &'a str, out: &mut String) -> &'a str {
    match after.chars().next() {
        Some(c) if c.is_ascii_punctuation() => {
            out.push(c);
            after.get(c.len_utf8()..).unwrap_or("")
        }
        _ => {
            out.push('\\');
            after
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_with_everything() {
        let markdown = "# Delays at *restart*\n\nWhat it is: a **long** line that must be wrapped at forty columns, see [the paper](https://a.example/x).\n\n- one\n- two goes on\n  in a second line of the source\n1. first `code *not emphasis*`\n\n```sh\nvigie  check\n```\n\n| a | b |\n|---|---|\n\nEnd 3 * 4 \\* 5.";
        let expected = "Delays at restart\n─────────────────\n\nWhat it is: a long line that must be\nwrapped at forty columns, see the paper\n(https://a.example/x).\n\n- one\n- two goes on in a second line of the\n  source\n1. first `code *not emphasis*`\n\n    vigie  check\n\n  | a | b |\n  |---|---|\n\nEnd 3 * 4 * 5.\n";
        assert_eq!(manual_text(markdown, 40), expected);
    }

    #[test]
    fn verdicts_are_explained_in_every_language() {
        for lang in Lang::ALL {
            for verdict in Verdict::ALL {
                let text = verdict_text(verdict, lang, 80);
                assert!(!text.contains("about-") && text.contains("1. "), "{text}");
                assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
            }
        }
    }

    #[test]
    fn odd_markdown_never_panics() {
        for text in ["", "[", "[a](", "`", "\\", "*", "# ", "1. ", "- ", "\u{e9}[é](é)", "```"] {
            let _ = manual_text(text, 0);
        }
    }
}
