//! File systems that were mounted: `mounts.json` of AndroidQF and `mountinfo` of each process in a bug
//! report.
//!
//! `mounts.json` is an array of lines: first what `mount` prints, then lines of `/proc/mounts` that say
//! something else. `/proc/PID/mountinfo` says more, once for every process; the same mount is given once,
//! with the processes that see it. There are two sets of options, those of the mount and those of the
//! file system below: a mount can be written to only where both say `rw`. Blanks are written `\040`.
//!
//! ```text
//! /dev/block/dm-0 on / type ext4 (ro,seclabel,relatime)
//! tmpfs /dev tmpfs rw,seclabel,nosuid,relatime,mode=755 0 0
//! 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
//! ```
//!
//! Sources: <https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html>,
//! <https://github.com/mvt-project/androidqf>.

mod line;
mod record;

use std::collections::HashMap;

use serde_json::Value;
use vigie_core::{
    EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions,
};
use vigie_formats::lines::{each_line, each_line_of};

pub(crate) use self::record::Mount;

use crate::json_items::{Item, each_item};

pub(crate) static ITEM: Mounts = Mounts;

pub(crate) struct Mounts;

static META: ParserMeta = ParserMeta {
    id: "mounts",
    title: Text { en: "Mounted file systems", fr: "Systèmes de fichiers montés" },
    reads: &[
        "/androidqf/mounts.json",
        "/mounts.json",
        "/proc/*/mountinfo",
        "/proc/*/mounts",
        "/proc/mounts",
    ],
    found_in: &[
        EvidenceKind::Androidqf,
        EvidenceKind::AndroidBugReport,
        EvidenceKind::AndroidFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&record::KIND],
    means: &[],
    versions: Versions::android(5),
    references: &[
        "https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html",
        "https://github.com/mvt-project/androidqf",
    ],
};

impl Parser for Mounts {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut first = [0];
        if input.data.read_at(0, &mut first)? == 1 && first == *b"[" {
            return each_item(input, sink, entry);
        }
        if input.path.ends_with("/mountinfo") {
            return mountinfo(input, sink);
        }
        each_line_of(input, |line| give(line.text, Locator::Line(line.number), sink))
    }
}

fn entry(item: &Item<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    match serde_json::from_slice(item.bytes) {
        Ok(Value::String(text)) => text.lines().try_for_each(|line| give(line, item.at(), sink)),
        _ => {
            sink.problem(item.at(), "expected a line that says what is mounted");
            Ok(())
        }
    }
}

fn give(text: &str, at: Locator, sink: &mut Sink<'_>) -> Result<(), Stop> {
    if text.trim().is_empty() {
        return Ok(());
    }
    match line::read(text) {
        Some(mount) => sink.emit(at, &mount),
        None => {
            sink.problem(at, "expected a device, a folder, a type and options");
            Ok(())
        }
    }
}

/// Most different mounts that are kept at once.
const MOST_MOUNTS: usize = 100_000;

/// Reads the list of every process together with the first of them, so that each mount comes once.
fn mountinfo(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let mut lists = input.siblings.below("/proc/");
    lists.retain(|path| path.ends_with("/mountinfo") && path != input.path);
    if lists.iter().any(|path| path.as_str() < input.path) {
        return Ok(());
    }
    let mut seen = Seen::default();
    let process = process_of(input.path);
    each_line_of(input, |line| {
        seen.add(line.text, Locator::Line(line.number), process, None, sink);
        Ok(())
    })?;
    for path in lists {
        sink.check()?;
        let Some(data) = input.siblings.open(&path)? else { continue };
        each_line(&*data, |line| {
            seen.add(line.text, Locator::Whole, process_of(&path), Some(&path), sink);
            Ok(())
        })?;
    }
    seen.mounts.into_iter().try_for_each(|(at, mount)| sink.emit(at, &mount))
}

fn process_of(path: &str) -> Option<u32> {
    path.strip_prefix("/proc/")?.strip_suffix("/mountinfo")?.parse().ok()
}

/// The mounts that were seen so far, in order.
#[derive(Default)]
struct Seen {
    mounts: Vec<(Locator, Mount)>,
    places: HashMap<String, usize>,
}

impl Seen {
    fn add(
        &mut self,
        text: &str,
        at: Locator,
        process: Option<u32>,
        file: Option<&str>,
        sink: &mut Sink<'_>,
    ) {
        if text.trim().is_empty() {
            return;
        }
        // What differs between processes is the number of the mount and of its parent alone.
        let key = line::less_ids(text);
        if let Some(place) = self.places.get(key).and_then(|place| self.mounts.get_mut(*place)) {
            place.1.add_process(process);
            return;
        }
        if self.mounts.len() >= MOST_MOUNTS {
            sink.problem(at, format!("a mount beyond {MOST_MOUNTS} was left out"));
            return;
        }
        let Some(mut mount) = line::read_info(text) else {
            let place = file.map_or(String::new(), |file| format!("{file}: "));
            let expected = "expected ids, a device, folders, options and, after -, a type";
            sink.problem(at, format!("{place}{expected}"));
            return;
        };
        mount.add_process(process);
        mount.file = file.map(str::to_owned);
        self.places.insert(key.to_owned(), self.mounts.len());
        self.mounts.push((at, mount));
    }
}
