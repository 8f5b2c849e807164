//! What every reader of one database shares.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use vigie_core::Limits;

use super::Damage;
use super::fault::Fault;
use super::pager::Pager;
use super::row_reader::RowReader;
use super::text::Encoding;

/// Row readers kept for look-ups.
const SPARE_READERS: usize = 4;

/// What every reader of one database shares.
pub(super) struct Store {
    pub(super) pager: Pager,
    pub(super) encoding: Encoding,
    pub(super) limits: Limits,
    pub(super) late: Late,
    spare: Mutex<Vec<RowReader>>,
}

impl Store {
    pub(super) fn new(pager: Pager, encoding: Encoding, limits: Limits) -> Self {
        Self { pager, encoding, limits, late: Late::default(), spare: Mutex::default() }
    }

    /// Lends a row reader to `work`, so that look-ups do not allocate.
    pub(super) fn with_reader<T>(&self, work: impl FnOnce(&mut RowReader) -> T) -> T {
        let spare = self.spare().pop();
        let mut reader = spare.unwrap_or_else(|| RowReader::new(self));
        let done = work(&mut reader);
        let mut spare = self.spare();
        if spare.len() < SPARE_READERS {
            spare.push(reader);
        }
        done
    }

    fn spare(&self) -> MutexGuard<'_, Vec<RowReader>> {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Damage met by look-ups, until somebody can be told.
#[derive(Default)]
pub(super) struct Late {
    is_waiting: AtomicBool,
    told: Mutex<Told>,
}

#[derive(Default)]
struct Told {
    pages: HashSet<(u32, u64)>,
    waiting: Vec<Damage>,
}

impl Late {
    /// Notes `fault`, met in `table`, the first time it is met.
    pub(super) fn note(&self, fault: &Fault, table: &str, most: u64) {
        let mut told = self.told();
        let is_room = (told.pages.len() as u64) < most;
        if is_room && told.pages.insert((fault.page, fault.at)) {
            told.waiting.push(Damage { at: fault.locator(), message: fault.describe(table) });
            self.is_waiting.store(true, Ordering::Release);
        }
    }

    /// Takes what was noted.
    #[inline]
    pub(super) fn take(&self) -> Vec<Damage> {
        if !self.is_waiting.load(Ordering::Acquire) {
            return Vec::new();
        }
        self.is_waiting.store(false, Ordering::Release);
        std::mem::take(&mut self.told().waiting)
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
