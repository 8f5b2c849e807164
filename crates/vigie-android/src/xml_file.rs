//! Files of the system in XML, binary or text, and whom they belong to.

use vigie_core::{Input, Sink, Stop};
use vigie_formats::abx::{self, Document, Element};

/// Reads the whole file; damage is noted, what stands before it is given.
///
/// # Errors
/// When it cannot be read, or is no XML.
pub(crate) fn read(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<Vec<Element>, Stop> {
    let bytes = input.read_all()?;
    if !abx::looks_like_one(&bytes) {
        return Err(Stop::malformed("file", 0, "XML, binary or text"));
    }
    let Document { elements, damage } = abx::read(&bytes, &input.limits);
    if let Some(damage) = damage {
        sink.problem(damage.locator(), damage.to_string());
    }
    Ok(elements)
}

/// The first component of `path` that is a number: the user whose file it is.
pub(crate) fn user(path: &str) -> Option<u32> {
    path.split('/').find_map(|part| part.parse().ok())
}

/// The value of an attribute as a whole number.
pub(crate) fn integer(element: &Element, name: &str) -> Option<i64> {
    element.attribute(name)?.trim().parse().ok()
}

/// The value of an attribute as text; nothing where it is empty.
pub(crate) fn text(element: &Element, name: &str) -> Option<String> {
    element.attribute(name).filter(|value| !value.is_empty()).map(str::to_owned)
}

/// Whether an attribute says true; `None` where it is not there.
pub(crate) fn truth(element: &Element, name: &str) -> Option<bool> {
    element.attribute(name).map(|value| value == "true" || value == "1")
}
