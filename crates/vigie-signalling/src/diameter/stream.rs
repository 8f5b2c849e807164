//! Messages in a stream: how they follow each other over TCP.

use super::command::is_application;
use super::message::{HEADER, Header};

/// Longest message that is put together; longer ones are passed over.
pub const MOST_MESSAGE: usize = 256 << 10;

/// Takes the bytes of one direction of a connection and gives messages.
///
/// A message that stands whole in what is given is not copied. After bytes that are no message, or that
/// were not captured, it looks for the next plausible header.
#[derive(Debug, Default)]
pub struct Framer {
    /// The beginning of a message whose end is still to come.
    pending: Vec<u8>,
    /// Bytes of a message that is too long, still to be passed over.
    skip: usize,
    /// Whether the beginning of the next message is unknown.
    is_lost: bool,
    /// Bytes that made no message.
    passed_over: u64,
}

impl Framer {
    /// Starts anywhere in a stream: the first bytes need not begin a message.
    #[must_use]
    pub fn in_the_middle() -> Self {
        Self { is_lost: true, ..Self::default() }
    }

    /// Whether bytes begin with the header of a message that is known.
    #[must_use]
    pub fn begins(bytes: &[u8]) -> bool {
        Header::read(bytes).is_some_and(|header| is_likely(&header))
    }

    /// Further bytes.
    pub fn push(&mut self, bytes: &[u8], see: &mut dyn FnMut(&[u8])) {
        let skipped = self.skip.min(bytes.len());
        self.skip = self.skip.saturating_sub(skipped);
        let bytes = bytes.get(skipped..).unwrap_or_default();
        if self.pending.is_empty() {
            let used = self.messages(bytes, see);
            self.pending.extend_from_slice(bytes.get(used..).unwrap_or_default());
            return;
        }
        let mut all = std::mem::take(&mut self.pending);
        all.extend_from_slice(bytes);
        let used = self.messages(&all, see);
        all.drain(..used.min(all.len()));
        self.pending = all;
    }

    /// Bytes are missing here.
    pub fn gap(&mut self) {
        self.passed_over = self.passed_over.saturating_add(self.pending.len() as u64);
        self.pending.clear();
        self.skip = 0;
        self.is_lost = true;
    }

    /// Bytes that made no message, so far.
    #[must_use]
    pub const fn passed_over(&self) -> u64 {
        self.passed_over
    }

    /// Shows the whole messages in `bytes`, and gives how many bytes are done with.
    fn messages(&mut self, bytes: &[u8], see: &mut dyn FnMut(&[u8])) -> usize {
        let mut at = 0;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            if self.is_lost {
                let (passed, is_found) = next_header(rest);
                self.passed_over = self.passed_over.saturating_add(passed as u64);
                at = at.saturating_add(passed);
                self.is_lost = !is_found;
                if !is_found {
                    return at;
                }
                continue;
            }
            let Some(header) = Header::read(rest) else { return at };
            let length = usize::try_from(header.length).unwrap_or(usize::MAX);
            if header.version != 1 || length < HEADER {
                self.passed_over = self.passed_over.saturating_add(1);
                at = at.saturating_add(1);
                self.is_lost = true;
            } else if length > MOST_MESSAGE {
                let here = rest.len().min(length);
                self.skip = length.saturating_sub(here);
                self.passed_over = self.passed_over.saturating_add(length as u64);
                at = at.saturating_add(here);
            } else if let Some(message) = rest.get(..length) {
                see(message);
                at = at.saturating_add(length);
            } else {
                return at;
            }
        }
    }
}

/// How many bytes to pass over until a header begins; false where only what may become one is left.
fn next_header(bytes: &[u8]) -> (usize, bool) {
    for (at, window) in bytes.windows(HEADER).enumerate() {
        if window.first() == Some(&1) && Header::read(window).is_some_and(|head| is_likely(&head)) {
            return (at, true);
        }
    }
    (bytes.len().saturating_sub(HEADER.saturating_sub(1)), false)
}

/// Whether a header is one of messages that are known.
fn is_likely(header: &Header) -> bool {
    header.version == 1
        && (HEADER..=MOST_MESSAGE).contains(&usize::try_from(header.length).unwrap_or(0))
        && header.length.is_multiple_of(4)
        && header.flags & 0x0f == 0
        && is_application(header.application)
        && header.command().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watchdog(number: u8, extra: usize) -> Vec<u8> {
        let length = u8::try_from(HEADER + extra).unwrap();
        let mut bytes = vec![1, 0, 0, length, 0x80, 0, 1, 24, 0, 0, 0, 0, 0, 0, 0, number];
        bytes.extend([0; 4]);
        bytes.extend(vec![7; extra]);
        bytes
    }

    fn frame(framer: &mut Framer, pieces: &[&[u8]]) -> Vec<u8> {
        let mut numbers = Vec::new();
        for piece in pieces {
            framer.push(piece, &mut |message| {
                numbers.push(Header::read(message).unwrap().hop_by_hop.to_be_bytes()[3]);
            });
        }
        numbers
    }

    #[test]
    fn messages_are_found_however_the_stream_is_cut() {
        let all = [watchdog(1, 8), watchdog(2, 0), watchdog(3, 40)].concat();
        for size in 1..=all.len() {
            let pieces: Vec<&[u8]> = all.chunks(size).collect();
            let mut framer = Framer::default();
            assert_eq!(frame(&mut framer, &pieces), [1, 2, 3], "{size}");
            assert_eq!(framer.passed_over(), 0);
        }
    }

    #[test]
    fn after_damage_the_next_header_is_found() {
        let all = [watchdog(1, 0), vec![9; 33], watchdog(2, 4), watchdog(3, 0)].concat();
        for size in 1..=all.len() {
            let pieces: Vec<&[u8]> = all.chunks(size).collect();
            let mut framer = Framer::in_the_middle();
            assert_eq!(frame(&mut framer, &pieces), [1, 2, 3], "{size}");
            assert_eq!(framer.passed_over(), 33);
        }
    }

    #[test]
    fn a_gap_costs_the_message_it_is_in() {
        let mut framer = Framer::default();
        let (one, two) = (watchdog(1, 40), watchdog(2, 0));
        let mut numbers = frame(&mut framer, &[one.get(..30).unwrap()]);
        framer.gap();
        numbers.extend(frame(&mut framer, &[one.get(50..).unwrap(), &two]));
        assert_eq!(numbers, [2]);
    }

    #[test]
    fn a_message_that_is_too_long_is_passed_over_without_being_kept() {
        let mut framer = Framer::default();
        let mut long = watchdog(1, 0);
        long.splice(1..4, [0x10, 0, 0]);
        assert!(frame(&mut framer, &[&long]).is_empty());
        let rest = vec![0; (0x10_0000 - HEADER) / 2];
        let two = watchdog(2, 0);
        assert_eq!(frame(&mut framer, &[&rest, &rest, &two]), [2]);
        assert!(framer.pending.capacity() < MOST_MESSAGE);
    }
}
