//! A member of a packed archive that is unpacked each time it is read, so that nothing of it has to
//! be kept: neither in memory, where it may be too large, nor on a disk, where it must not be.

use std::io::{self, Read as _};
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, PoisonError};

use vigie_core::{ReadAt, SharedBytes, Stop};

use super::Means;
use super::tar::{Forward as _, Walker};
use super::tar_gz::{Packing, Unpacked};
use crate::problems::Problems;

/// Nobody interrupts a read.
static NEVER: AtomicBool = AtomicBool::new(false);

/// The member whose first header stands at `handle` of the unpacked archive.
pub(super) struct Restreamed {
    data: SharedBytes,
    packing: Packing,
    means: Means,
    handle: u64,
    size: u64,
    /// The archive, unpacked as far as the member's byte that comes next, and which that is.
    state: Mutex<Option<(Walker<Unpacked<'static>>, u64)>>,
}

impl Restreamed {
    pub(super) fn new(
        data: SharedBytes,
        packing: Packing,
        means: Means,
        handle: u64,
    ) -> Result<Self, Stop> {
        let state = Mutex::new(None);
        let mut member = Self { data, packing, means, handle, size: 0, state };
        let (walker, size) = member.start()?;
        (member.size, member.state) = (size, Mutex::new(Some((walker, 0))));
        Ok(member)
    }

    /// Unpacks the archive as far as the member; gives its length too.
    fn start(&self) -> Result<(Walker<Unpacked<'static>>, u64), Stop> {
        let unpacked = Unpacked::new(self.data.clone(), self.packing, &self.means, &NEVER);
        let mut walker = Walker::new(unpacked, &self.means.limits);
        let mut problems = Problems::new(&self.means.limits);
        while let Some(entry) = walker.next(&mut problems)? {
            if entry.header == self.handle {
                let size = entry.size;
                return Ok((walker, size));
            }
        }
        Err(Stop::malformed("tar archive", self.handle, "the header of a member"))
    }
}

impl ReadAt for Restreamed {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.size.saturating_sub(offset)).unwrap_or(usize::MAX);
        let wanted = left.min(buffer.len());
        let Some(buffer) = buffer.get_mut(..wanted).filter(|buffer| !buffer.is_empty()) else {
            return Ok(0);
        };
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut walker, at) = match state.take().filter(|(_, at)| *at <= offset) {
            Some(state) => state,
            None => (self.start().map_err(io::Error::other)?.0, 0),
        };
        walker.source().skip(offset.saturating_sub(at))?;
        let read = walker.source().read(buffer)?;
        *state = Some((walker, offset.saturating_add(read as u64)));
        Ok(read)
    }
}
