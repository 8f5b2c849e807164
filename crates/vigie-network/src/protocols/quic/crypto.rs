//! The handshake in CRYPTO frames: bytes at offsets, in any order, over several packets.

use std::collections::BTreeMap;

use crate::protocols::tls::messages::Messages;

/// How far ahead of what is missing bytes may lie, and how many pieces may wait.
const MOST_AHEAD: u64 = 64 << 10;
const MOST_PIECES: usize = 64;

/// One side's handshake.
#[derive(Debug, Default)]
pub(super) struct Crypto {
    /// Offset of the first byte that is missing.
    reached: u64,
    waiting: BTreeMap<u64, Vec<u8>>,
    messages: Messages,
}

impl Crypto {
    /// Takes bytes at `offset`; shows each message that is complete with them.
    pub(super) fn take(&mut self, offset: u64, bytes: &[u8], see: &mut dyn FnMut(u8, &[u8])) {
        if offset > self.reached {
            let is_near = offset.saturating_sub(self.reached) <= MOST_AHEAD;
            if is_near && self.waiting.len() < MOST_PIECES {
                let known = self.waiting.entry(offset).or_default();
                if known.len() < bytes.len() {
                    *known = bytes.to_vec();
                }
            }
            return;
        }
        self.feed(offset, bytes, see);
        while let Some(first) = self.waiting.first_entry()
            && *first.key() <= self.reached
        {
            let (offset, bytes) = first.remove_entry();
            self.feed(offset, &bytes, see);
        }
    }

    /// Hands on what of bytes that begin at or before the first missing one is new.
    fn feed(&mut self, offset: u64, bytes: &[u8], see: &mut dyn FnMut(u8, &[u8])) {
        let known = usize::try_from(self.reached.saturating_sub(offset)).unwrap_or(usize::MAX);
        if let Some(new) = bytes.get(known..) {
            self.reached = self.reached.saturating_add(new.len() as u64);
            self.messages.take(new, see);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_in_any_order_make_one_message() {
        let message = [1, 0, 0, 5, 10, 11, 12, 13, 14];
        for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1]] {
            let mut crypto = Crypto::default();
            let mut found = Vec::new();
            for part in order {
                let from = part * 3;
                let piece = message.get(from..(from + 4).min(message.len())).unwrap();
                crypto.take(from as u64, piece, &mut |kind, body| found.push((kind, body.to_vec())));
            }
            assert_eq!(found, [(1, vec![10, 11, 12, 13, 14])], "{order:?}");
        }
    }
}
