//! The file `origin`: whose the storage beside it is.
//!
//! Two origins, that of the page and that of the frame in it, as WebKit's `Persistence::Encoder`
//! writes them: scheme and host as texts (length in characters, 4 bytes little-endian, 0xffffffff
//! for none; a byte that is 1 where a character has one byte, else it has two; the characters), then
//! a byte that is 1 where a port of two bytes follows. A checksum may follow.

use vigie_core::{Reader, Stop};

/// Origins of a page and of the frame in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Origins {
    /// The page.
    pub(super) top: String,
    /// The frame; the same where there is none.
    pub(super) client: String,
}

impl Origins {
    /// Reads the file's content.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Stop> {
        let mut reader = Reader::new(bytes);
        let top = origin(&mut reader)?;
        let client = origin(&mut reader)?;
        Ok(Self { top, client })
    }
}

fn origin(reader: &mut Reader<'_>) -> Result<String, Stop> {
    let start = reader.offset();
    let scheme = text(reader, "scheme")?;
    let host = text(reader, "host")?;
    let port = match reader.u8("whether there is a port")? {
        0 => None,
        1 => Some(reader.u16_le("port")?),
        _ => return Err(Stop::malformed("origin", start, "0 or 1 before the port")),
    };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    if scheme.is_empty() || !scheme.chars().all(plain) {
        return Err(Stop::malformed("origin", start, "a scheme"));
    }
    Ok(match port {
        Some(port) => format!("{scheme}://{host}:{port}"),
        None => format!("{scheme}://{host}"),
    })
}

/// Longest text, in characters: hosts have 253 at most.
const LONGEST: u32 = 10_000;

fn text(reader: &mut Reader<'_>, what: &'static str) -> Result<String, Stop> {
    let at = reader.offset();
    let len = reader.u32_le(what)?;
    if len == u32::MAX {
        return Ok(String::new());
    }
    if len > LONGEST {
        return Err(Stop::malformed(what, at, format!("at most {LONGEST} characters")));
    }
    let len = usize::try_from(len).unwrap_or(usize::MAX);
    if reader.u8("width of characters")? == 1 {
        return Ok(reader.take(what, len)?.iter().copied().map(char::from).collect());
    }
    let bytes = reader.take(what, len.saturating_mul(2))?.chunks_exact(2);
    let units: Vec<u16> =
        bytes.filter_map(|pair| pair.try_into().ok()).map(u16::from_le_bytes).collect();
    Ok(String::from_utf16_lossy(&units))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_widths_ports_and_checksums() {
        let mut bytes = b"\x05\0\0\0\x01https\x06\0\0\0\x01a.test\0".to_vec();
        bytes.extend(b"\x04\0\0\0\x01http\x02\0\0\0\0\xe9\0x\0\x01\x90\x1f");
        bytes.extend([7; 20]);
        let origins = Origins::read(&bytes).unwrap();
        assert_eq!(origins.top, "https://a.test");
        assert_eq!(origins.client, "http://éx:8080");
        for end in 0..40 {
            assert!(Origins::read(bytes.get(..end).unwrap()).is_err());
        }
        assert!(Origins::read(&[0xff; 60]).is_err());
    }
}
