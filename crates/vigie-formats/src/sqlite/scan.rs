//! Every page of a table, in the order of its keys.

use std::time::Instant;

use vigie_core::Stop;

use super::audit;
use super::fault::Fault;
use super::node::{Kind, Node, interior_key, leaf_key};
use super::page_set::PageSet;
use super::pager::{Page, Place};
use super::row_reader::Subject;
use super::rows::{Rows, Visitor};
use super::window::{AHEAD, Window};

/// Most levels of a b-tree: SQLite itself gives up there.
pub(super) const MAX_DEPTH: usize = 20;

/// Most pages between two that are worth reading together. What lies between the leaves of a table
/// is most often the overflow pages of their rows.
const GAP: u32 = 16;

/// A pass over one table.
pub(super) struct Scan<'a> {
    rows: Rows<'a>,
    window: Window,
    levels: Vec<Level>,
    visited: PageSet,
    started: Instant,
    is_broken: bool,
}

/// An interior page on the way to the present one.
struct Level {
    node: Node,
    children: Vec<u32>,
    /// Which child is next.
    next: usize,
    number: u32,
    place: Place,
    /// The greatest rowid below each child but the last.
    keys: Vec<i64>,
    /// The rowids that may stand below this page.
    range: Range,
    /// The page itself, where its cells hold rows.
    bytes: Vec<u8>,
}

/// Rowids that may stand below a page: those greater than the first, up to the second.
type Range = (Option<i64>, Option<i64>);

impl<'a> Scan<'a> {
    pub(super) fn new(subject: Subject<'a>, visitor: &'a mut dyn Visitor) -> Self {
        Self {
            rows: Rows::new(subject, visitor),
            window: Window::default(),
            levels: Vec::new(),
            visited: PageSet::default(),
            started: Instant::now(),
            is_broken: false,
        }
    }

    /// Walks the tree. Gives whether parts of it could not be reached.
    ///
    /// # Errors
    /// What the visitor gives, and [`Stop::Limit`] when time is up.
    pub(super) fn run(&mut self) -> Result<bool, Stop> {
        self.enter(self.rows.subject.definition.root)?;
        while let Some(level) = self.levels.last_mut() {
            let next = level.next;
            level.next += 1;
            let Some(&child) = level.children.get(next) else {
                self.levels.pop();
                continue;
            };
            if level.node.kind == Kind::IndexInterior && next > 0 {
                level.show_row(&mut self.rows, &self.window, next - 1)?;
            }
            if child != 0 {
                self.enter(child)?;
            }
        }
        Ok(self.is_broken)
    }

    /// Reads page `number`: shows its rows, or makes ready to go down from it.
    fn enter(&mut self, number: u32) -> Result<(), Stop> {
        self.check_time()?;
        match self.try_enter(number)? {
            Ok(()) => {}
            Err(fault) => {
                self.is_broken = true;
                self.rows.tell(&fault);
            }
        }
        Ok(())
    }

    /// Shows the rows of leaf `number`, which no page links to, save those that `is_known` has
    /// already. Gives how many.
    pub(super) fn orphan(
        &mut self,
        number: u32,
        is_known: &dyn Fn(i64) -> bool,
    ) -> Result<u64, Stop> {
        self.check_time()?;
        let Ok(place) = self.load(number) else { return Ok(0) };
        let page = self.rows.subject.store.pager.loaded(number, place, &self.window);
        match Node::read(&page) {
            Ok(node) => self.rows.orphan(&self.window, &page, &node, is_known),
            Err(_) => Ok(0),
        }
    }

    /// The pages that were reached.
    pub(super) fn into_visited(self) -> PageSet {
        self.visited
    }

    fn try_enter(&mut self, number: u32) -> Result<Result<(), Fault>, Stop> {
        let place = match self.load(number) {
            Ok(place) => place,
            Err(fault) => return Ok(Err(fault)),
        };
        let Self { rows, window, levels, .. } = self;
        let page = rows.subject.store.pager.loaded(number, place, window);
        let (node, fault) = match audit::open(&page, rows.subject.definition.without_rowid) {
            Ok(opened) => opened,
            Err(fault) => return Ok(Err(fault)),
        };
        let range = levels.last().map_or((None, None), Level::range_of_child);
        if node.kind.is_interior() {
            return Ok(descend(levels, &page, node, range).and(fault.map_or(Ok(()), Err)));
        }
        if let Some(fault) = fault {
            rows.tell(&fault);
        }
        rows.leaf(window, &page, &node)?;
        Ok(check_range(&page, &node, range))
    }

