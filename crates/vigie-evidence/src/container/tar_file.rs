//! A tar archive that is not compressed: members are read where they stand.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use vigie_core::{Locator, SharedBytes, Stop};

use super::tar::{Entry, Walker};
use super::{Container, Means, Member, See, check};
use crate::bytes::{Cursor, Window};
use crate::problems::Problems;

/// A tar archive. A member's handle is the offset of its first header.
pub(crate) struct Tar {
    data: SharedBytes,
    means: Means,
}

impl Tar {
    pub(crate) const fn new(data: SharedBytes, means: Means) -> Self {
        Self { data, means }
    }

    fn walker(&self, at: u64) -> Walker<Cursor> {
        let mut cursor = Cursor::new(self.data.clone());
        cursor.skip(at);
        Walker::new(cursor, &self.means.limits)
    }
}

impl Container for Tar {
    fn visit(
        &self,
        _: &dyn Fn(&str) -> bool,
        see: See<'_>,
        problems: &mut Problems,
        stop: &AtomicBool,
    ) -> Result<(), Stop> {
        let mut walker = self.walker(0);
        while let Some(entry) = walker.next(problems)? {
            check(stop)?;
            let have = self.data.size().saturating_sub(entry.data);
            if have < entry.size {
                let (what, offset, need) = ("member", entry.data, entry.size);
                let cut = Stop::Truncated { what, offset, need, have };
                problems.note(entry.name, Locator::Byte(offset), cut.to_string());
            }
            let size = Some(entry.size.min(have));
            let Entry { name, modified, header, .. } = entry;
            see(&Member { name, modified, wall: None, size, handle: header })?;
        }
        Ok(())
    }

    fn open(&self, _: &str, handle: u64) -> Result<SharedBytes, Stop> {
        let mut walker = self.walker(handle);
        let entry = walker.next(&mut Problems::new(&self.means.limits))?;
        let entry = entry.filter(|entry| entry.header == handle);
        let missing = || Stop::malformed("tar archive", handle, "the header of a member");
        let entry = entry.ok_or_else(missing)?;
        let most = self.means.limits.member;
        if entry.size > most {
            return Err(Stop::Limit { what: "bytes of an archive member", most });
        }
        Ok(Arc::new(Window::new(self.data.clone(), entry.data, entry.size)))
    }
}
