//! When a dump was made: what gives its year to dates that have none.

use vigie_core::{Input, read_all};
use vigie_formats::lines::each_line;

use crate::zone::Wall;

/// What the line of a dump that dates it starts with.
const HEADER: &str = "== dumpstate: ";

/// Bytes of a description of an acquisition that are read.
const MOST_OF_ACQUISITION: u64 = 1 << 20;

/// When the dump that `input` is a section of was made, by the phone's clock.
pub(crate) fn of(input: &Input<'_>) -> Option<Wall> {
    dumpstate(input).or_else(|| acquisition(input))
}

fn dumpstate(input: &Input<'_>) -> Option<Wall> {
    let data = input.siblings.open("/dumpstate.txt").ok().flatten()?;
    let mut found = None;
    let _ = each_line(&*data, |line| {
        if let Some(date) = line.text.strip_prefix(HEADER) {
            found = found.or_else(|| Wall::read(date));
        }
        Ok(())
    });
    found
}

/// `started` of AndroidQF's `acquisition.json`: by the clock of the computer, near enough for a year.
fn acquisition(input: &Input<'_>) -> Option<Wall> {
    let data = input.siblings.open("/androidqf/acquisition.json").ok().flatten()?;
    let bytes = read_all(&*data, MOST_OF_ACQUISITION).ok()?;
    let value: serde_json::Value = serde_json::from_slice(&bytes).ok()?;
    Wall::read(value.get("started")?.as_str()?)
}
