//! The rows on one page after the other.

use vigie_core::{Locator, Stop};

use super::Row;
use super::audit::{LEAST_CELL, unaccounted};
use super::fault::Fault;
use super::node::{Cell, Node, Spill};
use super::pager::Page;
use super::row_reader::{RowReader, Subject};
use super::window::Window;

/// Takes what a scan reads.
pub(super) trait Visitor {
    /// Takes a row.
    fn row(&mut self, row: &Row<'_>) -> Result<(), Stop>;

    /// Takes a note of what could not be read.
    fn damage(&mut self, at: Locator, message: String);
}

/// Shows the rows of one table.
pub(super) struct Rows<'a> {
    /// The table.
    pub(super) subject: Subject<'a>,
    visitor: &'a mut dyn Visitor,
    reader: RowReader,
    spill: Spill,
    /// The rowid before, in key order.
    before: Option<i64>,
    /// Rows shown so far.
    pub(super) shown: i64,
}

/// Cells of a page that could not be read.
#[derive(Default)]
struct Lost {
    first: Option<Fault>,
    count: u32,
}

impl Lost {
    #[cold]
    fn note(&mut self, fault: Fault) {
        self.first.get_or_insert(fault);
        self.count = self.count.saturating_add(1);
    }
}

impl<'a> Rows<'a> {
    pub(super) fn new(subject: Subject<'a>, visitor: &'a mut dyn Visitor) -> Self {
        let usable = subject.store.pager.usable();
        let spill = match subject.definition.without_rowid {
            true => Spill::of_index(usable),
            false => Spill::of_table(usable),
        };
        let reader = RowReader::new(subject.store);
        Self { subject, visitor, reader, spill, before: None, shown: 0 }
    }

    /// Shows every row of a leaf. `held` is what is in memory.
    pub(super) fn leaf(&mut self, held: &Window, page: &Page<'_>, node: &Node) -> Result<(), Stop> {
        let mut lost = Lost::default();
        let mut used = 0_usize;
        for number in 0..node.cells {
            used = used.saturating_add(self.cell(held, page, node, number, &mut lost)?);
        }
        match lost.first {
            Some(fault) => self.tell_lost(&fault, lost.count),
            None => {
                if let Some(fault) = unaccounted(page, node, used) {
                    self.tell(&fault);
                }
            }
        }
        Ok(())
    }

    /// Shows the row in one cell of an interior page.
    pub(super) fn interior(
        &mut self,
        held: &Window,
        page: &Page<'_>,
        node: &Node,
        number: usize,
    ) -> Result<(), Stop> {
        let mut lost = Lost::default();
        self.cell(held, page, node, number, &mut lost)?;
        if let Some(fault) = lost.first {
            self.tell_lost(&fault, lost.count);
        }
        Ok(())
    }

    /// Shows the rows of a leaf that no page links to, save those that `is_known` has already.
    /// Gives how many.
    pub(super) fn orphan(
        &mut self,
        held: &Window,
        page: &Page<'_>,
        node: &Node,
        is_known: &dyn Fn(i64) -> bool,
    ) -> Result<u64, Stop> {
        let (mut lost, mut count) = (Lost::default(), 0);
        for number in 0..node.cells {
            let at = node.cell_at(page.bytes, number);
            let cell = at.and_then(|at| Some((at, Cell::of_table(page, at, self.spill)?)));
            if let Some((at, cell)) = cell
                && !is_known(cell.rowid)
            {
                let before = self.shown;
                self.show(held, page, at, &cell, &mut lost)?;
                count += u64::from(self.shown != before);
            }
        }
        Ok(count)
    }

    /// Shows the row in cell `number`. Gives how many bytes of the page the cell takes.
    #[inline]
    fn cell(
        &mut self,
        held: &Window,
        page: &Page<'_>,
        node: &Node,
        number: usize,
        lost: &mut Lost,
    ) -> Result<usize, Stop> {
        let Some(at) = node.cell_at(page.bytes, number) else {
            lost.note(page.fault(node.pointers, "expected cell pointers within the page"));
            return Ok(0);
        };
        let cell = match node.kind.has_rowids() {
            true => Cell::of_table(page, at, self.spill),
            false => Cell::of_index(page, node.kind, at, self.spill),
        };
        let Some(mut cell) = cell else {
            lost.note(page.fault(at, "expected a cell that fits its page"));
            return Ok(0);
        };
        let used = cell.end.saturating_sub(at).max(LEAST_CELL);
        if !node.kind.has_rowids() {
            cell.rowid = self.shown.saturating_add(1);
        } else if self.before.is_some_and(|before| cell.rowid <= before)
            && !self.may_be_out_of_order(page, node, number, at, cell.rowid)
        {
            lost.note(page.fault(at, "expected each cell once"));
            return Ok(used);
        }
        self.before = Some(cell.rowid);
        self.show(held, page, at, &cell, lost)?;
        Ok(used)
    }

    fn show(
        &mut self,
        held: &Window,
        page: &Page<'_>,
        at: usize,
        cell: &Cell<'_>,
        lost: &mut Lost,
    ) -> Result<(), Stop> {
        let Self { subject, visitor, reader, .. } = self;
        match reader.read(*subject, Some(held), page, at, cell) {
            Ok((row, partial)) => {
                visitor.row(&row)?;
                self.shown = self.shown.wrapping_add(1);
                if let Some(fault) = partial {
                    visitor.damage(row.locator(), fault.describe(&subject.definition.name));
                }
            }
            Err(fault) => lost.note(fault),
        }
        for damage in subject.store.late.take() {
            visitor.damage(damage.at, damage.message);
        }
        Ok(())
    }

    /// Notes that a rowid is not greater than the one before; false when that is because the same
    /// cell is listed twice.
    #[cold]
    fn may_be_out_of_order(
        &mut self,
        page: &Page<'_>,
        node: &Node,
        number: usize,
        at: usize,
        rowid: i64,
    ) -> bool {
        if (0..number).any(|other| node.cell_at(page.bytes, other) == Some(at)) {
            return false;
        }
        let message = format!("expected a rowid greater than the one before, met {rowid}");
        self.tell(&page.fault(at, message));
        true
    }

    /// Reports `fault`.
    pub(super) fn tell(&mut self, fault: &Fault) {
        let message = fault.describe(&self.subject.definition.name);
        self.visitor.damage(fault.locator(), message);
    }

    fn tell_lost(&mut self, fault: &Fault, count: u32) {
        let message = fault.describe(&self.subject.definition.name);
        let rows = if count == 1 { "1 row" } else { &format!("{count} rows") };
        self.visitor.damage(fault.locator(), format!("{message}; {rows} of this page lost"));
    }
}
