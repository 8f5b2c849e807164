//! Puts the bytes of one direction in order, and compares those that come twice.

use super::conflict::differing;
use super::half::{Half, Pending};
use super::index::{Entry, FARTHEST, of_mut};
use super::recall::Recall;
use super::{Conflict, Connection, Consumer, Order, Side, Want};
use crate::Moment;

/// Segments that may wait in one direction.
const MOST_PENDING: usize = 256;
/// Bytes that may wait in one direction.
const MOST_PENDING_BYTES: usize = 1 << 20;
/// Bytes that may wait in all.
pub(super) const MOST_WAITING: usize = 32 << 20;
/// Earlier segments that one segment is compared with.
const MOST_COMPARED: usize = 64;
/// Longest padding of an Ethernet frame behind a bare acknowledgement.
const PADDING: usize = 6;
/// Segments behind a hole that the other side has acknowledged, after which it is a gap.
const ACKNOWLEDGED: usize = 8;

/// What is used of all connections together.
#[derive(Default)]
pub(super) struct Budget {
    /// Bytes that wait.
    pub(super) waiting: usize,
    /// Entries of all indexes.
    pub(super) entries: usize,
}

/// A segment with data.
pub(super) struct Arrival<'a> {
    pub(super) at: Moment,
    /// Position of its first byte.
    pub(super) place: i64,
    /// Its bytes.
    pub(super) data: &'a [u8],
    /// How many it carried more.
    pub(super) missing: u32,
    /// Whether it is a bare acknowledgement, so that a few zeros are padding.
    pub(super) is_bare: bool,
    pub(super) entry: Entry,
}

impl Arrival<'_> {
    fn end(&self) -> i64 {
        self.place.saturating_add_unsigned(self.data.len() as u64)
    }

    fn is_padding(&self) -> bool {
        self.is_bare && self.data.len() <= PADDING && self.data.iter().all(|byte| *byte == 0)
    }
}

/// One direction at work.
pub(super) struct Delivery<'a, C: Consumer> {
    pub(super) of: &'a mut Connection,
    pub(super) from: Side,
    pub(super) half: &'a mut Half,
    pub(super) state: &'a mut C::State,
    /// Whether the consumer wants bytes.
    pub(super) wants: &'a mut bool,
    pub(super) has_macs: bool,
    pub(super) recall: &'a Recall,
    pub(super) budget: &'a mut Budget,
    pub(super) consumer: &'a mut C,
}

