//! The search through a whole database.

use std::ops::Range;
use std::time::Instant;

use vigie_core::Stop;

use super::finds::{Finds, See};
use super::owners::{Owner, Owners};
use super::piece::{EFFORT, Piece, Pieces, may_be_block};
use super::regions::{Region, each_free};
use super::rowids::Tally;
use super::shapes::Shapes;
use super::{Carving, How, frames};
use crate::sqlite::Database;
use crate::sqlite::bytes::u32_at;
use crate::sqlite::node::{Kind, Node, Spill};
use crate::sqlite::pager::Page;
use crate::sqlite::window::{AHEAD, Window};

/// Fewest bytes that are worth a look.
const LEAST: usize = 8;
/// Bytes that are compared with zeros at once.
const LINE: usize = 32;

impl Database {
    /// Shows the rows that were deleted and whose bytes are still there: on free pages, in the free
    /// parts of pages in use, and in older versions of pages. A row whose texts a row that exists
    /// has too is not shown, nor is any row twice.
    ///
    /// # Errors
    /// What `see` gives, [`Stop::Limit`] when time is up, and when bytes cannot be had.
    pub fn carve(&self, see: &mut See<'_>) -> Result<Carving, Stop> {
        let tables = &self.opened.schema.tables;
        let carver = Carver {
            database: self,
            shapes: Shapes::new(tables),
            owners: Owners::find(&self.store().pager, tables, self.opened.freelist),
            started: Instant::now(),
        };
        let mut finds = Finds::new(self, &carver.shapes, &carver.owners, see);
        let mut tally = Tally::default();
        carver.present_pages(&mut finds, &mut tally)?;
        carver.replaced_pages(&mut finds)?;
        carver.old_frames(&mut finds)?;
        let carving = finds.settle()?;
        Ok(Carving { rowids: tally.finish(&carver.shapes), ..carving })
    }
}

/// A search under way.
struct Carver<'a> {
    database: &'a Database,
    shapes: Shapes<'a>,
    owners: Owners,
    started: Instant,
}

