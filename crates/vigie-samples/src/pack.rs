//! Packs a folder as zip, tar or tar.gz: sorted, with fixed times, so that bytes repeat.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use crate::{Error, Result};

/// Packs the files of `folder` into the zip archive `out`, under the folder's own name.
///
/// # Errors
/// When a file cannot be read or the archive cannot be written.
pub fn zip(folder: &Path, out: &Path) -> Result<()> {
    zip_files(files(folder)?, zip::DateTime::default(), out)
}

/// Packs the files of `folder` into the zip archive `out`, without a folder above them, all
/// written on 20 October 2026 at 9:30.
///
/// # Errors
/// When a file cannot be read or the archive cannot be written.
pub fn zip_flat(folder: &Path, out: &Path) -> Result<()> {
    let written = zip::DateTime::from_date_and_time(2026, 10, 20, 9, 30, 0).unwrap_or_default();
    let bare = |(path, name): (PathBuf, String)| {
        let name = name.split_once('/').map_or_else(|| name.clone(), |(_, rest)| rest.to_owned());
        (path, name)
    };
    zip_files(files(folder)?.into_iter().map(bare), written, out)
}

fn zip_files(
    files: impl IntoIterator<Item = (PathBuf, String)>,
    written: zip::DateTime,
    out: &Path,
) -> Result<()> {
    let file = File::create(out).map_err(Error::at(out))?;
    let mut archive = zip::ZipWriter::new(BufWriter::new(file));
    let options = zip::write::SimpleFileOptions::default()
        .last_modified_time(written)
        .unix_permissions(0o644);
    for (path, name) in files {
        archive.start_file(name, options)?;
        let mut from = File::open(&path).map_err(Error::at(&path))?;
        std::io::copy(&mut from, &mut archive).map_err(Error::at(&path))?;
    }
    archive.finish()?.flush().map_err(Error::at(out))
}

/// Packs the files of `folder` into the tar archive `out`, under the folder's own name.
///
/// # Errors
/// When a file cannot be read or the archive cannot be written.
pub fn tar(folder: &Path, out: &Path) -> Result<()> {
    let file = File::create(out).map_err(Error::at(out))?;
    tar_to(folder, BufWriter::new(file), out)?.flush().map_err(Error::at(out))
}

/// Packs the files of `folder` into the gzipped tar archive `out`, under the folder's own name.
///
/// # Errors
/// When a file cannot be read or the archive cannot be written.
pub fn tar_gz(folder: &Path, out: &Path) -> Result<()> {
    let file = BufWriter::new(File::create(out).map_err(Error::at(out))?);
    let gzip = flate2::GzBuilder::new().mtime(0).write(file, flate2::Compression::fast());
    let mut file = tar_to(folder, gzip, out)?.finish().map_err(Error::at(out))?;
    file.flush().map_err(Error::at(out))
}

fn tar_to<W: Write>(folder: &Path, to: W, out: &Path) -> Result<W> {
    let mut archive = tar::Builder::new(to);
    archive.mode(tar::HeaderMode::Deterministic);
    for (path, name) in files(folder)? {
        let file = File::open(&path).map_err(Error::at(&path))?;
        let size = file.metadata().map_err(Error::at(&path))?.len();
        let mut header = tar::Header::new_gnu();
        header.set_size(size);
        header.set_mode(0o644);
        header.set_mtime(0);
        archive.append_data(&mut header, &name, file.take(size)).map_err(Error::at(&path))?;
    }
    archive.into_inner().map_err(Error::at(out))
}

/// Every file below `folder` with its name in the archive, sorted by name.
fn files(folder: &Path) -> Result<Vec<(PathBuf, String)>> {
    let top = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned();
    let mut found = Vec::new();
    let mut open = vec![(folder.to_path_buf(), top)];
    while let Some((folder, name)) = open.pop() {
        for entry in fs::read_dir(&folder).map_err(Error::at(&folder))? {
            let entry = entry.map_err(Error::at(&folder))?;
            let name = format!("{name}/{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type().map_err(Error::at(entry.path()))?;
            if kind.is_dir() {
                open.push((entry.path(), name));
            } else if kind.is_file() {
                found.push((entry.path(), name));
            }
        }
    }
    found.sort_by(|(_, one), (_, other)| one.cmp(other));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_repeat_and_hold_every_file() {
        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().join("top");
        fs::create_dir_all(folder.join("b/c")).unwrap();
        fs::write(folder.join("b/c/two"), b"2").unwrap();
        fs::write(folder.join("one"), vec![b'1'; 70_000]).unwrap();
        for pack in [zip, tar, tar_gz] {
            let (first, second) = (scratch.path().join("first"), scratch.path().join("second"));
            pack(&folder, &first).unwrap();
            pack(&folder, &second).unwrap();
            assert_eq!(fs::read(&first).unwrap(), fs::read(&second).unwrap());
        }
        tar(&folder, &scratch.path().join("t")).unwrap();
        let mut archive = tar::Archive::new(File::open(scratch.path().join("t")).unwrap());
        let names: Vec<String> = archive
            .entries()
            .unwrap()
            .map(|entry| entry.unwrap().path().unwrap().display().to_string())
            .collect();
        assert_eq!(names, ["top/b/c/two", "top/one"]);
    }
}
