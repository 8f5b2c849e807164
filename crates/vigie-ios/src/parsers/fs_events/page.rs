//! Pages, and the events on them.

use std::borrow::Cow;

use vigie_core::{Locator, Reader, Sink, Stop};

use super::event::FileEvent;

/// Bytes before the events of a page.
pub(super) const HEADER: usize = 12;

/// What stands before the events.
pub(super) struct Head {
    /// 1 to 3.
    pub(super) version: u8,
    /// Bytes of the page, with this head.
    pub(super) length: u32,
}

/// A page without its head.
pub(super) struct Page<'a> {
    pub(super) version: u8,
    pub(super) bytes: &'a [u8],
    /// Where they stand in the unpacked log.
    pub(super) from: u64,
}

/// An event as it is stored.
pub(super) struct Raw<'a> {
    /// Below the root of the volume.
    pub(super) path: Cow<'a, str>,
    pub(super) id: u64,
    pub(super) flags: u32,
    pub(super) node: Option<u64>,
}

impl Page<'_> {
    /// Reads the head of a page.
    pub(super) fn head(bytes: &[u8]) -> Option<Head> {
        let version = match bytes.first_chunk()? {
            b"1SLD" => 1,
            b"2SLD" => 2,
            b"3SLD" => 3,
            _ => return None,
        };
        let length = u32::from_le_bytes(*bytes.get(8..)?.first_chunk()?);
        (length as usize >= HEADER).then_some(Head { version, length })
    }

    /// Emits what `make` makes of each event.
    pub(super) fn each(
        &self,
        sink: &mut Sink<'_>,
        make: &mut dyn FnMut(Raw<'_>) -> FileEvent,
    ) -> Result<(), Stop> {
        let mut reader = Reader::new(self.bytes);
        while !reader.is_empty() {
            let at = Locator::Byte(self.from.saturating_add(reader.offset()));
            match self.event(&mut reader) {
                Ok(event) => sink.emit(at, &make(event))?,
                Err(_) => {
                    sink.problem(at, "expected an event: a path, its number and its flags");
                    break;
                }
            }
        }
        Ok(())
    }

    fn event<'b>(&self, reader: &mut Reader<'b>) -> Result<Raw<'b>, Stop> {
        let rest = reader.clone().rest();
        let length = memchr::memchr(0, rest).unwrap_or(rest.len());
        let path = String::from_utf8_lossy(reader.take("path", length)?);
        reader.u8("end of a path")?;
        let id = u64::from_le_bytes(reader.array("number of an event")?);
        let flags = reader.u32_le("flags")?;
        let node = match self.version {
            1 => None,
            _ => Some(u64::from_le_bytes(reader.array("number of a file")?)),
        };
        if self.version > 2 {
            reader.take("end of an event", 4)?;
        }
        Ok(Raw { path, id, flags, node })
    }
}
