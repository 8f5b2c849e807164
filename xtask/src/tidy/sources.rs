//! How long files and functions are, and what must not stand in them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::mask::{end_of_item, find, is_word, masked, without_tests};

/// Lines of a file beyond which it should be looked at, and beyond which it must be split.
const LONG: usize = 400;
const TOO_LONG: usize = 800;
/// Most lines of a function at each percentile.
const FUNCTIONS: [(usize, usize); 3] = [(50, 8), (90, 35), (99, 90)];

/// A function outside tests.
struct Function {
    lines: usize,
    place: String,
}

/// What the sources of the workspace look like.
#[derive(Default)]
pub(super) struct Sources {
    files: Vec<(usize, String)>,
    functions: Vec<Function>,
    violations: Vec<String>,
}

impl Sources {
    /// Reads every Rust file under `folders` of the workspace at `root`.
    pub(super) fn read(root: &Path, folders: &[&str]) -> anyhow::Result<Self> {
        let mut sources = Self::default();
        for folder in folders {
            for file in rust_files(&root.join(folder))? {
                sources.add(root, &file)?;
            }
        }
        sources.files.sort_by(|a, b| b.cmp(a));
        sources.functions.sort_by_key(|function| function.lines);
        Ok(sources)
    }

    fn add(&mut self, root: &Path, file: &Path) -> anyhow::Result<()> {
        let text = fs::read_to_string(file).with_context(|| format!("{}", file.display()))?;
        let name = file.strip_prefix(root).unwrap_or(file).display().to_string();
        self.files.push((text.lines().count(), name.clone()));
        let code = masked(&text);
        self.forbidden(&name, &code);
        if !is_test(&name) {
            self.measure(&name, &without_tests(code));
        }
        Ok(())
    }

    fn forbidden(&mut self, name: &str, code: &[u8]) {
        for (what, why) in [
            (&b"#[allow("[..], "#[expect(lint, reason = …)] says when it is not needed any more"),
            (&b"#![allow("[..], "#![expect(lint, reason = …)] says when it is not needed any more"),
            (&b"unsafe"[..], "no crate may use it"),
        ] {
            let word = |at: usize| {
                let free = |at: Option<usize>| {
                    !at.and_then(|at| code.get(at)).is_some_and(|byte| is_word(*byte))
                };
                !what.first().is_some_and(|byte| is_word(*byte))
                    || free(at.checked_sub(1)) && free(at.checked_add(what.len()))
            };
            let mut from = 0;
            while let Some(at) = find(code, what, from) {
                from = at.saturating_add(1);
                if word(at) {
                    let (line, what) = (line(code, at), String::from_utf8_lossy(what));
                    self.violations.push(format!("{name}:{line}: {what}: {why}"));
                }
            }
        }
    }

    fn measure(&mut self, name: &str, code: &[u8]) {
        let mut from = 0;
        while let Some(at) = find(code, b"fn ", from) {
            from = at.saturating_add(3);
            let before = at.checked_sub(1).and_then(|at| code.get(at));
            if before.is_some_and(|byte| is_word(*byte)) || !has_name(code, from) {
                continue;
            }
            let end = end_of_item(code, from);
            let body = code.get(at..end).unwrap_or_default();
            // A trait's declaration without a body is no function to read.
            if body.ends_with(b"}") {
                let lines = body.iter().filter(|byte| **byte == b'\n').count().saturating_add(1);
                let function = identifier(code, from);
                let place = format!("{name}:{} {function}", line(code, at));
                self.functions.push(Function { lines, place });
            }
        }
    }

    /// What the report says, and what is wrong.
    pub(super) fn judge(mut self) -> (Vec<String>, Vec<String>) {
        let lines: usize = self.files.iter().map(|(lines, _)| lines).sum();
        let mut report = vec![format!("{:>7} files, {lines} lines of Rust", self.files.len())];
        let mut percentiles = Vec::new();
        for (percent, most) in FUNCTIONS {
            let found = self.percentile(percent);
            percentiles.push(format!("p{percent} {found}"));
            if found > most {
                let wrong =
                    format!("functions: p{percent} is {found} lines, at most {most} wanted");
                self.violations.push(wrong);
            }
        }
        if let Some(longest) = self.functions.last() {
            percentiles.push(format!("max {} ({})", longest.lines, longest.place));
        }
        let count = self.functions.len();
        report.push(format!("{count:>7} functions outside tests: {}", percentiles.join(", ")));
        let long = self.files.iter().filter(|(lines, _)| *lines > LONG);
        for (lines, name) in long {
            report.push(format!("{lines:>7} lines in {name}: is there a second concept in it?"));
            if *lines > TOO_LONG {
                self.violations.push(format!("{name}: {lines} lines, at most {TOO_LONG} allowed"));
            }
        }
        (report, self.violations)
    }

    fn percentile(&self, percent: usize) -> usize {
        let last = self.functions.len().saturating_sub(1);
        let at = last.saturating_mul(percent) / 100;
        self.functions.get(at).map_or(0, |function| function.lines)
    }
}

/// Every Rust file under `folder`, in order of name; build output is left out.
pub(super) fn rust_files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("{}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() && !path.ends_with("target") {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a whole file is tests or measurements.
fn is_test(name: &str) -> bool {
    name.split('/').any(|part| matches!(part, "tests" | "benches" | "tests.rs"))
}

fn line(code: &[u8], at: usize) -> usize {
    code.iter().take(at).filter(|byte| **byte == b'\n').count().saturating_add(1)
}

/// Whether a name follows: `fn(u8)` is a type, no function.
fn has_name(code: &[u8], at: usize) -> bool {
    code.get(at).is_some_and(|byte| is_word(*byte))
}

fn identifier(code: &[u8], at: usize) -> String {
    let name = code.iter().skip(at).take_while(|byte| is_word(**byte));
    name.map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(source: &str) -> Vec<(usize, String)> {
        let mut sources = Sources::default();
        sources.measure("x.rs", &without_tests(masked(source)));
        sources.functions.into_iter().map(|one| (one.lines, one.place)).collect()
    }

    #[test]
    fn functions_are_measured_from_fn_to_brace() {
        let source = "trait T {\n    fn a(&self);\n    fn b(&self, x: [u8; 3]) {\n        let f: fn(u8) = g;\n    }\n}\nconst fn c() { \"}\" }\n";
        let expected = [(3, "x.rs:3 b".to_owned()), (1, "x.rs:7 c".to_owned())];
        assert_eq!(measured(source), expected);
    }

    #[test]
    fn what_is_forbidden_is_found_in_code_only() {
        let mut sources = Sources::default();
        let code = "// #[allow(x)]\n#[allow(x)]\nfn unsafe_code() { \"unsafe\" }\nunsafe fn b() {}";
        sources.forbidden("x.rs", &masked(code));
        let places: Vec<&str> =
            sources.violations.iter().map(|one| one.split(": ").next().unwrap()).collect();
        assert_eq!(places, ["x.rs:2", "x.rs:4"]);
    }

    #[test]
    fn long_functions_are_a_violation() {
        let body = "x();\n".repeat(200);
        let mut sources = Sources::default();
        sources.measure("x.rs", masked(&format!("fn a() {{\n{body}}}")).as_slice());
        let (report, violations) = sources.judge();
        assert!(report[1].contains("max 202 (x.rs:1 a)"), "{report:?}");
        assert_eq!(violations.len(), 3, "{violations:?}");
    }
}
