//! Detectors that compare files: what was noted of each file, brought together.

use vigie_core::{DetectorMeta, Finding, Problem, Watch};

use super::replay::guarded;

/// A detector's watch over one file, or over all files so far.
pub(super) type Noted = (&'static DetectorMeta, Box<dyn Watch>);

/// One watch for each detector, over all files.
#[derive(Default)]
pub(super) struct Joined {
    watching: Vec<Noted>,
    findings: Vec<Finding>,
    problems: Vec<Problem>,
}

impl Joined {
    /// Adds what was noted of the next file; files come in the order of their numbers.
    pub(super) fn add(&mut self, noted: Vec<Noted>) {
        for (meta, watch) in noted {
            let known = self.watching.iter_mut().find(|(known, _)| std::ptr::eq(*known, meta));
            let Some((_, first)) = known else {
                self.watching.push((meta, watch));
                continue;
            };
            guarded(meta, &mut self.findings, &mut self.problems, |_| first.join(watch));
        }
    }

    /// Lets every detector say its word.
    pub(super) fn end(mut self) -> (Vec<Finding>, Vec<Problem>) {
        for (meta, mut watch) in self.watching {
            guarded(meta, &mut self.findings, &mut self.problems, |out| watch.end(out));
        }
        (self.findings, self.problems)
    }
}
