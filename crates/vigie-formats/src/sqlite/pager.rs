//! Pages of a database: where they stand, and how they are read.
//!
//! A page is read from the write-ahead log where a committed version of it stands there, otherwise
//! from the main file. Scans read long runs of the main file into a [`Window`]; look-ups by rowid
//! keep a few megabytes of pages.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use vigie_core::SharedBytes;

use super::cache::PageCache;
use super::fault::Fault;
use super::guess::Layout;
use super::wal::Wal;
use super::window::{Window, read_full};

/// Offset of the page that SQLite uses for file locks and never for data.
const LOCK_BYTE: u64 = 0x4000_0000;

/// Reads the pages of one database.
pub(super) struct Pager {
    main: SharedBytes,
    main_size: u64,
    wal: Option<Wal>,
    page_size: u32,
    usable: u32,
    cache: Mutex<PageCache>,
}

/// The bytes of a page, and where they stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page<'a> {
    /// Its number, counting from 1.
    pub(super) number: u32,
    /// Its usable bytes; fewer where the file is cut.
    pub(super) bytes: &'a [u8],
    /// Where they stand.
    pub(super) place: Place,
    /// How many usable bytes a whole page has.
    pub(super) usable: u32,
}

/// Where a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Offset of its first byte in its file.
    pub(super) at: u64,
    /// Whether that file is the write-ahead log.
    pub(super) wal: bool,
}

impl Page<'_> {
    /// A fault at byte `at` of this page.
    pub(super) fn fault(
        &self,
        at: usize,
        message: impl Into<std::borrow::Cow<'static, str>>,
    ) -> Fault {
        let at = self.place.at.saturating_add(at as u64);
        Fault { wal: self.place.wal, ..Fault::new(self.number, at, message) }
    }

    /// Whether the file ends inside this page.
    pub(super) fn is_cut(&self) -> bool {
        self.bytes.len() < self.usable as usize
    }
}

impl Pager {
    /// Reads pages laid out as `layout` tells.
    pub(super) fn new(main: SharedBytes, wal: Option<Wal>, layout: Layout) -> Self {
        let Layout { page_size, reserved } = layout;
        Self {
            main_size: main.size(),
            main,
            wal,
            page_size,
            usable: page_size.saturating_sub(u32::from(reserved)),
            cache: Mutex::default(),
        }
    }

    /// Number of the last page that is part of the database and stands in a file.
    pub(super) fn pages_in_files(&self) -> u32 {
        let in_main = self.main_size.div_ceil(u64::from(self.page_size));
        let in_main = u32::try_from(in_main).unwrap_or(u32::MAX);
        // A commit may have made the database smaller than the main file still is.
        self.wal.as_ref().map_or(in_main, |wal| in_main.max(wal.last_page()).min(wal.pages()))
    }

    /// How many pages the files can hold: no honest count of pages is larger.
    pub(super) fn pages_at_most(&self) -> u64 {
        let in_wal = self.wal.as_ref().map_or(0, Wal::len);
        (self.main_size / u64::from(self.page_size)).saturating_add(1).saturating_add(in_wal)
    }

    /// Usable bytes of a page.
    pub(super) const fn usable(&self) -> u32 {
        self.usable
    }

    /// Bytes of a page.
    pub(super) const fn page_size(&self) -> u32 {
        self.page_size
    }

    /// Whether `number` is the page that is never used, around the file locks.
    pub(super) fn is_lock_page(&self, number: u32) -> bool {
        u64::from(number) == LOCK_BYTE / u64::from(self.page_size) + 1
    }

    /// Where page `number` stands; a fault when no file has it.
    fn place(&self, number: u32) -> Result<Place, Fault> {
        if let Some(at) = self.wal.as_ref().and_then(|wal| wal.page_at(number)) {
            return Ok(Place { at, wal: true });
        }
        let at = u64::from(number.wrapping_sub(1)).saturating_mul(u64::from(self.page_size));
        if number == 0 || at >= self.main_size {
            let last = self.main_size / u64::from(self.page_size);
            let message = format!("expected a page from 1 to {last}, the last in the file");
            return Err(Fault::new(number, self.main_size.min(at), message));
        }
        Ok(Place { at, wal: false })
    }

