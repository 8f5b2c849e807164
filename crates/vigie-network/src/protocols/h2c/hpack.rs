//! Compressed headers of HTTP/2 (RFC 7541).

use std::collections::{HashMap, VecDeque};
use std::sync::LazyLock;

use super::tables::{HUFFMAN, STATIC};

/// Largest table that is kept, whatever the other side allows.
const TABLE: usize = 64 << 10;
/// Most headers of one block.
const HEADERS: usize = 256;
/// Longest text that is kept.
const TEXT: usize = 8 << 10;

/// Decodes the blocks of one direction.
pub(super) struct Decoder {
    table: VecDeque<(String, String)>,
    size: usize,
    most: usize,
}

impl Default for Decoder {
    fn default() -> Self {
        Self { table: VecDeque::new(), size: 0, most: 4096 }
    }
}

impl Decoder {
    /// The headers of a block; `None` where it is damaged, and then what follows cannot be read either.
    pub(super) fn block(&mut self, mut bytes: &[u8]) -> Option<Vec<(String, String)>> {
        let mut headers = Vec::new();
        while let Some(first) = bytes.first().copied() {
            if first & 0x80 != 0 {
                let index = integer(&mut bytes, 7)?;
                headers.push(self.entry(index)?);
            } else if first & 0xe0 == 0x20 {
                self.most = integer(&mut bytes, 5)?.min(TABLE);
                self.evict(0);
            } else {
                let is_kept = first & 0x40 != 0;
                let index = integer(&mut bytes, if is_kept { 6 } else { 4 })?;
                let name = match index {
                    0 => text(&mut bytes)?,
                    _ => self.entry(index)?.0,
                };
                let header = (name, text(&mut bytes)?);
                if is_kept {
                    self.keep(header.clone());
                }
                headers.push(header);
            }
            if headers.len() > HEADERS {
                return None;
            }
        }
        Some(headers)
    }

    fn entry(&self, index: usize) -> Option<(String, String)> {
        let place = index.checked_sub(1)?;
        match STATIC.get(place) {
            Some((name, value)) => Some(((*name).to_owned(), (*value).to_owned())),
            None => self.table.get(place - STATIC.len()).cloned(),
        }
    }

    fn keep(&mut self, header: (String, String)) {
        let size = header.0.len() + header.1.len() + 32;
        self.evict(size);
        if size <= self.most {
            self.size += size;
            self.table.push_front(header);
        }
    }

    /// Makes room for so many bytes.
    fn evict(&mut self, room: usize) {
        while self.size + room > self.most
            && let Some((name, value)) = self.table.pop_back()
        {
            self.size = self.size.saturating_sub(name.len() + value.len() + 32);
        }
    }
}

/// An integer whose first byte has `bits` of it (§5.1).
fn integer(bytes: &mut &[u8], bits: u32) -> Option<usize> {
    let (first, mut rest) = bytes.split_first()?;
    let most = (1_usize << bits) - 1;
    let mut value = usize::from(*first) & most;
    if value == most {
        for shift in [0, 7, 14, 21] {
            let (byte, behind) = rest.split_first()?;
            rest = behind;
            value += usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                *bytes = rest;
                return Some(value);
            }
        }
        return None;
    }
    *bytes = rest;
    Some(value)
}

/// A text (§5.2).
fn text(bytes: &mut &[u8]) -> Option<String> {
    let is_huffman = bytes.first()? & 0x80 != 0;
    let length = integer(bytes, 7)?;
    let (raw, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    let raw = raw.get(..TEXT).unwrap_or(raw);
    let decoded = if is_huffman { huffman(raw)? } else { raw.to_vec() };
    Some(String::from_utf8_lossy(&decoded).into_owned())
}

/// Bytes by length and code.
static CODES: LazyLock<HashMap<(u8, u32), u8>> = LazyLock::new(|| {
    let codes = (0..=255_u8).zip(HUFFMAN);
    codes.map(|(byte, (code, length))| ((length, code), byte)).collect()
});

fn huffman(raw: &[u8]) -> Option<Vec<u8>> {
    let mut decoded = Vec::with_capacity(raw.len() * 2);
    let (mut code, mut length) = (0_u32, 0_u8);
    for byte in raw {
        for place in (0..8).rev() {
            code = code << 1 | u32::from(byte >> place & 1);
            length += 1;
            if let Some(byte) = CODES.get(&(length, code)) {
                decoded.push(*byte);
                (code, length) = (0, 0);
            } else if length > 30 {
                return None;
            }
        }
    }
    Some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
        digits.chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
    }

    /// The requests of RFC 7541 §C.3 and §C.4.
    #[test]
    fn the_requests_of_the_specification() {
        let plain = ["828684410f7777772e6578616d706c652e636f6d", "828684be58086e6f2d6361636865"];
        let coded = ["828684418cf1e3c2e5f23a6ba0ab90f4ff", "828684be5886a8eb10649cbf"];
        for [first, second] in [plain, coded] {
            let mut decoder = Decoder::default();
            let headers = decoder.block(&hex(first)).unwrap();
            assert_eq!(headers[3], (":authority".into(), "www.example.com".into()));
            let headers = decoder.block(&hex(second)).unwrap();
            assert_eq!(headers[3].1, "www.example.com");
            assert_eq!(headers[4], ("cache-control".into(), "no-cache".into()));
        }
    }

    #[test]
    fn damage_ends_a_block() {
        for wrong in ["ff", "ffffffffff7f", "80", "c0", "418c"] {
            assert!(Decoder::default().block(&hex(wrong)).is_none(), "{wrong}");
        }
    }
}
