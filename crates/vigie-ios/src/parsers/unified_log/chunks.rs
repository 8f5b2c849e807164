//! The chunks of a log file, and how much a packed set unpacks to.
//!
//! A chunk is a tag, a second tag, a length, and that many bytes, padded to a multiple of eight; all
//! numbers are little-endian:
//!
//! ```text
//! u32 tag: 0x1000 header, 0x600b catalog, 0x600d set of lines
//! u32 second tag, mostly 0x11
//! u64 length
//! ```
//!
//! The bytes of a set begin with how they are packed: `bv41` LZ4, `bv4-` not at all, `ZBM` and a byte for
//! blocks of Apple's LZBITMAP.

use vigie_core::{ReadAt, Reader, Stop};

/// Bytes before those of the chunk itself.
const PREAMBLE: usize = 16;
/// Most bytes of one chunk; phones write some 60 kB.
const MOST_BYTES: u64 = 16 << 20;
/// Most bytes of one set when it is unpacked; phones write 64 kB.
const MOST_UNPACKED: u64 = 16 << 20;
/// One byte of LZ4 stands for at most this many.
const LZ4_RATIO: u64 = 255;

/// What a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Header,
    Catalog,
    Set,
}

impl Sort {
    const fn of(tag: u32) -> Option<Self> {
        match tag {
            0x1000 => Some(Self::Header),
            0x600b => Some(Self::Catalog),
            0x600d => Some(Self::Set),
            _ => None,
        }
    }
}

/// A chunk with its preamble and padding.
#[derive(Debug)]
pub(super) struct Chunk {
    pub(super) sort: Sort,
    /// Where it stands in the file.
    pub(super) at: u64,
    pub(super) bytes: Vec<u8>,
}

/// The chunks of a file, in order.
pub(super) struct Chunks<'a> {
    data: &'a dyn ReadAt,
    at: u64,
}

impl<'a> Chunks<'a> {
    pub(super) fn new(data: &'a dyn ReadAt) -> Self {
        Self { data, at: 0 }
    }

    /// The next chunk of a known sort. After an error, the one after it is next.
    pub(super) fn next(&mut self) -> Option<Result<Chunk, Stop>> {
        loop {
            let left = self.data.size().saturating_sub(self.at);
            if left == 0 {
                return None;
            }
            let begin = self.at;
            match self.read(begin, left) {
                Ok(Some(chunk)) => return Some(Ok(chunk)),
                // Files are padded with zeros.
                Ok(None) => {}
                Err(Stop::Io(error)) => {
                    self.at = self.data.size();
                    return Some(Err(Stop::Io(error)));
                }
                Err(stop) => {
                    self.at = self.next_plausible(begin);
                    return Some(Err(stop));
                }
            }
        }
    }

    fn read(&mut self, begin: u64, left: u64) -> Result<Option<Chunk>, Stop> {
        let preamble = bytes_at(self.data, begin, PREAMBLE)?;
        let mut reader = Reader::with_base(&preamble, begin);
        let (tag, second) = (reader.u32_le("chunk tag")?, reader.u32_le("second chunk tag")?);
        let length = u64::from_le_bytes(reader.array("length of a chunk")?);
        if (tag, second, length) == (0, 0, 0) {
            self.at = begin.saturating_add(PREAMBLE as u64);
            return Ok(None);
        }
        let Some(sort) = Sort::of(tag) else {
            let expected = format!("0x1000, 0x600b or 0x600d, not {tag:#x}");
            return Err(Stop::Malformed { what: "chunk tag", offset: begin, expected });
        };
        if length > MOST_BYTES {
            return Err(Stop::Limit { what: "bytes of a chunk", most: MOST_BYTES });
        }
        let (need, have) = (length, left.saturating_sub(PREAMBLE as u64));
        if need > have {
            let offset = begin.saturating_add(PREAMBLE as u64);
            return Err(Stop::Truncated { what: "chunk", offset, need, have });
        }
        let whole = usize::try_from(length).unwrap_or(usize::MAX).saturating_add(PREAMBLE);
        let mut bytes = bytes_at(self.data, begin, whole)?;
        let padded = whole.next_multiple_of(8);
        bytes.resize(padded, 0);
        self.at = begin.saturating_add(padded as u64);
        Ok(Some(Chunk { sort, at: begin, bytes }))
    }