impl<C: Consumer> Delivery<'_, C> {
    /// Takes a segment with data.
    pub(super) fn arrive(&mut self, arrival: &Arrival<'_>) {
        let next = i64::try_from(self.half.next).unwrap_or(i64::MAX);
        if arrival.place.abs_diff(next) > u64::from(FARTHEST) {
            return;
        }
        if arrival.is_padding() {
            if arrival.place == next {
                let count = u8::try_from(arrival.data.len()).unwrap_or(0);
                self.half.zeros = Some((self.half.next, count, arrival.at));
            }
            return;
        }
        self.use_zeros(arrival.place);
        let next = i64::try_from(self.half.next).unwrap_or(i64::MAX);
        if arrival.place < next {
            self.compare_behind(arrival);
        }
        if arrival.end().saturating_add(i64::from(arrival.missing)) <= next {
            return;
        }
        if arrival.place <= next {
            let known = usize::try_from(next - arrival.place).unwrap_or(usize::MAX);
            let new = arrival.data.get(known..).unwrap_or_default();
            let beyond = known.saturating_sub(arrival.data.len());
            let missing = arrival.missing.saturating_sub(u32::try_from(beyond).unwrap_or(u32::MAX));
            self.accept(new, arrival.entry, missing, arrival.at);
            self.drain();
        } else {
            self.hold(arrival);
        }
    }

    /// Zeros behind a bare acknowledgement were data if the stream goes on behind them.
    fn use_zeros(&mut self, place: i64) {
        let Some((at, count, when)) = self.half.zeros.take() else { return };
        if at == self.half.next && place == i64::try_from(at).unwrap_or(0) + i64::from(count) {
            self.half.next += u64::from(count);
            self.deliver([0; PADDING].get(..usize::from(count)).unwrap_or_default(), when);
        } else if at == self.half.next && place == i64::try_from(at).unwrap_or(0) {
            // The next data stands where they stood: they were padding.
        } else {
            self.half.zeros = Some((at, count, when));
        }
    }

    /// New bytes at the right edge.
    fn accept(&mut self, new: &[u8], entry: Entry, missing: u32, at: Moment) {
        let start = self.half.next;
        self.compare_ahead(start, new, &entry, at);
        let grown = self.half.index.push(entry);
        self.budget.entries = self.budget.entries.saturating_add_signed(grown);
        self.half.next += new.len() as u64;
        self.deliver(new, at);
        if missing > 0 {
            self.half.next += u64::from(missing);
            self.gap(u64::from(missing), at);
        }
    }

    fn deliver(&mut self, bytes: &[u8], at: Moment) {
        let skipped = self.half.skip.min(bytes.len() as u64);
        self.half.skip -= skipped;
        let rest = bytes.get(usize::try_from(skipped).unwrap_or(usize::MAX)..).unwrap_or_default();
        if *self.wants && !rest.is_empty() {
            let want = self.consumer.data(self.of, self.state, self.from, rest, at);
            self.heed(want);
        }
    }

    fn gap(&mut self, missing: u64, at: Moment) {
        let count = of_mut(&mut self.of.missing, self.from);
        *count = count.saturating_add(missing);
        let skipped = self.half.skip.min(missing);
        self.half.skip -= skipped;
        if *self.wants && missing > skipped {
            let want = self.consumer.gap(self.of, self.state, self.from, missing - skipped, at);
            self.heed(want);
        }
    }

    fn heed(&mut self, want: Want) {
        match want {
            Want::More => {}
            Want::Skip(count) => self.half.skip = count,
            Want::Nothing => *self.wants = false,
        }
    }

    /// Keeps a segment that is ahead of the stream.
    fn hold(&mut self, arrival: &Arrival<'_>) {
        let Ok(start) = u64::try_from(arrival.place) else { return };
        self.compare_ahead(start, arrival.data, &arrival.entry, arrival.at);
        let mut key = start;
        while let Some(known) = self.half.pending.get(&key) {
            let end = known.end();
            if end <= key {
                return;
            }
            key = end;
        }
        let end = start + arrival.data.len() as u64;
        if key >= end {
            return;
        }
        let can_wait = !*self.wants && self.recall.is_lasting(&arrival.entry);
        let pending = Pending {
            start,
            data: (!can_wait).then(|| arrival.data.into()),
            entry: arrival.entry,
            missing: arrival.missing,
            at: arrival.at,
        };
        self.count(pending.data.as_ref().map_or(0, |data| data.len()), true);
        self.half.pending.insert(key, pending);
        if self.half.pending.len() > MOST_PENDING
            || self.half.pending_bytes > MOST_PENDING_BYTES
            || self.budget.waiting > MOST_WAITING
        {
            self.pass_hole();
        }
    }

    fn count(&mut self, bytes: usize, is_more: bool) {
        let half = &mut self.half.pending_bytes;
        let all = &mut self.budget.waiting;
        match is_more {
            true => (*half, *all) = (half.saturating_add(bytes), all.saturating_add(bytes)),
            false => (*half, *all) = (half.saturating_sub(bytes), all.saturating_sub(bytes)),
        }
    }

    /// The other side has acknowledged all before `acked`: what is missing there was not captured.
    pub(super) fn acknowledge(&mut self, acked: u32) {
        if self.half.pending.len() < ACKNOWLEDGED {
            return;
        }
        let acked = self.half.place(acked);
        let first = self.half.pending.first_key_value().map(|(at, _)| *at);
        if first.is_some_and(|first| i64::try_from(first).is_ok_and(|first| first <= acked)) {
            self.pass_hole();
        }
    }

    /// Gives up waiting for what stands before the first waiting segment.
    fn pass_hole(&mut self) {
        let Some((key, at)) = self.half.pending.first_key_value().map(|(key, one)| (*key, one.at))
        else {
            return;
        };
        if key > self.half.next {
            let missing = key - self.half.next;
            self.half.next = key;
            self.gap(missing, at);
        }
        self.drain();
    }

    /// No more comes: gives what still waits.
    pub(super) fn flush(&mut self) {
        while !self.half.pending.is_empty() {
            self.pass_hole();
        }
    }

    /// Delivers what waited for the right edge to reach it.
    fn drain(&mut self) {
        while let Some((key, one)) = self.half.pending.pop_first() {
            if key > self.half.next {
                self.half.pending.insert(key, one);
                return;
            }
            self.count(one.data.as_ref().map_or(0, |data| data.len()), false);
            let known = self.half.next.saturating_sub(one.start);
            if one.end() + u64::from(one.missing) <= self.half.next {
                continue;
            }
            let known = usize::try_from(known).unwrap_or(usize::MAX);
            match &one.data {
                Some(data) => {
                    let new = data.get(known..).unwrap_or_default();
                    self.accept(new, one.entry, one.missing, one.at);
                }
                None => self.pass(&one),
            }
        }
    }

    /// As [`Self::accept`], of bytes that nobody wants.
    fn pass(&mut self, one: &Pending) {
        let grown = self.half.index.push(one.entry);
        self.budget.entries = self.budget.entries.saturating_add_signed(grown);
        self.half.next = self.half.next.max(one.end());
        if one.missing > 0 {
            self.half.next += u64::from(one.missing);
            self.gap(u64::from(one.missing), one.at);
        }
    }

    /// Compares bytes that come again with what was delivered.
    fn compare_behind(&mut self, arrival: &Arrival<'_>) {
        let from = u64::try_from(arrival.place).unwrap_or(0);
        let to = u64::try_from(arrival.end()).unwrap_or(0).min(self.half.next);
        let cut = usize::try_from(i64::try_from(from).unwrap_or(0) - arrival.place).unwrap_or(0);
        let Some(second) = to
            .checked_sub(from)
            .and_then(|length| arrival.data.get(cut..cut + usize::try_from(length).ok()?))
            .filter(|second| !second.is_empty())
        else {
            return;
        };
        let (from_seq, edge) = (self.half.seq_of(from), self.half.seq_of(self.half.next));
        // A probe that asks whether the other side still lives carries any byte.
        let is_probe = arrival.data.len() == 1 && arrival.missing == 0;
        if is_probe && to == self.half.next {
            return;
        }
        let mut first = Vec::with_capacity(second.len());
        let mut differs: Option<Entry> = None;
        for entry in self.half.index.from(from_seq, edge).take(MOST_COMPARED) {
            let at = first.len();
            let here = from_seq.wrapping_add(u32::try_from(at).unwrap_or(0));
            // A hole between entries was not captured.
            let (Some(skip), Some(rest)) = (
                Some(here.wrapping_sub(entry.seq)).filter(|skip| *skip < entry.len()),
                second.get(at..).filter(|rest| !rest.is_empty()),
            ) else {
                break;
            };
            let count = usize::try_from(entry.len() - skip).unwrap_or(0).min(rest.len());
            first.resize(at + count, 0);
            let Some(buffer) = first.get_mut(at..) else { break };
            if !self.recall.bytes(entry, skip, buffer) {
                first.truncate(at);
                self.of.unverified += 1;
                break;
            }
            let is_last = skip + 1 == entry.len();
            let same = rest.get(..count) == Some(&*buffer);
            if !(same || is_probe && is_last) {
                differs = differs.or(Some(*entry));
            }
        }
        let Some(entry) = differs else { return };
        let second = second.get(..first.len()).unwrap_or(second);
        self.report(
            Order::Behind,
            (&entry, &first),
            (&arrival.entry, second),
            from_seq,
            arrival.at,
        );
    }

    /// Compares bytes at position `start` with segments that wait.
    fn compare_ahead(&mut self, start: u64, bytes: &[u8], entry: &Entry, at: Moment) {
        if self.half.pending.is_empty() || bytes.is_empty() {
            return;
        }
        let end = start + bytes.len() as u64;
        let reach = start.saturating_sub(u64::from(u16::MAX) * 4);
        let near = self.half.pending.range(reach..end).rev().take(MOST_COMPARED);
        let near: Vec<u64> = near.map(|(key, _)| *key).collect();
        for key in near.into_iter().rev() {
            let Some(one) = self.half.pending.get(&key) else { continue };
            let (low, high) = (one.start.max(start), one.end().min(end));
            let Some(count) = high.checked_sub(low).filter(|count| *count > 0) else { continue };
            let (Ok(count), Ok(ours), Ok(theirs)) = (
                usize::try_from(count),
                usize::try_from(low - start),
                u32::try_from(low - one.start),
            ) else {
                continue;
            };
            let mut other = vec![0; count];
            let is_read = match &one.data {
                Some(data) => {
                    let from = usize::try_from(theirs).unwrap_or(usize::MAX);
                    let there = data.get(from..from.saturating_add(count));
                    there.is_some_and(|there| {
                        other.copy_from_slice(there);
                        true
                    })
                }
                None => self.recall.bytes(&one.entry, theirs, &mut other),
            };
            let mine = bytes.get(ours..ours + count).unwrap_or_default();
            if is_read && mine != other && !(mine.len() == 1 && entry.len() == 1) {
                let (waiting, seq) = (one.entry, self.half.seq_of(low));
                self.report(Order::Ahead, (&waiting, &other), (entry, mine), seq, at);
            }
        }
    }

    fn report(
        &mut self,
        order: Order,
        first: (&Entry, &[u8]),
        second: (&Entry, &[u8]),
        seq: u32,
        at: Moment,
    ) {
        let ends = (self.of.end(self.from).ip(), self.of.end(self.from.other()).ip());
        // Those that waited may have come in either order.
        let (first, second) = match first.0.packet <= second.0.packet {
            true => (first, second),
            false => (second, first),
        };
        let conflict = Conflict {
            from: self.from,
            order,
            first: self.recall.version(first.0, ends, self.has_macs),
            second: self.recall.version(second.0, ends, self.has_macs),
            at,
            seq,
            compared: u32::try_from(first.1.len()).unwrap_or(u32::MAX),
            differing: differing(first.1, second.1),
            first_bytes: first.1,
            second_bytes: second.1,
            is_after_close: self.of.is_closing(),
        };
        self.consumer.conflict(self.of, self.state, &conflict);
    }
}
