//! The text form. Nothing that a DOCTYPE declares is expanded.

use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::escape::{resolve_xml_entity, unescape_with};
use quick_xml::events::{BytesStart, Event};
use vigie_core::Stop;

use super::tree::Builder;

/// Reads the events of `text`.
pub(super) fn read(text: &str, builder: &mut Builder) -> Result<(), Stop> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().allow_dangling_amp = true;
    loop {
        let at = reader.buffer_position();
        let event = reader.read_event().map_err(|error| markup(&error, reader.error_position()))?;
        match event {
            Event::Start(start) => element(&start, at, builder)?,
            Event::End(_) => builder.end(),
            Event::Text(text) => builder.text(&text)?,
            Event::CData(text) => builder.text(&text)?,
            Event::GeneralRef(name) => match (name.resolve_char_ref(), resolve_xml_entity(&name)) {
                (Ok(Some(character)), _) => builder.text(character.encode_utf8(&mut [0; 4]))?,
                (_, Some(text)) => builder.text(text)?,
                _ => builder.text(&format!("&{};", &*name))?,
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn markup(error: &Error, at: u64) -> Stop {
    let expected = match error {
        Error::Syntax(_) => "the rest of it",
        _ => "well-formed XML",
    };
    Stop::malformed("XML", at, expected)
}

fn element(start: &BytesStart<'_>, at: u64, builder: &mut Builder) -> Result<(), Stop> {
    let name: Arc<str> = start.name().as_ref().into();
    builder.spend(name.len())?;
    builder.start(name, at)?;
    let mut attributes = start.attributes();
    for attribute in attributes.with_checks(false) {
        let Ok(attribute) = attribute else {
            return Err(Stop::malformed("XML attribute", at, "name=\"value\""));
        };
        let value = unescape_with(&attribute.value, resolve_xml_entity);
        let value: Arc<str> =
            value.map_or_else(|_| (*attribute.value).into(), |text| (*text).into());
        builder.spend(value.len())?;
        builder.attribute(attribute.key.as_ref().into(), value)?;
    }
    Ok(())
}
