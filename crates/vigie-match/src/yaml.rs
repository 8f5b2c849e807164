//! YAML, read only when its nesting is sane: the parser below takes time that grows with the square
//! of the depth.

use serde::de::DeserializeOwned;

/// Levels of nesting on one line, or of brackets in all.
const DEEPEST: usize = 64;

/// Reads a whole document.
///
/// # Errors
/// What is wrong with it, as a fragment.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    if is_too_deep(text) {
        return Err(format!("expected at most {DEEPEST} nested lists"));
    }
    serde_norway::from_str(text).map_err(|error| error.to_string())
}

/// Counts brackets wherever they stand, in quotes too, and markers of block lists on one line.
fn is_too_deep(text: &str) -> bool {
    let mut open = 0_usize;
    for line in text.lines() {
        let mut markers = 0_usize;
        let mut rest = line.trim_start();
        while let Some(more) = rest.strip_prefix("- ").or_else(|| rest.strip_prefix("? ")) {
            markers += 1;
            rest = more.trim_start();
        }
        for byte in line.bytes() {
            match byte {
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
            if open > DEEPEST || markers > DEEPEST {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_nesting_is_refused_at_once() {
        for text in ["[".repeat(1 << 20), "{a: ".repeat(1 << 20), "- ".repeat(1 << 20)] {
            let read: Result<serde_norway::Value, _> = read(&text);
            assert_eq!(read.unwrap_err(), "expected at most 64 nested lists");
        }
        let apps = vec!["- name: x\n  packages: [a, '[b']\n"; 60].concat();
        assert!(read::<serde_norway::Value>(&apps).is_ok());
    }
}
