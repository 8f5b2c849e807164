//! Lines of text logs, however long their writer made them.

use std::io::{BufRead as _, BufReader, Read as _};

use vigie_core::{Input, ReadAt, Stop, Streamed};

/// Longest line that is kept whole; the rest of a longer one is skipped.
const LONGEST: usize = 16 << 10;

/// A line without its end.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Its number, counting from 1.
    pub number: u64,
    /// Its text; bytes that are no UTF-8 are replaced.
    pub text: &'a str,
    /// True when the line was longer than what is kept.
    pub cut: bool,
}

/// Shows every line of `input` to `see`, numbered as in the file that it is a section of.
///
/// # Errors
/// When the bytes cannot be read, or what `see` gives.
pub fn each_line_of(
    input: &Input<'_>,
    mut see: impl FnMut(Line<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let before = input.first_line.saturating_sub(1);
    each_line(&*input.data, |line| see(Line { number: line.number.saturating_add(before), ..line }))
}

/// Shows every line of `data` to `see`.
///
/// # Errors
/// When the bytes cannot be read, or what `see` gives.
pub fn each_line(
    data: &dyn ReadAt,
    mut see: impl FnMut(Line<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let mut reader = BufReader::with_capacity(64 << 10, Streamed::new(data));
    let mut bytes = Vec::new();
    let mut number = 0_u64;
    loop {
        bytes.clear();
        reader.by_ref().take(LONGEST as u64).read_until(b'\n', &mut bytes)?;
        if bytes.is_empty() {
            return Ok(());
        }
        number += 1;
        let cut = bytes.len() >= LONGEST && !bytes.ends_with(b"\n");
        if cut {
            reader.skip_until(b'\n')?;
        }
        let text = String::from_utf8_lossy(&bytes);
        see(Line { number, text: text.trim_end_matches(['\r', '\n']), cut })?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_core::Bytes;

    #[test]
    fn long_lines_are_cut_and_counted_once() {
        let mut text = "first\r\n".to_owned();
        text.push_str(&"x".repeat(LONGEST * 3));
        text.push_str("\nlast");
        let mut seen = Vec::new();
        each_line(&Bytes(text.into_bytes()), |line| {
            seen.push((line.number, line.text.len(), line.cut));
            Ok(())
        })
        .unwrap();
        assert_eq!(seen, [(1, 5, false), (2, LONGEST, true), (3, 4, false)]);
    }
}
