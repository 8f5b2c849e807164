//! The statistics as text.

use vigie_core::{Locator, Sink, Stop, Time};

use super::days::{Days, Sighting};
use vigie_formats::lines::Line;

/// The file that is being read.
#[derive(Default)]
pub(super) struct Reading {
    at: Option<Time>,
    quarantine: bool,
}

impl Reading {
    pub(super) fn read(
        &mut self,
        line: &Line<'_>,
        days: &mut Days,
        sink: &mut Sink<'_>,
    ) -> Result<(), Stop> {
        let text = line.text.trim();
        if let Some(title) = text.strip_prefix("--- !") {
            *self = Self { at: None, quarantine: title.contains("quarantine") };
        } else if let Some((bytes, process)) = entry(text) {
            self.sighting(line.number, bytes, process, days, sink);
        } else if text.starts_with("- [") {
            sink.problem(Locator::Line(line.number), "expected bytes, a share and a path");
        } else if let Some((key, value)) = text.split_once(':') {
            match key.trim() {
                "time" => {
                    self.at = Time::parse(value);
                    if self.at.is_none() {
                        sink.problem(Locator::Line(line.number), "expected a date after “time”");
                    }
                }
                "client" => self.sighting(line.number, 0, value.trim(), days, sink),
                _ => {}
            }
        }
        Ok(())
    }

    fn sighting(
        &self,
        line: u64,
        bytes: u64,
        process: &str,
        days: &mut Days,
        sink: &mut Sink<'_>,
    ) {
        let Some(at) = self.at else {
            sink.problem(Locator::Line(line), "expected a line with “time” before this one");
            return;
        };
        let quarantined = self.quarantine;
        days.add(&Sighting { line, process, at, bytes, quarantined }, sink);
    }
}

/// Bytes and path of `- [    3117304,  32.0, /usr/libexec/backboardd ]`.
fn entry(text: &str) -> Option<(u64, &str)> {
    let inside = text.strip_prefix("- [")?.strip_suffix(']')?;
    let (bytes, rest) = inside.split_once(',')?;
    let (_, process) = rest.split_once(',')?;
    let process = process.trim();
    (!process.is_empty()).then_some((bytes.trim().parse().ok()?, process))
}
