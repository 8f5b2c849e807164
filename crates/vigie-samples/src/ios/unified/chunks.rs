//! The chunks of log lines, and the packed sets they are kept in.

use super::catalog::{Program, chunk};
use super::strings;

/// One line: which text, its argument, and how long after its chunk began.
pub(super) struct Line {
    pub(super) text: u64,
    pub(super) argument: String,
    pub(super) ticks: u64,
}

/// Texts stand in the program's own file, and a subsystem is named.
const FLAGS: u16 = 0x0202;
/// A public string.
const STRING: u8 = 0x22;

/// A chunk of lines of one program, from `began` on.
pub(super) fn firehose(program: &Program, began: u64, lines: &[Line]) -> Vec<u8> {
    let mut public = Vec::new();
    for line in lines {
        public.extend(entry(line));
        public.resize(public.len().next_multiple_of(8), 0);
    }
    let (first, second) = program.numbers();
    let mut data = first.to_le_bytes().to_vec();
    data.extend(second.to_le_bytes());
    data.extend([0; 4]);
    let size = u16::try_from(public.len() + 16).unwrap_or(u16::MAX);
    for number in [size, 0x1000, 0, 0] {
        data.extend(number.to_le_bytes());
    }
    data.extend(began.to_le_bytes());
    data.extend(public);
    let mut bytes = chunk(0x6001, &data);
    // Chunks of lines have no second tag.
    if let Some(tag) = bytes.get_mut(4..8) {
        tag.fill(0);
    }
    bytes
}

fn entry(line: &Line) -> Vec<u8> {
    let mut data = 0x2000_u32.to_le_bytes().to_vec();
    data.extend(1_u16.to_le_bytes());
    // One item: a string at 0 of what follows the items.
    let length = u16::try_from(line.argument.len() + 1).unwrap_or(0);
    data.extend([0, 1, STRING, 4, 0, 0]);
    data.extend(length.to_le_bytes());
    data.extend_from_slice(line.argument.as_bytes());
    data.push(0);
    let mut bytes = vec![4, 0];
    bytes.extend(FLAGS.to_le_bytes());
    bytes.extend(strings::at(line.text).to_le_bytes());
    bytes.extend(0x1234_u64.to_le_bytes());
    bytes.extend(u32::try_from(line.ticks).unwrap_or(0).to_le_bytes());
    bytes.extend(0_u16.to_le_bytes());
    bytes.extend(u16::try_from(data.len()).unwrap_or(0).to_le_bytes());
    bytes.extend(data);
    bytes
}

/// Chunks as one set, packed with LZ4 or as they are.
pub(super) fn chunkset(chunks: &[u8], packed: bool) -> Vec<u8> {
    let length = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap_or(0).to_le_bytes();
    let mut data = Vec::new();
    if packed {
        let block = lz4(chunks);
        data.extend(b"bv41");
        data.extend(length(chunks));
        data.extend(length(&block));
        data.extend(block);
    } else {
        data.extend(b"bv4-");
        data.extend(length(chunks));
        data.extend_from_slice(chunks);
    }
    data.extend(b"bv4$");
    chunk(0x600d, &data)
}

/// An LZ4 block of one run of literals: valid, and as long as it was
/// (<https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md>).
fn lz4(bytes: &[u8]) -> Vec<u8> {
    let Some(rest) = bytes.len().checked_sub(15) else {
        let token = u8::try_from(bytes.len()).unwrap_or(0) << 4;
        return [&[token][..], bytes].concat();
    };
    let mut block = vec![0xf0];
    block.resize(1 + rest / 255, 0xff);
    block.push(u8::try_from(rest % 255).unwrap_or(0));
    block.extend_from_slice(bytes);
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_of_literals_says_its_length() {
        assert_eq!(lz4(b"abc"), b"\x30abc");
        let long = lz4(&[7; 15 + 255 + 3]);
        assert_eq!(&long[..3], &[0xf0, 0xff, 3]);
        assert_eq!(long.len(), 3 + 273);
    }

    #[test]
    fn chunks_are_aligned_and_say_their_length() {
        let program = Program { path: "/usr/libexec/locationd", pid: 7 };
        let line = Line { text: 0, argument: "x".to_owned(), ticks: 5 };
        let bytes = firehose(&program, 9, &[line]);
        assert_eq!(bytes.len() % 8, 0);
        assert_eq!(&bytes[..8], &[1, 0x60, 0, 0, 0, 0, 0, 0]);
        assert_eq!(&bytes[16 + 24..16 + 32], &9_u64.to_le_bytes());
    }
}
