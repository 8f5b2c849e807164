//! Reading indicator files of every known format.

use std::path::{Path, PathBuf};

use vigie_core::{Limits, Problem};

use crate::Indicators;

/// Loads every indicator file among `paths`; folders are walked in sorted order.
#[must_use]
pub fn load(paths: &[PathBuf], limits: Limits) -> (Indicators, Vec<Problem>) {
    let mut loader = Loader::new(limits);
    for path in paths {
        loader.path(path);
    }
    let loaded = loader.finish();
    (loaded.indicators, loaded.problems)
}

/// Reads indicator files one after the other.
#[derive(Debug)]
pub struct Loader {
    limits: Limits,
}

impl Loader {
    /// Nothing loaded yet.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits }
    }

    /// Loads a file, or every indicator file under a folder.
    pub fn path(&mut self, path: &Path) {
        let _ = (path, &self.limits);
    }

    /// What was loaded.
    #[must_use]
    pub fn finish(self) -> Loaded {
        Loaded { indicators: Indicators::default(), problems: Vec::new(), ignored: Vec::new() }
    }
}

/// What [`Loader`] made of the files it was given.
#[derive(Debug)]
pub struct Loaded {
    /// The indicators.
    pub indicators: Indicators,
    /// What could not be read or evaluated.
    pub problems: Vec<Problem>,
    /// Files that hold no indicators: licences, rules of other tools, scripts.
    pub ignored: Vec<PathBuf>,
}
