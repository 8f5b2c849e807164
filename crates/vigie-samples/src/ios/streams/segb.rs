//! SEGB, the container of Biome's streams, in its two layouts (published by CCL Solutions and by
//! Cellebrite); all numbers are little-endian, times Apple absolute.
//!
//! 1: a head of 56 bytes with the end of the data at 0 and `SEGB` at 52; records of a head of 32
//! bytes (length, state, two times, CRC-32, unknown) and the payload, aligned to 8.
//!
//! 2: a head of 32 bytes with `SEGB`, the count of records and a time; records of CRC-32, unknown
//! and payload, aligned to 4; at the end of the file, for each record, where it ends behind the
//! head, its state and its time.

use crate::Moment;

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It stands.
    Written,
    /// It was deleted: its payload is zeroed, its time remains.
    Deleted,
    /// Room for a record.
    Empty,
}

impl State {
    const fn number(self) -> u32 {
        match self {
            Self::Written => 1,
            Self::Deleted => 3,
            Self::Empty => 4,
        }
    }
}

/// One record of a stream.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) state: State,
    pub(super) time: Moment,
    pub(super) payload: Vec<u8>,
}

impl Record {
    fn stored(&self) -> Vec<u8> {
        match self.state {
            State::Written => self.payload.clone(),
            State::Deleted | State::Empty => vec![0; self.payload.len()],
        }
    }
}

/// A file of the first layout: iOS 15 and 16.
pub(super) fn first(records: &[Record]) -> Vec<u8> {
    let mut bytes = vec![0; 56];
    for record in records {
        bytes.extend(length(record.payload.len()).to_le_bytes());
        bytes.extend(record.state.number().to_le_bytes());
        bytes.extend(record.time.mac().to_le_bytes());
        bytes.extend(record.time.mac().to_le_bytes());
        bytes.extend(crc32(&record.payload).to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend(record.stored());
        bytes.resize(bytes.len().next_multiple_of(8), 0);
    }
    let end = length(bytes.len()).to_le_bytes();
    splice(&mut bytes, 0, &end);
    splice(&mut bytes, 52, b"SEGB");
    // Files are laid out in whole pages.
    bytes.resize(bytes.len().next_multiple_of(4096), 0);
    bytes
}

/// A file of the second layout: iOS 17 and later.
pub(super) fn second(records: &[Record]) -> Vec<u8> {
    let created = records.first().map_or(0.0, |record| record.time.mac());
    let mut bytes = b"SEGB".to_vec();
    bytes.extend(length(records.len()).to_le_bytes());
    bytes.extend(created.to_le_bytes());
    bytes.extend([0; 16]);
    let mut trailer = Vec::new();
    for record in records {
        bytes.extend(crc32(&record.payload).to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend(record.stored());
        trailer.extend(length(bytes.len() - 32).to_le_bytes());
        trailer.extend(record.state.number().to_le_bytes());
        trailer.extend(record.time.mac().to_le_bytes());
        bytes.resize(bytes.len().next_multiple_of(4), 0);
    }
    bytes.resize(bytes.len().next_multiple_of(4096), 0);
    bytes.extend(trailer);
    bytes
}

fn splice(bytes: &mut [u8], at: usize, new: &[u8]) {
    if let Some(place) = bytes.get_mut(at..at + new.len()) {
        place.copy_from_slice(new);
    }
}

fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// CRC-32 as zlib reckons it.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records() -> [Record; 2] {
        let time = Moment::from_unix(978_307_200 + 5);
        let payload = b"abcde".to_vec();
        [
            Record { state: State::Written, time, payload: payload.clone() },
            Record { state: State::Deleted, time, payload },
        ]
    }

    #[test]
    fn the_checksum_is_zlibs() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn the_first_layout_is_aligned_and_ends_where_it_says() {
        let bytes = first(&records());
        assert_eq!(&bytes[52..56], b"SEGB");
        assert_eq!(&bytes[..4], &136_u32.to_le_bytes());
        assert_eq!(&bytes[56 + 32..56 + 37], b"abcde");
        // The second record: head at 96, payload zeroed.
        assert_eq!(&bytes[96..104], &[5, 0, 0, 0, 3, 0, 0, 0]);
        assert_eq!(&bytes[128..133], &[0; 5]);
        assert_eq!(&bytes[72..80], &5.0_f64.to_le_bytes());
    }

    #[test]
    fn the_second_layout_has_its_directory_at_the_end() {
        let bytes = second(&records());
        assert_eq!(&bytes[..8], b"SEGB\x02\0\0\0");
        let trailer = &bytes[bytes.len() - 32..];
        assert_eq!(&trailer[..8], &[13, 0, 0, 0, 1, 0, 0, 0]);
        // The second record begins at the next multiple of 4, 16 behind the head.
        assert_eq!(&trailer[16..24], &[29, 0, 0, 0, 3, 0, 0, 0]);
        assert_eq!(&bytes[32..36], &crc32(b"abcde").to_le_bytes());
        assert_eq!(&bytes[40..45], b"abcde");
    }
}