    /// The first place after `begin` that looks like a chunk that fits, or the end.
    fn next_plausible(&self, begin: u64) -> u64 {
        const BLOCK: usize = 1 << 16;
        let size = self.data.size();
        let mut at = begin.saturating_add(8) & !7;
        while at < size {
            let mut block = vec![0; BLOCK];
            let Ok(read) = self.data.read_at(at, &mut block) else { return size };
            block.truncate(read);
            let mut place = at;
            for window in block.chunks_exact(8) {
                if let [tag, 0x60, 0, 0, 0x11, 0, 0, 0] = window
                    && matches!(tag, 0x0b | 0x0d)
                {
                    return place;
                }
                place = place.saturating_add(8);
            }
            at = at.saturating_add(read.max(8) as u64);
        }
        size
    }
}

/// `length` bytes at `offset`, fewer at the end.
pub(super) fn bytes_at(data: &dyn ReadAt, offset: u64, length: usize) -> Result<Vec<u8>, Stop> {
    let left = data.size().saturating_sub(offset);
    let mut bytes = vec![0; length.min(usize::try_from(left).unwrap_or(usize::MAX))];
    let mut filled = 0;
    while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match data.read_at(offset.saturating_add(filled as u64), rest)? {
            0 => break,
            read => filled = filled.saturating_add(read),
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}

/// How many bytes a set unpacks to.
///
/// # Errors
/// When it is cut short, is packed in an unknown way, or says more than it can hold or than is taken.
pub(super) fn unpacked(set: &Chunk) -> Result<u64, Stop> {
    let begin = set.at.saturating_add(PREAMBLE as u64);
    let mut reader =
        Reader::with_base(set.bytes.get(PREAMBLE..).unwrap_or_default(), begin);
    let size = match reader.array("how a set is packed")? {
        [b'Z', b'B', b'M', _] => bitmap_size(&mut reader)?,
        [b'b', b'v', b'4', b'-'] => {
            let size = reader.u32_le("size of a set")?;
            reader.take("set", usize::try_from(size).unwrap_or(usize::MAX))?;
            u64::from(size)
        }
        [b'b', b'v', b'4', b'1'] => {
            let (size, packed) = (reader.u32_le("size of a set")?, reader.u32_le("size of LZ4")?);
            reader.take("LZ4 of a set", usize::try_from(packed).unwrap_or(usize::MAX))?;
            let (size, packed) = (u64::from(size), u64::from(packed));
            if size > packed.saturating_mul(LZ4_RATIO).saturating_add(16) {
                let expected = "no more than LZ4 can hold".to_owned();
                return Err(Stop::Malformed { what: "size of a set", offset: begin, expected });
            }
            size
        }
        _ => {
            let expected = "bv41, bv4- or ZBM".to_owned();
            return Err(Stop::Malformed { what: "packing of a set", offset: begin, expected });
        }
    };
    if size > MOST_UNPACKED {
        return Err(Stop::Limit { what: "bytes of an unpacked set", most: MOST_UNPACKED });
    }
    Ok(size)
}

/// Blocks: three bytes of packed length, itself included, three of unpacked length; the last is empty.
fn bitmap_size(reader: &mut Reader<'_>) -> Result<u64, Stop> {
    const HEAD: usize = 6;
    let mut total = 0_u64;
    while !reader.is_empty() {
        let [p0, p1, p2, u0, u1, u2] = reader.array("block of a set")?;
        let packed = u32::from_le_bytes([p0, p1, p2, 0]);
        let unpacked = u32::from_le_bytes([u0, u1, u2, 0]);
        if unpacked == 0 {
            break;
        }
        total = total.saturating_add(u64::from(unpacked));
        let packed = usize::try_from(packed).unwrap_or(usize::MAX);
        let Some(rest) = packed.checked_sub(HEAD) else {
            let (offset, expected) = (reader.offset(), "6 or more".to_owned());
            return Err(Stop::Malformed { what: "length of a block", offset, expected });
        };
        reader.take("block of a set", rest)?;
    }
    Ok(total)
}

/// What the fuzz target runs: what is handed on was measured, and is never larger than it may be.
pub(crate) fn fuzz(bytes: &[u8]) {
    let data = vigie_core::Bytes(bytes.to_vec());
    let mut chunks = Chunks::new(&data);
    let mut last = None;
    while let Some(chunk) = chunks.next() {
        let Ok(chunk) = chunk else { continue };
        assert!(last.is_none_or(|last| last < chunk.at), "chunks do not go on");
        last = Some(chunk.at);
        assert!(chunk.bytes.len().is_multiple_of(8) && chunk.bytes.len() <= bytes.len() + 8);
        if chunk.sort == Sort::Set
            && let Ok(size) = unpacked(&chunk)
        {
            assert!(size <= MOST_UNPACKED);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(tag: u32, data: &[u8]) -> Vec<u8> {
        let mut bytes = [tag, 0x11].map(u32::to_le_bytes).concat();
        bytes.extend((data.len() as u64).to_le_bytes());
        bytes.extend(data);
        bytes.resize(bytes.len().next_multiple_of(8), 0);
        bytes
    }

    fn read(bytes: Vec<u8>) -> Vec<Result<(Sort, u64), String>> {
        let data = vigie_core::Bytes(bytes);
        let mut chunks = Chunks::new(&data);
        let next = || chunks.next().map(|one| one.map(|c| (c.sort, c.at)).map_err(|e| e.to_string()));
        std::iter::from_fn(next).collect()
    }

    #[test]
    fn damage_costs_one_chunk() {
        let mut bytes = chunk(0x1000, &[1; 20]);
        bytes.extend(chunk(0x7777, &[2; 8]));
        bytes.extend(chunk(0x600d, &[3; 3]));
        bytes.extend([0; 32]);
        bytes.extend([0x0d, 0x60, 0, 0, 0x11, 0, 0, 0, 99, 0, 0, 0, 0, 0, 0, 0]);
        let found = read(bytes);
        let unknown = "chunk tag at byte 40: expected 0x1000, 0x600b or 0x600d, not 0x7777";
        assert_eq!(found[0], Ok((Sort::Header, 0)));
        assert_eq!(found[1], Err(unknown.to_owned()));
        assert_eq!(found[2], Ok((Sort::Set, 64)));
        let short = "chunk at byte 136 is cut short: needs 99 bytes, 0 left";
        assert_eq!(found[3], Err(short.to_owned()));
        assert_eq!(found.len(), 4);
    }

    fn size(data: &[u8]) -> Result<u64, String> {
        let chunk = Chunk { sort: Sort::Set, at: 0, bytes: chunk(0x600d, data) };
        unpacked(&chunk).map_err(|error| error.to_string())
    }

    #[test]
    fn sets_that_lie_about_their_size_are_refused() {
        assert_eq!(size(b"bv4-\x02\0\0\0ab bv4$"), Ok(2));
        assert!(size(b"bv4-\xff\0\0\0ab").unwrap_err().contains("cut short"));
        assert!(size(b"bv41\0\0\0\x40\x02\0\0\0ab").unwrap_err().contains("LZ4 can hold"));
        assert!(size(b"zip!").unwrap_err().contains("expected bv41"));
        assert_eq!(size(b"ZBM\x09\x08\0\0\x02\0\0ab\x06\0\0\0\0\0"), Ok(2));
        let block = b"\x06\0\0\x00\x80\0";
        let bomb = [b"ZBM\x09".as_slice(), &block.repeat(1000), &[6, 0, 0, 0, 0, 0]].concat();
        assert!(size(&bomb).unwrap_err().contains("16777216"));
    }
}
