//! An Android backup: a tar archive, perhaps packed, perhaps encrypted, never unpacked to a disk.

use std::sync::Arc;

use vigie_core::{SharedBytes, Stop};

use super::tar_file::Tar;
use super::tar_gz::{Packing, TarGz};
use super::{Container, Means};
use crate::android::AdbBackup;
use crate::bytes::Window;
use crate::cbc::CbcReader;

/// The backup in `data`.
pub(super) fn open(data: SharedBytes, means: Means) -> Result<Box<dyn Container>, Stop> {
    let backup = AdbBackup::read(&data)?;
    let payload: SharedBytes = Arc::new(Window::new(data, backup.payload, u64::MAX));
    let (payload, means): (SharedBytes, Means) = match (&backup.encryption, &means.master) {
        (None, _) => (payload, means),
        (Some(_), Some(master)) => {
            let plain = CbcReader::with_iv(payload, &master.key, master.iv, None)?;
            (Arc::new(plain), Means { scratch: None, ..means })
        }
        (Some(_), None) => {
            return Err(Stop::Unsupported("an encrypted Android backup without its key".into()));
        }
    };
    Ok(match backup.is_compressed {
        false => Box::new(Tar::new(payload, means)),
        true if backup.encryption.is_some() => Box::new(TarGz::frugal(payload, means)),
        true => Box::new(TarGz::new(payload, Packing::Zlib, means)),
    })
}
