//! What `remotectl dumpstate` prints: this phone, and every device that is connected to it.
//!
//! ```text
//! Local device
//!     UUID: 0A0B0C0D-…
//!     Product Type: iPhone9,3
//!     Properties: {
//!         SerialNumber => F17X0000ABCD
//!     }
//!     Services:
//!         com.apple.sysdiagnose.remote
//! Found mac (ncm-host)
//!     State: connected (connectable)
//!     …
//! ```
//!
//! Indented with tabs, one more per level; a value between brackets goes over several lines.

use vigie_core::{Locator, ReadAt, Sink, Stop};

use vigie_formats::lines::{Line, each_line};

/// A device, as printed.
#[derive(Debug, Default)]
pub(crate) struct RemoteDevice {
    /// The line it begins with: `Local device`, `Found …`.
    pub(crate) title: String,
    /// Number of that line.
    pub(crate) line: u64,
    /// Keys and values of its first level.
    fields: Vec<(String, String)>,
    /// Its properties.
    pub(crate) properties: Vec<(String, String)>,
    /// Services it offers.
    pub(crate) services: Vec<String>,
    /// Services that this phone offers to it.
    pub(crate) local_services: Vec<String>,
}

/// Most devices, and most lines of each part of one, that are kept.
const MOST_DEVICES: usize = 1_000;
const MOST_LINES: usize = 2_000;

impl RemoteDevice {
    /// Whether this is the phone itself.
    pub(crate) fn is_local(&self) -> bool {
        self.title.starts_with("Local device")
    }

    /// The value of property `name`, or of `key` of the first level.
    pub(crate) fn value(&self, name: &str, key: &str) -> Option<&str> {
        let property = self.properties.iter().find(|(known, _)| known == name);
        let (_, value) = property.or_else(|| self.fields.iter().find(|(known, _)| known == key))?;
        let value = value.trim_matches('"');
        (!value.is_empty()).then_some(value)
    }
}

/// Reads every device of `data`.
///
/// # Errors
/// When the bytes cannot be read.
pub(crate) fn read(data: &dyn ReadAt, sink: &mut Sink<'_>) -> Result<Vec<RemoteDevice>, Stop> {
    let mut reading = Reading::default();
    each_line(data, |line| {
        reading.read(&line, sink);
        Ok(())
    })?;
    Ok(reading.devices)
}

/// Part of a device's lines.
#[derive(Clone, Copy, Default, PartialEq)]
enum Part {
    #[default]
    Fields,
    Properties,
    Services,
    LocalServices,
    Other,
}

#[derive(Default)]
struct Reading {
    devices: Vec<RemoteDevice>,
    part: Part,
    /// Indentation of the part's name, and of its own lines.
    outer: usize,
    inner: Option<usize>,
    full: bool,
}

impl Reading {
    fn read(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) {
        let text = line.text.trim();
        if text.is_empty() {
            return;
        }
        let indent = line.text.len() - line.text.trim_start().len();
        if indent == 0 {
            return self.begin(line, text, sink);
        }
        if self.part != Part::Fields && indent <= self.outer {
            self.part = Part::Fields;
            self.inner = None;
            if matches!(text, "}" | "]" | ")") {
                return;
            }
        }
        let Some(device) = self.devices.last_mut() else { return };
        let inner = *self.inner.get_or_insert(indent);
        match self.part {
            Part::Fields => {
                if let Some(part) = part_named(text) {
                    (self.part, self.outer, self.inner) = (part, indent, None);
                } else if let Some((key, value)) = text.split_once(": ") {
                    keep(&mut device.fields, key, value);
                }
            }
            Part::Properties => {
                if let Some((key, value)) = text.split_once(" => ")
                    && indent == inner
                {
                    keep(&mut device.properties, key, value);
                }
            }
            Part::Services if indent == inner => keep_service(&mut device.services, text),
            Part::LocalServices if indent == inner => {
                keep_service(&mut device.local_services, text)
            }
            _ => {}
        }
    }

    fn begin(&mut self, line: &Line<'_>, text: &str, sink: &mut Sink<'_>) {
        if matches!(text, "}" | "]" | ")") {
            return;
        }
        (self.part, self.inner) = (Part::Fields, None);
        if self.devices.len() >= MOST_DEVICES {
            if !std::mem::replace(&mut self.full, true) {
                sink.problem(Locator::Line(line.number), "more than 1000 devices");
            }
            return;
        }
        self.devices.push(RemoteDevice {
            title: text.to_owned(),
            line: line.number,
            ..RemoteDevice::default()
        });
    }
}

/// The part that a line such as `Properties: {` begins.
fn part_named(text: &str) -> Option<Part> {
    let name = text.trim_end_matches(['{', ' ']).strip_suffix(':')?;
    Some(match name {
        "Properties" => Part::Properties,
        "Services" => Part::Services,
        "Local Services" => Part::LocalServices,
        _ => Part::Other,
    })
}

fn keep(pairs: &mut Vec<(String, String)>, key: &str, value: &str) {
    if pairs.len() < MOST_LINES {
        pairs.push((key.trim().to_owned(), value.trim().to_owned()));
    }
}

fn keep_service(services: &mut Vec<String>, text: &str) {
    let name = text.split(" => ").next().unwrap_or(text);
    if services.len() < MOST_LINES && !matches!(name, "}" | "]" | ")") {
        services.push(name.to_owned());
    }
}
