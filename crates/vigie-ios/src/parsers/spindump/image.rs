//! Libraries that processes had loaded.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};

use crate::paths;
use crate::seen_process::SeenProcess;

pub(super) static KIND: Kind = Kind {
    id: "ios.spindump.image",
    title: Text {
        en: "Library that processes had loaded",
        fr: "Bibliothèque chargée par des processus",
    },
    brief: &["path", "process", "processes"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Few,
    revive: revive::<LoadedImage>,
};

/// A library outside the system's shared cache, once per file however many processes loaded it.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct LoadedImage {
    /// Its path on the device.
    pub(crate) path: String,
    /// Its UUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) uuid: Option<String>,
    /// The first process that had loaded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) process: Option<String>,
    /// Number of that process.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) pid: Option<u32>,
    /// How many processes had loaded it.
    pub(crate) processes: u64,
    /// When the processes were sampled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seen: Option<Time>,
}

impl Record for LoadedImage {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.seen {
            see(Stamp::utc(at, "library loaded by a process"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(path) = paths::absolute(&self.path) {
            see("path", Observable::Path(&path));
        }
        if let Some(process) = &self.process {
            see("process", Observable::Process(process));
        }
    }
}

/// Most libraries that are told apart.
const MOST: usize = 50_000;

/// Libraries met so far, in order of their first line.
#[derive(Default)]
pub(super) struct Images {
    known: HashMap<String, usize>,
    images: Vec<(u64, LoadedImage)>,
    full: bool,
}

impl Images {
    /// Takes over the line of a library of `process`.
    pub(super) fn add(
        &mut self,
        line: u64,
        text: &str,
        process: Option<&SeenProcess>,
        sink: &mut Sink<'_>,
    ) {
        let Some((uuid, path)) = read(text) else { return };
        if process.is_some_and(|process| process.path.as_deref() == Some(path)) {
            return;
        }
        if let Some((_, image)) = self.known.get(path).and_then(|at| self.images.get_mut(*at)) {
            image.processes = image.processes.saturating_add(1);
            return;
        }
        if self.images.len() >= MOST {
            if !std::mem::replace(&mut self.full, true) {
                sink.problem(Locator::Line(line), "more than 50000 libraries");
            }
            return;
        }
        self.known.insert(path.to_owned(), self.images.len());
        let name = process.and_then(|process| process.path.clone().or_else(|| process.name.clone()));
        let image = LoadedImage {
            path: path.to_owned(),
            uuid: (!uuid.is_empty()).then(|| uuid.to_owned()),
            process: name,
            pid: process.and_then(|process| process.pid),
            processes: 1,
            seen: None,
        };
        self.images.push((line, image));
    }

    /// Emits every library.
    pub(super) fn emit(&mut self, seen: Option<Time>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        for (line, mut image) in self.images.drain(..) {
            image.seen = seen;
            sink.emit(Locator::Line(line), &image)?;
        }
        Ok(())
    }
}

/// UUID and path of `0x1000 - 0x1fff  name (1.0) <UUID>  /path`; nothing where there is no path.
fn read(text: &str) -> Option<(&str, &str)> {
    let (_, rest) = text.split_once('<')?;
    let (uuid, path) = rest.split_once('>')?;
    let path = path.trim();
    paths::absolute(path).is_some().then_some((uuid.trim(), path))
}
