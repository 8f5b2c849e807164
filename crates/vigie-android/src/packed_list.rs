//! Lists that the backup of messages keeps compressed.

use vigie_core::{Input, Locator, Sink, Stop};
use vigie_formats::gzip;

use crate::json_items::{Item, each_item};

/// Shows every value of the JSON list in `input`, a zlib stream or plain text, to `see`. Places are
/// those in the text that comes out of it.
///
/// # Errors
/// As [`each_item`], or when nothing can be unpacked.
pub(crate) fn each_packed_item(
    input: &Input<'_>,
    sink: &mut Sink<'_>,
    see: impl FnMut(&Item<'_>, &mut Sink<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let mut first = [0];
    if input.data.read_at(0, &mut first)? == 1 && matches!(first, [b'[' | b'{' | b' ' | b'\n']) {
        return each_item(input, sink, see);
    }
    let unpacked = gzip::unpack_zlib(&*input.data, &input.limits)?;
    if let Some(damage) = unpacked.damage {
        sink.problem(Locator::Whole, damage);
    }
    each_item(&Input { data: unpacked.data, ..*input }, sink, see)
}