    /// Brings page `number`, which must not have been seen before, into the window.
    fn load(&mut self, number: u32) -> Result<Place, Fault> {
        let Self { rows, window, levels, visited, .. } = self;
        let pager = &rows.subject.store.pager;
        let level = levels.last();
        if !visited.insert(number) {
            let parent = level.map_or(Place { at: 0, wal: false }, |level| level.place);
            let fault = Fault::new(number, parent.at, "expected a page not yet in the tree");
            return Err(Fault { wal: parent.wal, ..fault });
        }
        pager.load(number, || level.map_or(1, |level| level.run(pager.page_size())), window)
    }

    fn check_time(&self) -> Result<(), Stop> {
        let most = self.rows.subject.store.limits.time;
        match self.started.elapsed() > most {
            true => Err(Stop::Limit { what: "seconds for one table", most: most.as_secs() }),
            false => Ok(()),
        }
    }
}

impl Level {
    /// How many pages to read at once from the child that was just taken, so that its neighbours
    /// come with it.
    fn run(&self, page_size: u32) -> u32 {
        let taken = self.next.saturating_sub(1);
        let mut children = self.children.get(taken..).unwrap_or_default().iter();
        let Some(&first) = children.next() else { return 1 };
        let most = u32::try_from(AHEAD).unwrap_or(u32::MAX) / page_size;
        let mut last = first;
        for &child in children {
            let is_near = child > last && child - last <= GAP && child - first < most;
            if !is_near {
                break;
            }
            last = child;
        }
        last.saturating_sub(first).saturating_add(1)
    }

    /// The rowids that may stand below the child that was just taken.
    fn range_of_child(&self) -> Range {
        let taken = self.next.saturating_sub(1);
        let before = taken.checked_sub(1).and_then(|before| self.keys.get(before)).copied();
        let (low, high) = self.range;
        (before.or(low), self.keys.get(taken).copied().or(high))
    }

    /// Shows the row in cell `number`.
    fn show_row(&self, rows: &mut Rows<'_>, held: &Window, number: usize) -> Result<(), Stop> {
        let usable = rows.subject.store.pager.usable();
        let page = Page { number: self.number, bytes: &self.bytes, place: self.place, usable };
        rows.interior(held, &page, &self.node, number)
    }
}

/// Makes ready to go down from an interior page.
fn descend(
    levels: &mut Vec<Level>,
    page: &Page<'_>,
    node: Node,
    range: Range,
) -> Result<(), Fault> {
    if levels.len() >= MAX_DEPTH {
        return Err(page.fault(0, format!("expected at most {MAX_DEPTH} levels of pages")));
    }
    let child = |cell| node.child(page.bytes, cell).unwrap_or_default();
    let children: Vec<u32> = (0..=node.cells).map(child).collect();
    let missing = children.iter().filter(|child| **child == 0).count();
    let keeps_rows = node.kind == Kind::IndexInterior;
    let bytes = if keeps_rows { page.bytes.to_vec() } else { Vec::new() };
    let key = |cell| {
        let key = node.cell_at(page.bytes, cell).and_then(|at| interior_key(page.bytes, at));
        key.unwrap_or(i64::MAX)
    };
    let keys = if keeps_rows { Vec::new() } else { (0..node.cells).map(key).collect() };
    let Page { number, place, .. } = *page;
    levels.push(Level { node, children, next: 0, number, place, keys, range, bytes });
    match missing {
        0 => Ok(()),
        _ => Err(page.fault(node.pointers, format!("expected {missing} more pages below it"))),
    }
}

/// Whether the rows of a leaf are those that its parent leads to. A leaf of another table, or
/// another part of this one, stands there instead of the right one otherwise.
fn check_range(page: &Page<'_>, node: &Node, (low, high): Range) -> Result<(), Fault> {
    if !node.kind.has_rowids() {
        return Ok(());
    }
    let rowid = |cell| node.cell_at(page.bytes, cell).and_then(|at| leaf_key(page.bytes, at));
    let first = rowid(0);
    let last = node.cells.checked_sub(1).and_then(rowid);
    let is_right = first.zip(low).is_none_or(|(first, low)| first > low)
        && last.zip(high).is_none_or(|(last, high)| last <= high);
    match is_right {
        true => Ok(()),
        false => Err(page.fault(node.pointers, "expected the rowids that the page above leads to")),
    }
}