    /// Reads page `number` through `window`, as [`Pager::load`] does.
    pub(super) fn page<'w>(
        &self,
        number: u32,
        run: impl FnOnce() -> u32,
        window: &'w mut Window,
    ) -> Result<Page<'w>, Fault> {
        let place = self.load(number, run, window)?;
        Ok(self.loaded(number, place, window))
    }

    /// Brings page `number` into `window`. When that needs new bytes of the main file, the next
    /// `run()` pages are read with it.
    pub(super) fn load(
        &self,
        number: u32,
        run: impl FnOnce() -> u32,
        window: &mut Window,
    ) -> Result<Place, Fault> {
        let place = self.place(number)?;
        let len = self.page_size as usize;
        let read = match (&self.wal, place.wal) {
            (Some(wal), true) => window.wal.read(wal.bytes(), place.at, len, len),
            _ if window.main.holds(place.at, len) => Ok(()),
            _ => {
                let run = (run().max(1) as usize).saturating_mul(len);
                window.main.read(&*self.main, place.at, run, len)
            }
        };
        match read {
            Ok(()) => Ok(place),
            Err(error) => Err(unreadable(number, place, error)),
        }
    }

    /// Page `number`, which was brought into `window`.
    pub(super) fn loaded<'w>(&self, number: u32, place: Place, window: &'w Window) -> Page<'w> {
        let stretch = if place.wal { &window.wal } else { &window.main };
        self.at(number, place, stretch.get(place.at, self.page_size as usize))
    }

    /// Page `number`, if `window` holds all of it already.
    pub(super) fn held<'w>(&self, number: u32, window: &'w Window) -> Option<Page<'w>> {
        let place = self.place(number).ok().filter(|place| !place.wal)?;
        let len = self.page_size as usize;
        let held = window.main.holds(place.at, len);
        held.then(|| self.at(number, place, window.main.get(place.at, len)))
    }

    /// Numbers of the pages that stand in the log, in ascending order.
    pub(super) fn pages_in_log(&self) -> Vec<u32> {
        self.wal.as_ref().map(Wal::numbers).unwrap_or_default()
    }

    /// Where the last commit in the log ends; 0 where nothing in it counts.
    pub(super) fn committed_in_log(&self) -> u64 {
        self.wal.as_ref().map_or(0, Wal::committed)
    }

    /// Whether the present version of page `number` stands at `at` in the log.
    pub(super) fn is_in_log_at(&self, number: u32, at: u64) -> bool {
        self.wal.as_ref().and_then(|wal| wal.page_at(number)) == Some(at)
    }

    /// Page `number` as the main file has it, whatever the log has.
    pub(super) fn page_in_main<'w>(&self, number: u32, window: &'w mut Window) -> Option<Page<'w>> {
        let at = u64::from(number.checked_sub(1)?).saturating_mul(u64::from(self.page_size));
        let len = self.page_size as usize;
        if at >= self.main_size {
            return None;
        }
        window.main.read(&*self.main, at, len, len).ok()?;
        let bytes = window.main.get(at, len);
        Some(self.at(number, Place { at, wal: false }, bytes))
    }

    /// Page `number`, kept for the next time.
    pub(super) fn kept(&self, number: u32) -> Result<KeptPage, Fault> {
        let place = self.place(number)?;
        let kept = |bytes| KeptPage { number, bytes, place, usable: self.usable };
        if let Some(bytes) = self.cache().find(number) {
            return Ok(kept(bytes));
        }
        let source = match (&self.wal, place.wal) {
            (Some(wal), true) => wal.bytes(),
            _ => &*self.main,
        };
        let mut bytes = vec![0; self.page_size as usize];
        let read = read_full(source, place.at, &mut bytes);
        let have = read.map_err(|error| unreadable(number, place, error))?;
        bytes.truncate(have.min(self.usable as usize));
        let bytes = Arc::<[u8]>::from(bytes);
        self.cache().keep(number, bytes.clone());
        Ok(kept(bytes))
    }

    fn cache(&self) -> MutexGuard<'_, PageCache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The page in `bytes`, less what is reserved.
    fn at<'w>(&self, number: u32, place: Place, bytes: &'w [u8]) -> Page<'w> {
        let bytes = bytes.get(..self.usable as usize).unwrap_or(bytes);
        Page { number, bytes, place, usable: self.usable }
    }
}

/// A page that stays as long as it is needed.
pub(super) struct KeptPage {
    number: u32,
    bytes: Arc<[u8]>,
    place: Place,
    usable: u32,
}

impl KeptPage {
    /// The page.
    pub(super) fn page(&self) -> Page<'_> {
        let Self { number, ref bytes, place, usable } = *self;
        Page { number, bytes, place, usable }
    }
}

fn unreadable(number: u32, place: Place, error: std::io::Error) -> Fault {
    let fault = Fault::new(number, place.at, "the page cannot be read");
    Fault { wal: place.wal, io: Some(error), ..fault }
}
