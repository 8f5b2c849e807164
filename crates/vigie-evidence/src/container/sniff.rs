//! Which archive a file is, by its content.

use std::io::Read as _;

use flate2::bufread::MultiGzDecoder;
use vigie_capture::{Recognised, recognise};
use vigie_core::{ReadAt, SharedBytes, Stop};

use super::tar::is_header;
use super::tar_file::Tar;
use super::tar_gz::{Packing, TarGz};
use super::zip::Zip;
use super::zip_directory::Directory;
use super::{Container, Means, adb};
use crate::age::is_age;
use crate::android::is_adb_backup;
use crate::bytes::fill;

/// Kinds of archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Archive {
    Zip,
    Tar,
    TarGz,
    /// An Android backup.
    Adb,
    /// Something encrypted with age.
    Age,
}

/// Bytes looked at: enough for gzip to give a tar header.
const START: usize = 64 << 10;

/// The kind of archive that `data` is; `None` when it is none. With `thorough`, also a zip archive
/// that has something else before it, which takes a look at the end of the file.
pub(crate) fn sniff(data: &dyn ReadAt, thorough: bool) -> Result<Option<Archive>, Stop> {
    let mut block = [0; 512];
    let filled = fill(data, 0, &mut block)?;
    if block.starts_with(b"PK\x03\x04") || block.starts_with(b"PK\x05\x06") {
        return Ok(Some(Archive::Zip));
    }
    if block.starts_with(&[0x1f, 0x8b]) {
        let mut start = vec![0; START];
        let filled = fill(data, 0, &mut start)?;
        let mut decoder = MultiGzDecoder::new(start.get(..filled).unwrap_or_default());
        let tar = decoder.read_exact(&mut block).is_ok() && is_header(&block);
        return Ok(tar.then_some(Archive::TarGz));
    }
    if is_age(block.get(..filled).unwrap_or_default()) {
        return Ok(Some(Archive::Age));
    }
    if is_adb_backup(block.get(..filled).unwrap_or_default()) {
        return Ok(Some(Archive::Adb));
    }
    if filled == block.len() && is_header(&block) {
        return Ok(Some(Archive::Tar));
    }
    // What a capture recorded may be an archive, up to its end.
    let begin = block.get(..filled).unwrap_or_default();
    if matches!(recognise(begin), Recognised::Pcap | Recognised::Pcapng | Recognised::Packed) {
        return Ok(None);
    }
    // Such as a program that unpacks it.
    let behind = thorough && Directory::find(data).is_ok_and(|directory| directory.entries > 0);
    Ok(behind.then_some(Archive::Zip))
}

/// The archive in `data`.
pub(crate) fn archive_in(
    kind: Archive,
    data: SharedBytes,
    means: Means,
) -> Result<Box<dyn Container>, Stop> {
    Ok(match kind {
        Archive::Zip => Box::new(Zip::new(data, means)?),
        Archive::Tar => Box::new(Tar::new(data, means)),
        Archive::TarGz => Box::new(TarGz::new(data, Packing::Gzip, means)),
        Archive::Adb => adb::open(data, means)?,
        Archive::Age => return Err(Stop::Unsupported("age inside an archive".into())),
    })
}

/// The archive in `data`, of the kind with that number: whatever it looks like.
pub(crate) fn archive_of(
    kind: u8,
    data: SharedBytes,
    means: Means,
) -> Result<Box<dyn Container>, Stop> {
    let kind = match kind {
        0 => Archive::Zip,
        1 => Archive::Tar,
        3 => Archive::Adb,
        _ => Archive::TarGz,
    };
    archive_in(kind, data, means)
}
