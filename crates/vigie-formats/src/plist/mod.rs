//! Property lists, binary and XML.

mod value;

use vigie_core::{Limits, Stop};

pub use value::{Dictionary, Value};

/// Reads a property list, binary (`bplist00`) or XML, in UTF-8 or UTF-16.
///
/// # Errors
/// When it is neither, or damaged anywhere, or asks for more than `limits`.
pub fn parse(bytes: &[u8], limits: &Limits) -> Result<Value, Stop> {
    let _ = (bytes, limits);
    Err(Stop::Unsupported("this property list".into()))
}

/// Reads what can be read of a property list, and gives the first damage that was met.
#[must_use]
pub fn parse_lenient(bytes: &[u8], limits: &Limits) -> (Option<Value>, Option<Stop>) {
    (None, parse(bytes, limits).err())
}
