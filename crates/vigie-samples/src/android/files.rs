//! Files of evidence while it is written, and its answer key.

use std::fs;
use std::path::{Path, PathBuf};

use super::phone::{Phone, note};
use super::{Answers, Plant, Planted};
use crate::{Error, Result};

/// A folder of evidence while it is written.
pub(crate) struct Files<'a> {
    pub(crate) phone: &'a Phone<'a>,
    pub(crate) folder: PathBuf,
    pub(crate) answers: Answers,
}

impl<'a> Files<'a> {
    pub(crate) fn new(phone: &'a Phone<'a>, folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder).map_err(Error::at(folder))?;
        Ok(Self { phone, folder: folder.to_path_buf(), answers: phone.answers() })
    }

    pub(crate) fn has(&self, plant: Plant) -> bool {
        self.phone.plan.has(plant)
    }

    /// Where the file `name` lies; its folders are made.
    pub(crate) fn place(&self, name: &str) -> Result<PathBuf> {
        let path = self.folder.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Error::at(folder))?;
        }
        Ok(path)
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.place(name)?;
        fs::write(&path, bytes).map_err(Error::at(&path))
    }

    /// Notes that `plant` stands in `name`, in line `line` if lines mean something there.
    pub(crate) fn planted(&mut self, plant: Plant, name: &str, line: Option<u64>) {
        let seen = plant.seen().to_owned();
        self.answers.planted.push(Planted { file: name.to_owned(), line, seen, ..note(plant) });
    }

    /// Writes lines; those that `plant` is given with are noted where it is planted, and left out
    /// where it is not.
    pub(crate) fn lines(&mut self, name: &str, lines: &[(Option<Plant>, String)]) -> Result<()> {
        let mut text = String::new();
        let mut number = 0;
        for (plant, line) in lines {
            if plant.is_some_and(|plant| !self.has(plant)) {
                continue;
            }
            number += 1;
            if let Some(plant) = plant {
                self.planted(*plant, name, Some(number));
            }
            text.push_str(line);
            text.push('\n');
        }
        self.write(name, text.as_bytes())
    }
}

/// An ordinary line for [`Files::lines`].
pub(crate) fn plain(line: impl Into<String>) -> (Option<Plant>, String) {
    (None, line.into())
}
