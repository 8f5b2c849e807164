//! Files that may be compressed as a whole: plain, gzip (RFC 1952) or Zstandard (RFC 8878), told by
//! their first bytes and read as a stream in bounded memory.
//!
//! Both formats allow several members after one another, as `pzstd`, `bgzip` and appending write
//! them; Zstandard also frames to be skipped (RFC 8878 §3.1.2).

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::FrameDecoder;
use ruzstd::decoding::StreamingDecoder;
use vigie_core::SharedBytes;

/// How a file is compressed as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    Plain,
    /// gzip, one member or several.
    Gzip,
    /// Zstandard, one frame or several.
    Zstandard,
}

/// Bytes read from the file at once.
const BUFFER: usize = 256 << 10;

/// Largest window of a Zstandard frame: what `zstd --long=27` needs.
const MOST_WINDOW: u64 = 128 << 20;

/// First bytes of a Zstandard frame.
const FRAME: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

impl Packing {
    /// That of a file that begins with `start`.
    #[must_use]
    pub fn of(start: &[u8]) -> Self {
        match start {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [a, b, c, d, ..] if is_zstandard([*a, *b, *c, *d]) => Self::Zstandard,
            _ => Self::Plain,
        }
    }
}

fn is_zstandard(magic: [u8; 4]) -> bool {
    magic == FRAME || is_skippable(magic)
}

/// RFC 8878 §3.1.2: 0x184D2A50 to 0x184D2A5F, little-endian.
fn is_skippable(magic: [u8; 4]) -> bool {
    matches!(magic, [0x50..=0x5f, 0x2a, 0x4d, 0x18])
}

/// A shared file, read from its start to its end.
struct Sequential {
    data: SharedBytes,
    offset: u64,
}

impl Read for Sequential {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.data.read_at(self.offset, buffer)?;
        self.offset = self.offset.saturating_add(read as u64);
        Ok(read)
    }
}

/// Reads what is in `data`, whichever way it is packed.
///
/// # Errors
/// When the start cannot be read.
pub fn unpacked(data: SharedBytes) -> io::Result<Box<dyn Read + Send>> {
    let mut start = [0; 4];
    let filled = data.read_at(0, &mut start)?;
    let source = Sequential { data, offset: 0 };
    Ok(match Packing::of(start.get(..filled).unwrap_or_default()) {
        Packing::Plain => Box::new(source),
        Packing::Gzip => Box::new(MultiGzDecoder::new(BufReader::with_capacity(BUFFER, source))),
        Packing::Zstandard => Box::new(Zstandard::new(source)),
    })
}

/// At most `most` of the first bytes of what is packed in `start`, the first bytes of a file; as much
/// as they give, as they end somewhere inside.
#[must_use]
pub fn unpacked_start(start: &[u8], most: usize) -> Vec<u8> {
    let mut out = vec![0; most];
    let mut reader: Box<dyn Read + '_> = match Packing::of(start) {
        Packing::Plain => Box::new(start),
        Packing::Gzip => Box::new(MultiGzDecoder::new(start)),
        Packing::Zstandard => Box::new(Zstandard::new(start)),
    };
    let mut filled = 0;
    while let Some(room) = out.get_mut(filled..).filter(|room| !room.is_empty()) {
        match reader.read(room) {
            Ok(read @ 1..) => filled = filled.saturating_add(read),
            Ok(0) | Err(_) => break,
        }
    }
    out.truncate(filled);
    out
}

/// Frames of Zstandard, one after the other.
struct Zstandard<R: Read> {
    state: State<R>,
}

enum State<R: Read> {
    Between(BufReader<R>),
    Inside(Box<StreamingDecoder<BufReader<R>, FrameDecoder>>),
    Done,
}

impl<R: Read> Zstandard<R> {
    fn new(source: R) -> Self {
        Self { state: State::Between(BufReader::with_capacity(BUFFER, source)) }
    }
}

impl<R: Read> Read for Zstandard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Ok(0),
                State::Between(source) => self.state = next_frame(source)?,
                State::Inside(mut frame) => {
                    let read = frame.read(buffer)?;
                    self.state = match read {
                        0 => State::Between(frame.into_inner()),
                        _ => State::Inside(frame),
                    };
                    if read > 0 {
                        return Ok(read);
                    }
                }
            }
        }
    }
}

/// Begins the next frame, past those to be skipped; done where nothing follows.
fn next_frame<R: Read>(mut source: BufReader<R>) -> io::Result<State<R>> {
    loop {
        if source.fill_buf()?.is_empty() {
            return Ok(State::Done);
        }
        let ahead = source.buffer().first_chunk::<4>().copied();
        if !ahead.is_some_and(is_skippable) {
            let frame = StreamingDecoder::new_with_max_window_size(source, MOST_WINDOW);
            return Ok(State::Inside(Box::new(frame.map_err(io::Error::other)?)));
        }
        let mut header = [0; 8];
        source.read_exact(&mut header)?;
        let [.., a, b, c, d] = header;
        let length = u64::from(u32::from_le_bytes([a, b, c, d]));
        let skipped = io::copy(&mut source.by_ref().take(length), &mut io::sink())?;
        if skipped < length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

/// Reads `data` whole, whichever way it is packed; for tests and small files.
///
/// # Errors
/// When it cannot be read or gives more than `most` bytes.
pub fn unpack_all(data: &SharedBytes, most: u64) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    let read = unpacked(data.clone())?.take(most.saturating_add(1)).read_to_end(&mut all)?;
    if read as u64 > most {
        return Err(io::Error::other(format!("more than {most} bytes unpacked")));
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;
    use std::sync::Arc;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use vigie_core::Bytes;

    use super::*;

    fn all(bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        let data: SharedBytes = Arc::new(Bytes(bytes));
        unpack_all(&data, 1 << 20)
    }

    #[test]
    fn members_and_frames_follow_one_another() {
        let gz = |text: &[u8]| {
            let mut out = GzEncoder::new(Vec::new(), Compression::fast());
            out.write_all(text).unwrap();
            out.finish().unwrap()
        };
        let zst = |text: &[u8]| compress_to_vec(text, CompressionLevel::Fastest);
        assert_eq!(all([gz(b"ab"), gz(b"cd")].concat()).unwrap(), b"abcd");
        let skip = [0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9].to_vec();
        assert_eq!(all([skip.clone(), zst(b"ab"), skip, zst(b"cd")].concat()).unwrap(), b"abcd");
        assert_eq!(all(b"plain".to_vec()).unwrap(), b"plain");
        assert_eq!(all(Vec::new()).unwrap(), b"");
    }

    #[test]
    fn what_is_cut_gives_its_start_and_an_error() {
        let text: Vec<u8> = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
        let mut packed = compress_to_vec(text.as_slice(), CompressionLevel::Fastest);
        packed.truncate(packed.len() * 9 / 10);
        assert!(all(packed.clone()).is_err());
        let start = unpacked_start(&packed, 1000);
        assert_eq!(start, text[..1000]);
        assert!(all(vec![0x50, 0x2a, 0x4d, 0x18, 255, 255, 255, 255]).is_err());
    }
}