impl Carver<'_> {
    /// Looks at what is free in the database as it is.
    fn present_pages(&self, finds: &mut Finds<'_, '_>, tally: &mut Tally) -> Result<(), Stop> {
        let pager = &self.database.store().pager;
        let run = || u32::try_from(AHEAD).unwrap_or(u32::MAX) / pager.page_size();
        let mut window = Window::default();
        for (number, owner) in self.owners.pages() {
            self.check_time()?;
            let Ok(page) = pager.page(number, run, &mut window) else { continue };
            match owner {
                Owner::Table(table) => self.page_in_use(&page, table, finds, tally)?,
                Owner::FreeLeaf => self.free_page(&page, 0, finds)?,
                Owner::FreeTrunk => {
                    let leaves = u32_at(page.bytes, 4).unwrap_or_default() as usize;
                    self.free_page(&page, leaves.saturating_mul(4).saturating_add(8), finds)?;
                }
            }
        }
        Ok(())
    }

    fn page_in_use(
        &self,
        page: &Page<'_>,
        table: u16,
        finds: &mut Finds<'_, '_>,
        tally: &mut Tally,
    ) -> Result<(), Stop> {
        let Ok(node) = Node::read(page) else { return Ok(()) };
        if !node.kind.has_rowids() {
            return Ok(());
        }
        tally.add(table, page, &node);
        self.free_parts(
            page,
            &node,
            &mut self.pieces(page, Some(table)),
            &mut |how, pieces, piece| finds.take(how, page, pieces, piece),
        )
    }

    /// Looks at what is free on a page in use, or once in use.
    fn free_parts(
        &self,
        page: &Page<'_>,
        node: &Node,
        pieces: &mut Pieces<'_>,
        see: &mut dyn FnMut(How, &Pieces<'_>, Piece) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        each_free(page, node, |Region { bytes, how }| {
            let starts = [bytes.start];
            let starts = if how == How::FreeBlock { &starts[..] } else { &[] };
            scan(pieces, page, &bytes, starts, &mut |pieces, piece| see(how, pieces, piece))
        })
    }

    /// Looks at a page that belongs to nothing, from byte `from`.
    fn free_page(
        &self,
        page: &Page<'_>,
        from: usize,
        finds: &mut Finds<'_, '_>,
    ) -> Result<(), Stop> {
        let node = Node::read(page).ok().filter(|_| from == 0);
        if node.is_some_and(|node| !node.kind.has_rowids()) {
            return Ok(());
        }
        let mut starts = Vec::new();
        if let Some(node) = &node {
            each_free(page, node, |region| {
                if region.how == How::FreeBlock {
                    starts.push(region.bytes.start);
                }
                Ok(())
            })?;
        }
        let bytes = from.min(page.bytes.len())..page.bytes.len();
        // Whole cells tell whose page it was; then the others can be read, too.
        let mut owner = None;
        let mut pieces = self.pieces(page, None);
        scan(&mut pieces, page, &bytes, &[], &mut |_, piece| {
            if let ([table], None) = (piece.fit.tables.as_slice(), owner) {
                owner = Some(*table);
            }
            Ok(())
        })?;
        let mut pieces = self.pieces(page, owner);
        scan(&mut pieces, page, &bytes, &starts, &mut |pieces, mut piece| {
            piece.fit.is_on_own_page = false;
            finds.take(How::FreePage, page, pieces, piece)
        })
    }

    /// Looks at the pages of the main file that the log holds newer versions of.
    fn replaced_pages(&self, finds: &mut Finds<'_, '_>) -> Result<(), Stop> {
        let pager = &self.database.store().pager;
        let mut window = Window::default();
        for number in pager.pages_in_log() {
            self.check_time()?;
            if let Some(page) = pager.page_in_main(number, &mut window) {
                self.old_page(How::ReplacedPage, &page, finds)?;
            }
        }
        Ok(())
    }

    /// Looks at the pages in the log that are not part of the database.
    fn old_frames(&self, finds: &mut Finds<'_, '_>) -> Result<(), Stop> {
        let Some(log) = &self.database.opened.log else { return Ok(()) };
        let pager = &self.database.store().pager;
        frames::each_old(log, pager, &mut |how, page| {
            self.check_time()?;
            self.old_page(how, &page, finds)
        })
    }

    /// Looks at an older version of a page: at every row, and at what is free.
    fn old_page(&self, how: How, page: &Page<'_>, finds: &mut Finds<'_, '_>) -> Result<(), Stop> {
        let Ok(node) = Node::read(page) else { return Ok(()) };
        if node.kind != Kind::TableLeaf {
            return Ok(());
        }
        let owner = match self.owners.of(page.number) {
            Some(Owner::Table(table)) => Some(table),
            _ => None,
        };
        let mut pieces = self.pieces(page, owner);
        let whole = 0..page.bytes.len();
        for number in 0..node.cells {
            let Some(at) = node.cell_at(page.bytes, number) else { continue };
            if let Some(piece) = pieces.cell(at, &whole) {
                finds.take(how, page, &pieces, piece)?;
            }
        }
        self.free_parts(page, &node, &mut pieces, &mut |_, pieces, piece| {
            finds.take(how, page, pieces, piece)
        })
    }

    fn pieces<'p>(&'p self, page: &Page<'p>, owner: Option<u16>) -> Pieces<'p> {
        Pieces {
            shapes: &self.shapes,
            encoding: self.database.store().encoding,
            spill: Spill::of_table(page.usable),
            owner,
            bytes: page.bytes,
            fields: Vec::new(),
            effort: page.bytes.len().saturating_mul(EFFORT),
        }
    }

    fn check_time(&self) -> Result<(), Stop> {
        let most = self.database.store().limits.time;
        match self.started.elapsed() > most {
            true => Err(Stop::Limit { what: "seconds for deleted rows", most: most.as_secs() }),
            false => Ok(()),
        }
    }
}

/// Shows every record in `region` of a page. At `starts`, and behind each record, may stand cells
/// whose first four bytes were overwritten.
fn scan(
    pieces: &mut Pieces<'_>,
    page: &Page<'_>,
    region: &Range<usize>,
    starts: &[usize],
    see: &mut dyn FnMut(&Pieces<'_>, Piece) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let (mut at, mut is_behind_one) = (region.start, false);
    while at.saturating_add(LEAST) <= region.end {
        // Most of what is free was never used.
        if let Some(zeros) = zeros(page.bytes, at) {
            at += zeros - 3;
            is_behind_one = false;
            continue;
        }
        let may_be_freed =
            is_behind_one || starts.contains(&at) || may_be_block(page.bytes, at, region);
        let mut piece = pieces.cell(at, region);
        if piece.is_none() && may_be_freed {
            piece = pieces.freed_cell(at, region);
        }
        let piece = piece.or_else(|| pieces.headless(at, region));
        let piece = piece.filter(|piece| !pieces.swallows_a_cell(piece, region));
        is_behind_one = piece.is_some();
        match piece {
            Some(piece) => {
                at = piece.end.max(at + 1);
                see(pieces, piece)?;
            }
            None => at += 1,
        }
    }
    Ok(())
}

/// How many zeros stand at `at`; `None` where they are fewer than [`LEAST`].
fn zeros(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    if rest.first_chunk() != Some(&[0; LEAST]) {
        return None;
    }
    let lines = rest.chunks_exact(LINE).take_while(|line| **line == [0; LINE]).count();
    let behind = rest.get(lines.saturating_mul(LINE)..).unwrap_or_default();
    let words = behind.chunks_exact(LEAST).take_while(|word| **word == [0; LEAST]).count();
    Some(lines.saturating_mul(LINE).saturating_add(words.saturating_mul(LEAST)))
}
