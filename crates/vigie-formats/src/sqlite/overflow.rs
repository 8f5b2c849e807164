//! Payloads that do not fit their page.
//!
//! Each overflow page begins with the number of the next one, 0 on the last.

use std::borrow::Cow;

use super::bytes::u32_at;
use super::fault::Fault;
use super::node::Cell;
use super::page_set::PageSet;
use super::pager::{Page, Pager};
use super::window::Window;

/// Pages of a chain that are remembered in a list before a set is worth it.
const SHORT: usize = 32;

/// Follows chains of overflow pages.
pub(super) struct Overflow {
    window: Window,
    chain: Vec<u32>,
    long_chain: PageSet,
    budget: u64,
    most: u64,
}

impl Overflow {
    /// Fit for one pass over a table. Payloads are cut at `most` bytes.
    pub(super) fn new(pager: &Pager, most: u64) -> Self {
        Self {
            window: Window::default(),
            chain: Vec::new(),
            long_chain: PageSet::default(),
            budget: pager.pages_at_most(),
            most,
        }
    }

    /// Makes it fit for another pass.
    pub(super) fn restart(&mut self, pager: &Pager) {
        self.budget = pager.pages_at_most();
    }

    /// Puts the payload of `cell`, which stands on page `on`, into `payload`. What was read before
    /// a fault is there.
    pub(super) fn assemble(
        &mut self,
        pager: &Pager,
        held: Option<&Window>,
        on: &Page<'_>,
        cell: &Cell<'_>,
        payload: &mut Vec<u8>,
    ) -> Result<(), Fault> {
        payload.clear();
        payload.extend_from_slice(cell.local);
        let followed = self.follow(pager, held, cell, payload);
        followed.map_err(|reason| {
            let (have, len) = (payload.len(), cell.len);
            on.fault(cell.end, format!("{reason}; {have} of {len} bytes of a row were read"))
        })
    }

    fn follow(
        &mut self,
        pager: &Pager,
        held: Option<&Window>,
        cell: &Cell<'_>,
        payload: &mut Vec<u8>,
    ) -> Result<(), Cow<'static, str>> {
        self.chain.clear();
        self.long_chain.clear();
        let end = cell.len.min(self.most);
        let (mut next, mut before) = (cell.overflow, 0);
        while (payload.len() as u64) < end {
            let missing = end.saturating_sub(payload.len() as u64);
            self.admit(next)?;
            let page = self.page(pager, held, next, before, missing);
            let page = page.map_err(|fault| {
                let io = fault.io.map(|error| format!(": {error}")).unwrap_or_default();
                format!("overflow page {next}: {}{io}", fault.message)
            })?;
            append(&page, missing, payload)?;
            (before, next) = (next, u32_at(page.bytes, 0).unwrap_or_default());
        }
        match cell.len > end {
            true => Err(format!("expected a row of at most {end} bytes").into()),
            false => Ok(()),
        }
    }

    /// Whether `page` may be read next.
    fn admit(&mut self, page: u32) -> Result<(), Cow<'static, str>> {
        if page == 0 {
            return Err("expected another overflow page".into());
        }
        if !self.is_new(page) {
            return Err(format!("overflow page {page} follows itself").into());
        }
        // No page belongs to two chains: who needs more pages than there are is led in circles.
        self.budget = self.budget.checked_sub(1).ok_or("expected each overflow page once")?;
        Ok(())
    }

    fn is_new(&mut self, page: u32) -> bool {
        if self.chain.contains(&page) {
            return false;
        }
        if self.chain.len() < SHORT {
            self.chain.push(page);
            return true;
        }
        self.long_chain.insert(page)
    }

    /// Reads `page`; when it stands right behind the one before, also those that probably follow.
    fn page<'p>(
        &'p mut self,
        pager: &Pager,
        held: Option<&'p Window>,
        page: u32,
        before: u32,
        missing: u64,
    ) -> Result<Page<'p>, Fault> {
        if let Some(page) = held.and_then(|held| pager.held(page, held)) {
            return Ok(page);
        }
        let run = || match page.checked_sub(before) {
            Some(1) => u32::try_from(missing / u64::from(pager.usable())).unwrap_or(u32::MAX),
            _ => 1,
        };
        pager.page(page, || run().saturating_add(1), &mut self.window)
    }
}

/// Appends what `page` holds of the `missing` bytes.
fn append(page: &Page<'_>, missing: u64, payload: &mut Vec<u8>) -> Result<(), Cow<'static, str>> {
    let rest = page.bytes.get(4..).unwrap_or_default();
    let wanted = usize::try_from(missing).unwrap_or(usize::MAX);
    payload.extend_from_slice(rest.get(..wanted).unwrap_or(rest));
    match page.is_cut() && rest.len() < wanted {
        true => Err(format!("overflow page {} is cut short", page.number).into()),
        false => Ok(()),
    }
}
