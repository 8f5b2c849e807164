//! `dsc/UUID`: the texts of the libraries that all processes share, and the paths of these.
//!
//! Read in place, for it takes 100 MB and more; all numbers are little-endian:
//!
//! ```text
//! "hcsd", u16 major version, u16 minor, u32 ranges, u32 libraries
//! range, version 1:   u32 library, u32 offset, u32 place in the file, u32 size
//! range, version 2:   u64 offset, u32 place in the file, u32 size, u64 library
//! library, version 1: u32 offset, u32 size, 16 bytes UUID, u32 place of its path in the file
//! library, version 2: u64 offset, the rest as in version 1
//! ```
//!
//! Version 2 since iOS 15.

use macos_unifiedlogs::dsc::{RangeDescriptor, SharedCacheStrings, UUIDDescriptor};
use vigie_core::{ReadAt, Reader, Stop};

use super::chunks::bytes_at;
use super::texts::tame;

/// Most bytes of texts.
pub(super) const MOST_BYTES: u64 = 192 << 20;
/// Most ranges, and libraries; iOS 17 has some 5,000.
const MOST_ENTRIES: u32 = 100_000;
/// Longest path of a library.
const LONGEST_PATH: usize = 1024;
const HEAD: u64 = 16;

/// Reads the file, and how many bytes it takes.
pub(super) fn read(data: &dyn ReadAt, uuid: &str) -> Result<(SharedCacheStrings, u64), Stop> {
    let head = bytes_at(data, 0, 16)?;
    let mut reader = Reader::new(&head);
    if reader.array("signature")? != *b"hcsd" {
        let expected = "hcsd".to_owned();
        return Err(Stop::Malformed { what: "signature", offset: 0, expected });
    }
    let mut texts = SharedCacheStrings {
        signature: u32::from_le_bytes(*b"hcsd"),
        major_version: reader.u16_le("version")?,
        minor_version: reader.u16_le("version")?,
        number_ranges: reader.u32_le("number of ranges")?,
        number_uuids: reader.u32_le("number of libraries")?,
        dsc_uuid: uuid.to_owned(),
        ..SharedCacheStrings::default()
    };
    if texts.number_ranges.max(texts.number_uuids) > MOST_ENTRIES {
        return Err(Stop::Limit { what: "ranges of shared texts", most: MOST_ENTRIES.into() });
    }
    let wide = texts.major_version >= 2;
    let table = usize::try_from(texts.number_ranges).unwrap_or(0) * if wide { 24 } else { 16 }
        + usize::try_from(texts.number_uuids).unwrap_or(0) * if wide { 32 } else { 28 };
    let table = bytes_at(data, HEAD, table)?;
    let mut reader = Reader::with_base(&table, HEAD);
    let mut total = 0;
    for _ in 0..texts.number_ranges {
        let mut range = range(&mut reader, wide)?;
        range.strings = strings(data, &range, &mut total)?;
        texts.ranges.push(range);
    }
    for _ in 0..texts.number_uuids {
        let mut library = library(&mut reader, wide)?;
        library.path_string = path(data, library.path_offset)?;
        total = total.saturating_add(library.path_string.len() as u64);
        texts.uuids.push(library);
    }
    Ok((texts, total))
}

fn range(reader: &mut Reader<'_>, wide: bool) -> Result<RangeDescriptor, Stop> {
    let mut range = RangeDescriptor::default();
    if wide {
        range.range_offset = u64::from_le_bytes(reader.array("offset of a range")?);
    } else {
        range.uuid_index = reader.u32_le("library of a range")?.into();
        range.range_offset = reader.u32_le("offset of a range")?.into();
    }
    range.data_offset = reader.u32_le("place of a range")?;
    range.range_size = reader.u32_le("size of a range")?;
    if wide {
        range.uuid_index = u64::from_le_bytes(reader.array("library of a range")?);
    }
    Ok(range)
}

fn library(reader: &mut Reader<'_>, wide: bool) -> Result<UUIDDescriptor, Stop> {
    let text_offset = if wide {
        u64::from_le_bytes(reader.array("offset of a library")?)
    } else {
        reader.u32_le("offset of a library")?.into()
    };
    Ok(UUIDDescriptor {
        text_offset,
        text_size: reader.u32_le("size of a library")?,
        uuid: format!("{:032X}", u128::from_be_bytes(reader.array("UUID of a library")?)),
        path_offset: reader.u32_le("path of a library")?,
        path_string: String::new(),
    })
}

/// The texts of a range; ranges of one file may overlap, but not be more than is taken.
fn strings(data: &dyn ReadAt, range: &RangeDescriptor, total: &mut u64) -> Result<Vec<u8>, Stop> {
    *total = total.saturating_add(range.range_size.into());
    if *total > MOST_BYTES {
        return Err(Stop::Limit { what: "bytes of shared texts", most: MOST_BYTES });
    }
    let size = usize::try_from(range.range_size).unwrap_or(usize::MAX);
    let mut strings = bytes_at(data, range.data_offset.into(), size)?;
    // A text that has no end would be taken for as long as its range.
    if strings.last() != Some(&0) {
        strings.push(0);
    }
    tame(&mut strings);
    Ok(strings)
}

fn path(data: &dyn ReadAt, offset: u32) -> Result<String, Stop> {
    let mut bytes = bytes_at(data, offset.into(), LONGEST_PATH)?;
    bytes.truncate(memchr::memchr(0, &bytes).unwrap_or(bytes.len()));
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_versions_say_the_same() {
        let texts = b"one %s\0/usr/lib/libone.dylib\0";
        let four = |number: u32| number.to_le_bytes().to_vec();
        let eight = |number: u64| number.to_le_bytes().to_vec();
        let uuid = [0xab; 16].to_vec();
        let head = |version: u8| [b"hcsd".to_vec(), vec![version, 0, 0, 0], four(1), four(1)];
        let (narrow, wide) = (16 + 16 + 28_u32, 16 + 24 + 32_u32);
        let first = [head(1).concat(), four(0), four(80), four(narrow), four(7), four(1000), four(9)];
        let first = [first.concat(), uuid.clone(), four(narrow + 7), texts.to_vec()].concat();
        let second = [head(2).concat(), eight(80), four(wide), four(7), eight(0), eight(1000), four(9)];
        let second = [second.concat(), uuid, four(wide + 7), texts.to_vec()].concat();
        for bytes in [first, second] {
            let (read, _) = read(&vigie_core::Bytes(bytes.clone()), "X").unwrap();
            let (_, known) = SharedCacheStrings::parse_dsc(&bytes).unwrap();
            let known = SharedCacheStrings { dsc_uuid: "X".to_owned(), ..known };
            assert_eq!(format!("{read:?}"), format!("{known:?}"));
            assert_eq!(read.uuids[0].path_string, "/usr/lib/libone.dylib");
            assert_eq!(read.ranges[0].strings, b"one %s\0");
        }
    }

    #[test]
    fn ranges_that_say_too_much_are_refused() {
        let mut bytes = b"hcsd\x01\0\0\0\xff\xff\xff\xff\0\0\0\0".to_vec();
        assert!(read(&vigie_core::Bytes(bytes.clone()), "X").is_err());
        bytes[8..12].copy_from_slice(&2_u32.to_le_bytes());
        for _ in 0..2 {
            bytes.extend([0_u32, 0, 0, 200 << 19].map(u32::to_le_bytes).concat());
        }
        let error = read(&vigie_core::Bytes(bytes), "X").unwrap_err().to_string();
        assert!(error.contains("shared texts"), "{error}");
    }
}
