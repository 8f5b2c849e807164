//! Counts what captures carry: `cargo run --example counts -- FILE…`.

use std::io::Write as _;
use std::sync::Arc;

use vigie_capture::Capture;
use vigie_core::{Bytes, Stop};

fn main() -> Result<(), Stop> {
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        let bytes = Arc::new(Bytes(std::fs::read(&path)?));
        let mut capture = match Capture::open(bytes) {
            Ok(capture) => capture,
            Err(stop) => {
                writeln!(out, "{path}: {stop}")?;
                continue;
            }
        };
        capture.each_packet(&mut |_| Ok(()))?;
        let tally = capture.tally();
        writeln!(out, "{path}: {tally:?}")?;
        for damage in capture.take_damages() {
            writeln!(out, "  ! byte {}: {}", damage.offset, damage.message)?;
        }
        for conflict in capture.take_fragment_conflicts() {
            writeln!(out, "  conflict {conflict:?}")?;
        }
    }
    Ok(())
}
