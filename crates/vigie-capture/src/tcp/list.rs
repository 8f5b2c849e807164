//! Which of many were silent longest: doubly linked lists over the numbers of slots.

/// No slot.
const NONE: u32 = u32::MAX;

/// A slot's neighbours in its list.
#[derive(Clone, Copy)]
struct Links {
    earlier: u32,
    later: u32,
    list: u8,
}

/// Some lists in which each slot is at most once.
pub(super) struct Lists<const COUNT: usize> {
    links: Vec<Links>,
    /// The first and last slot of each list.
    ends: [(u32, u32); COUNT],
}

impl<const COUNT: usize> Lists<COUNT> {
    pub(super) const fn new() -> Self {
        Self { links: Vec::new(), ends: [(NONE, NONE); COUNT] }
    }

    /// Moves `slot` to the end of `list`, from wherever it is.
    pub(super) fn touch(&mut self, slot: u32, list: u8) {
        if self.ends.get(usize::from(list)).is_some_and(|ends| ends.1 == slot) {
            return;
        }
        self.remove(slot);
        let Some(ends) = self.ends.get_mut(usize::from(list)) else { return };
        let last = std::mem::replace(&mut ends.1, slot);
        if ends.0 == NONE {
            ends.0 = slot;
        }
        if let Some(links) = self.links_mut(last) {
            links.later = slot;
        }
        if let Some(links) = self.links_mut(slot) {
            *links = Links { earlier: last, later: NONE, list };
        }
    }

    /// Takes `slot` out of its list.
    pub(super) fn remove(&mut self, slot: u32) {
        while self.links.len() <= usize::try_from(slot).unwrap_or(0) {
            self.links.push(Links { earlier: NONE, later: NONE, list: u8::MAX });
        }
        let Some(links) = self.links_mut(slot) else { return };
        let old = std::mem::replace(links, Links { earlier: NONE, later: NONE, list: u8::MAX });
        let Some(ends) = self.ends.get_mut(usize::from(old.list)) else { return };
        if ends.0 == slot {
            ends.0 = old.later;
        }
        if ends.1 == slot {
            ends.1 = old.earlier;
        }
        if let Some(links) = self.links_mut(old.earlier) {
            links.later = old.later;
        }
        if let Some(links) = self.links_mut(old.later) {
            links.earlier = old.earlier;
        }
    }

    /// The slot of `list` that was touched longest ago.
    pub(super) fn oldest(&self, list: u8) -> Option<u32> {
        self.ends.get(usize::from(list)).map(|ends| ends.0).filter(|slot| *slot != NONE)
    }

    fn links_mut(&mut self, slot: u32) -> Option<&mut Links> {
        self.links.get_mut(usize::try_from(slot).ok()?)
    }
}
