//! Packet captures.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;

use anyhow::Context;
use vigie_samples::capture::Plan;

use super::{say, write};

/// Bytes, with `K`, `M` or `G` for powers of 1024.
pub(super) fn size(text: &str) -> Result<u64, String> {
    let (digits, shift) = match text.chars().last() {
        Some('K' | 'k') => (text.get(..text.len() - 1), 10),
        Some('M' | 'm') => (text.get(..text.len() - 1), 20),
        Some('G' | 'g') => (text.get(..text.len() - 1), 30),
        _ => (Some(text), 0),
    };
    let number: u64 = digits.unwrap_or_default().parse().map_err(|_| format!("{text}: no size"))?;
    number.checked_mul(1 << shift).ok_or_else(|| format!("{text} is too much"))
}

/// Writes `capture.pcap` and its answer key into `out`.
pub(super) fn generate(seed: u64, size: Option<u64>, out: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(out).with_context(|| out.display().to_string())?;
    let path = out.join("capture.pcap");
    let file = File::create(&path).with_context(|| path.display().to_string())?;
    let mut plan = Plan { seed, ..Plan::default() };
    plan.bytes = size.unwrap_or(plan.bytes);
    let answers = plan.write(&mut BufWriter::with_capacity(1 << 20, file))?;
    write(&out.join("answers.json"), &(serde_json::to_string_pretty(&answers)? + "\n"))?;
    say(&format!("{} packets, {} bytes in {}", answers.packets, answers.bytes, path.display()))
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_read() {
        assert_eq!(size("17"), Ok(17));
        assert_eq!(size("2M"), Ok(2 << 20));
        assert_eq!(size("3G"), Ok(3 << 30));
        assert!(size("").is_err() && size("G").is_err() && size("1T").is_err());
        assert!(size("99999999999G").is_err());
    }
}
