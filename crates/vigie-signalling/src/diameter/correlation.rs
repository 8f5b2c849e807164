//! Which answer belongs to which request.
//!
//! A node that forwards a request gives it a hop-by-hop number of its own and gets it back in the answer,
//! on the same connection; the end-to-end number stays from the sender to the end (RFC 6733 §3). Both and
//! the connection are the key.

use std::collections::{HashMap, VecDeque};

/// What an answer and its request have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TransactionKey {
    /// The connection, whichever way: a number or a hash of both ends.
    pub link: u64,
    /// Hop-by-hop identifier.
    pub hop_by_hop: u32,
    /// End-to-end identifier.
    pub end_to_end: u32,
}

/// What an answer is to what was asked.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer<T> {
    /// It belongs to this request.
    To(T),
    /// Its request was answered before: a repeat.
    Again,
    /// No request with its numbers was seen.
    Unasked,
}

/// Requests that wait for their answers, bounded by time and number.
#[derive(Debug)]
pub struct Correlation<T> {
    open: HashMap<TransactionKey, Option<T>>,
    /// In the order in which they were asked.
    order: VecDeque<(i64, TransactionKey)>,
    patience_micros: i64,
    most: usize,
}

impl<T> Correlation<T> {
    /// Waits `patience_micros` for an answer, for at most `most` of them at a time.
    #[must_use]
    pub fn new(patience_micros: i64, most: usize) -> Self {
        Self { open: HashMap::new(), order: VecDeque::new(), patience_micros, most }
    }

    /// Keeps a request; gives it back where one with its numbers waits or was answered: a repeat.
    ///
    /// # Errors
    /// The request itself, when it is a repeat.
    pub fn ask(&mut self, key: TransactionKey, micros: i64, request: T) -> Result<(), T> {
        if self.open.contains_key(&key) {
            return Err(request);
        }
        self.open.insert(key, Some(request));
        self.order.push_back((micros, key));
        Ok(())
    }

    /// What an answer with these numbers is.
    pub fn answer(&mut self, key: &TransactionKey) -> Answer<T> {
        match self.open.get_mut(key) {
            Some(waiting) => waiting.take().map_or(Answer::Again, Answer::To),
            None => Answer::Unasked,
        }
    }

    /// Requests whose time was up at `micros`, or that are too many, in order.
    pub fn expire(&mut self, micros: i64, see: &mut dyn FnMut(T)) {
        while let Some((asked, key)) = self.order.front().copied() {
            let is_late = micros.saturating_sub(asked) > self.patience_micros;
            if !is_late && self.order.len() <= self.most {
                return;
            }
            self.order.pop_front();
            if let Some(Some(request)) = self.open.remove(&key) {
                see(request);
            }
        }
    }

    /// Requests that still wait, in order: the capture is over.
    pub fn close(&mut self, see: &mut dyn FnMut(T)) {
        for (_, key) in self.order.drain(..) {
            if let Some(Some(request)) = self.open.remove(&key) {
                see(request);
            }
        }
    }

    /// Requests that are kept, answered ones within their time included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// True without any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(hop_by_hop: u32) -> TransactionKey {
        TransactionKey { link: 1, hop_by_hop, end_to_end: 9 }
    }

    #[test]
    fn answers_find_their_requests_once() {
        let mut open = Correlation::new(30, 10);
        assert_eq!(open.ask(key(1), 0, 'a'), Ok(()));
        assert_eq!(open.ask(key(1), 5, 'b'), Err('b'), "sent again");
        assert_eq!(open.answer(&key(1)), Answer::To('a'));
        assert_eq!(open.answer(&key(1)), Answer::Again);
        assert_eq!(open.answer(&key(2)), Answer::Unasked);
    }

    #[test]
    fn what_waits_too_long_or_is_too_much_is_given_up() {
        let mut open = Correlation::new(30, 2);
        for (number, request) in (0..4).zip('a'..) {
            open.ask(key(number), i64::from(number), request).unwrap();
        }
        let mut late = Vec::new();
        open.expire(3, &mut |request| late.push(request));
        assert_eq!((late.as_slice(), open.len()), (&['a', 'b'][..], 2));
        open.answer(&key(2));
        open.expire(33, &mut |request| late.push(request));
        open.close(&mut |request| late.push(request));
        assert_eq!((late.as_slice(), open.is_empty()), (&['a', 'b', 'd'][..], true));
    }
}
