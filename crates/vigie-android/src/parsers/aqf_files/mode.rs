//! Modes of files: `-rwxr-xr-x`, or digits, decimal (33261) or octal (755, 100755).

/// Bits that say what a file is, and those of a regular one.
const TYPE: u32 = 0o170_000;
const REGULAR: u32 = 0o100_000;

/// Whether a mode is that of a regular file that somebody may run.
pub(super) fn is_executable_file(mode: &str) -> bool {
    if !mode.is_empty() && mode.bytes().all(|byte| byte.is_ascii_digit()) {
        return bits(mode).is_some_and(|bits| {
            matches!(bits & TYPE, 0 | REGULAR) && bits & 0o111 != 0
        });
    }
    // Set-user-id and the like stand in the place of an x, or before the first r where Go writes it.
    let special = |c: char| matches!(c, 'u' | 'g' | 't' | 'S' | 'T');
    let kind = mode.chars().next().unwrap_or('?');
    (kind == '-' || special(kind)) && mode.chars().skip(1).any(|c| matches!(c, 'x' | 's' | 't'))
}

/// The bits that digits stand for: decimal where that gives a kind of file, else octal.
fn bits(digits: &str) -> Option<u32> {
    let known = |bits: &u32| {
        matches!(bits & TYPE, 0o010_000 | 0o020_000 | 0o040_000 | 0o060_000 | REGULAR | 0o120_000 | 0o140_000)
            && *bits < 0o200_000
    };
    let decimal = digits.parse().ok().filter(known);
    decimal.or_else(|| u32::from_str_radix(digits, 8).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes() {
        for mode in ["-rwxr-xr-x", "-rwsr-x---", "ugrwxr-xr-x", "33261", "755", "100755", "0711"] {
            assert!(is_executable_file(mode), "{mode}");
        }
        for mode in ["-rw-rw----", "drwxr-xr-x", "Lrwxrwxrwx", "16877", "40755", "33188", "644", "", "?"] {
            assert!(!is_executable_file(mode), "{mode}");
        }
    }
}
