//! Where a parser puts what it reads, and how a parser is run.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use crate::{Input, Limits, Locator, Parser, Record, Stop};

/// Takes what a parser reads: matches it, shows it to detectors, stores it.
pub trait Consumer {
    /// Takes one record.
    ///
    /// # Errors
    /// When the record cannot be kept: the run must stop.
    fn record(&mut self, at: Locator, record: &dyn Record) -> Result<(), Stop>;

    /// Takes one problem.
    fn problem(&mut self, at: Locator, message: String);
}

/// Where a parser puts what it reads. Enforces the limits of one file.
pub struct Sink<'a> {
    consumer: &'a mut dyn Consumer,
    limits: Limits,
    started: Instant,
    stop: &'a AtomicBool,
    records: u64,
    problems: u64,
}

/// Records between two looks at the clock.
const CLOCK_EVERY: u64 = 1024;

impl<'a> Sink<'a> {
    /// A sink into `consumer`; `stop` becomes true when the user interrupts the run.
    pub fn new(consumer: &'a mut dyn Consumer, limits: Limits, stop: &'a AtomicBool) -> Self {
        Self { consumer, limits, started: Instant::now(), stop, records: 0, problems: 0 }
    }

    /// Keeps a record.
    ///
    /// # Errors
    /// When a limit is reached or the user interrupts; the parser passes it on with `?`.
    pub fn emit(&mut self, at: Locator, record: &dyn Record) -> Result<(), Stop> {
        if self.records >= self.limits.records {
            return Err(Stop::Limit { what: "records", most: self.limits.records });
        }
        self.records += 1;
        if self.records.is_multiple_of(CLOCK_EVERY) {
            self.check()?;
        }
        self.consumer.record(at, record)
    }

    /// Notes damage that was skipped.
    pub fn problem(&mut self, at: Locator, message: impl Into<String>) {
        self.problems += 1;
        if self.problems <= self.limits.problems {
            self.consumer.problem(at, message.into());
        }
    }

    /// Records emitted so far.
    #[must_use]
    pub const fn records(&self) -> u64 {
        self.records
    }

    /// To be called in loops that may go long without emitting.
    ///
    /// # Errors
    /// When time is up or the user interrupts.
    pub fn check(&self) -> Result<(), Stop> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Stop::Interrupted);
        }
        if self.started.elapsed() > self.limits.time {
            return Err(Stop::Limit {
                what: "seconds for one file",
                most: self.limits.time.as_secs(),
            });
        }
        Ok(())
    }

    fn close(&mut self) {
        let unseen = self.problems.saturating_sub(self.limits.problems);
        if unseen > 0 {
            self.consumer.problem(Locator::Whole, format!("{unseen} more problems in this file"));
        }
    }
}

/// Runs one parser over one file. Never panics; gives why it stopped early, if it did.
pub fn parse(
    parser: &dyn Parser,
    input: &Input<'_>,
    consumer: &mut dyn Consumer,
    stop: &AtomicBool,
) -> Option<Stop> {
    let mut sink = Sink::new(consumer, input.limits, stop);
    let done = catch_unwind(AssertUnwindSafe(|| parser.parse(input, &mut sink)));
    sink.close();
    let reason = match done {
        Ok(Ok(())) => return None,
        Ok(Err(reason)) => reason,
        Err(_) => Stop::Unsupported("this file made the parser fail: please report it; it".into()),
    };
    let message = match &reason {
        Stop::Interrupted => return Some(reason),
        other => format!("stopped reading: {other}"),
    };
    consumer.problem(reason.locator(), message);
    Some(reason)
}
