//! Pages kept for look-ups by rowid.

use std::collections::HashMap;
use std::mem;
use std::sync::Arc;

/// Bytes of pages in one generation; there are two.
const GENERATION: usize = 4 << 20;

/// Keeps the pages used most recently, at most two generations of them. When the young generation
/// is full it becomes the old one, and what was old and not used again is dropped.
#[derive(Default)]
pub(super) struct PageCache {
    young: HashMap<u32, Arc<[u8]>>,
    old: HashMap<u32, Arc<[u8]>>,
    bytes: usize,
}

impl PageCache {
    /// The bytes of page `number`, if they were kept.
    pub(super) fn find(&mut self, number: u32) -> Option<Arc<[u8]>> {
        if let Some(bytes) = self.young.get(&number) {
            return Some(bytes.clone());
        }
        let bytes = self.old.remove(&number)?;
        self.keep(number, bytes.clone());
        Some(bytes)
    }

    /// Keeps the bytes of page `number`.
    pub(super) fn keep(&mut self, number: u32, bytes: Arc<[u8]>) {
        if self.bytes.saturating_add(bytes.len()) > GENERATION {
            self.old = mem::take(&mut self.young);
            self.bytes = 0;
        }
        self.bytes = self.bytes.saturating_add(bytes.len());
        self.young.insert(number, bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_is_used_and_stays_small() {
        let mut cache = PageCache::default();
        let page: Arc<[u8]> = vec![0; 65_536].into();
        for number in 0..1000 {
            cache.keep(number, page.clone());
            assert!(cache.find(0).is_some(), "page 0 is used all the time");
            assert!((cache.young.len() + cache.old.len()) * 65_536 <= 2 * GENERATION);
        }
        assert!(cache.find(500).is_none());
        assert!(cache.find(999).is_some());
    }
}
