//! The date that a line of a log starts with.

use vigie_core::Time;

use crate::zone::{Wall, Zone};

/// The instant that `line` starts with: `11-24 10:40:12.123` as logcat writes it, or
/// `2026-11-24 10:40:12`, in brackets or not. The year of the first is that of the dump.
pub(super) fn of(line: &[u8], dump: Option<Wall>, zone: &Zone) -> Option<Time> {
    let start = line.get(..line.len().min(40))?;
    // What follows the date may be cut inside a character.
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(start.get(..error.valid_up_to())?).ok()?,
    };
    let text = text.trim_start_matches([' ', '[']);
    match text.as_bytes() {
        [_, _, b'-', ..] => zone.instant(Wall::before(text, dump?)?),
        [_, _, _, _, b'-', ..] => zone.time(text),
        _ => None,
    }
}
