//! Fragments of datagrams (RFC 791 §3.2, RFC 8200 §4.5), kept until all are there.
//!
//! What came first holds. Bytes that contradict it are noted with both versions: a host and a device on
//! the way may each believe another one (Ptacek and Newsham, 1998).

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;

use super::ip::Header;
use crate::checksum::{Checksum, of_transport};
use crate::{Moment, Tally};

/// Nanoseconds that fragments wait for the others.
const WAIT: i64 = 30_000_000_000;

/// Nanoseconds that a whole datagram is kept to be compared with what comes late.
const KEEP_WHOLE: i64 = 2_000_000_000;

/// Datagrams that wait at once, and their bytes.
const MOST_WAITING: usize = 4096;
const MOST_BYTES: usize = 16 << 20;

/// Most bytes of a datagram.
const MOST_DATAGRAM: usize = 65_535;

/// Separate runs of bytes that one datagram is kept in.
const MOST_RUNS: usize = 256;

/// Contradictions that are kept until they are taken.
const MOST_CONFLICTS: usize = 1000;

/// Bytes of each version that are kept.
const MOST_QUOTE: usize = 256;

/// What the fragments of one datagram share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) path: u64,
    pub(super) src: IpAddr,
    pub(super) dst: IpAddr,
    pub(super) id: u32,
    pub(super) protocol: u8,
}

/// One fragment.
pub(super) struct Fragment<'a> {
    pub(super) at: Moment,
    pub(super) offset: u32,
    pub(super) more: bool,
    pub(super) bytes: &'a [u8],
    pub(super) header: &'a Header,
}

/// What became of a fragment.
pub(super) enum Put {
    Kept,
    /// It was the last that was missing. The bytes are to be given back.
    Whole {
        header: Header,
        bytes: Vec<u8>,
    },
}

/// Two fragments of one datagram that hold different bytes at one offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FragmentConflict {
    /// Sender.
    pub src: IpAddr,
    /// Receiver.
    pub dst: IpAddr,
    /// Protocol number of the transport; of IPv6, what the fragment says follows.
    pub protocol: u8,
    /// Identification of the datagram.
    pub id: u32,
    /// Where the fragment was seen whose bytes are kept.
    pub kept_at: Moment,
    /// Where the other was seen.
    pub other_at: Moment,
    /// Time to live of the datagram's first fragment that was seen, and of the other.
    pub ttls: (u8, u8),
    /// Offset in the datagram's payload of the first byte that differs.
    pub offset: u32,
    /// How many of the bytes that both hold differ.
    pub differing: u32,
    /// How many bytes both hold.
    pub shared: u32,
    /// The kept bytes from `offset` on, at most 256.
    pub kept: Vec<u8>,
    /// The other's.
    pub other: Vec<u8>,
    /// Whether the datagram was whole already: it may be another one whose identification came round.
    pub is_late: bool,
    /// What the transport's checksum tells of the kept version, and of the one with the other's bytes.
    /// Unknown where the datagram was not whole by then.
    pub checksums: (Checksum, Checksum),
}

/// A run of bytes and the frame they came in.
#[derive(Clone, Copy)]
struct Run {
    start: usize,
    end: usize,
    at: Moment,
}

/// A contradiction, and the other bytes with where they stand.
struct Contradiction {
    conflict: FragmentConflict,
    others: Vec<(usize, Vec<u8>)>,
}

struct Waiting {
    started: Moment,
    /// Of the fragment at offset 0, once it is there; until then of whichever came first.
    header: Header,
    has_first: bool,
    bytes: Vec<u8>,
    runs: Vec<Run>,
    end: Option<usize>,
    whole_since: Option<i64>,
    /// Contradictions whose checksums are told once it is whole.
    undecided: Vec<Contradiction>,
}

/// Fragments that wait.
#[derive(Default)]
pub(super) struct Fragments {
    waiting: HashMap<Key, Waiting>,
    order: VecDeque<(Key, Moment)>,
    bytes: usize,
    conflicts: Vec<FragmentConflict>,
}

impl Fragments {
    pub(super) fn take_conflicts(&mut self) -> Vec<FragmentConflict> {
        std::mem::take(&mut self.conflicts)
    }

    /// No fragment comes any more: contradictions of datagrams that were never whole are told as they
    /// are.
    pub(super) fn end(&mut self) {
        let waiting = self.waiting.values_mut();
        let undecided = waiting.flat_map(|waiting| waiting.undecided.drain(..));
        let mut undecided: Vec<_> = undecided.map(|one| one.conflict).collect();
        undecided.sort_by_key(|conflict| (conflict.other_at.packet, conflict.kept_at.packet));
        undecided.truncate(MOST_CONFLICTS.saturating_sub(self.conflicts.len()));
        self.conflicts.append(&mut undecided);
    }

    /// Datagrams of which fragments are missing still.
    pub(super) fn unfinished(&self) -> u64 {
        self.waiting.values().filter(|one| one.whole_since.is_none()).count() as u64
    }

    /// Takes a fragment; `is_cut` where the capture does not hold all of it.
    pub(super) fn put(
        &mut self,
        key: Key,
        fragment: &Fragment<'_>,
        is_cut: bool,
        tally: &mut Tally,
    ) -> Put {
        self.forget_old(fragment.at, tally);
        let start = fragment.offset as usize;
        let end = start.saturating_add(fragment.bytes.len());
        if end > MOST_DATAGRAM || fragment.bytes.is_empty() {
            tally.malformed = tally.malformed.wrapping_add(1);
            return Put::Kept;
        }
        if !self.waiting.contains_key(&key) {
            self.begin(key, fragment, tally);
        }
        let Some(waiting) = self.waiting.get_mut(&key) else { return Put::Kept };
        let size = waiting.bytes.len();
        let conflict = waiting.add(&key, fragment, start, end);
        if let Some(whole) = waiting.whole_since {
            // Repeated, contradicting, or another datagram under the same identification.
            let is_other = conflict.is_some();
            self.note(conflict, tally);
            if is_other
                || fragment.at.nanos.is_some_and(|now| now.saturating_sub(whole) > KEEP_WHOLE)
            {
                self.forget(&key, tally);
                self.begin(key, fragment, tally);
                let Some(waiting) = self.waiting.get_mut(&key) else { return Put::Kept };
                waiting.add(&key, fragment, start, end);
                self.bytes = self.bytes.saturating_add(waiting.bytes.len());
                waiting.note_end(fragment, end, is_cut);
            }
            return Put::Kept;
        }
        self.bytes = self.bytes.saturating_add(waiting.bytes.len().saturating_sub(size));
        if let Some(conflict) = conflict {
            tally.fragment_conflicts = tally.fragment_conflicts.wrapping_add(1);
            if waiting.undecided.len() < 16 {
                waiting.undecided.push(conflict);
            }
        }
        waiting.note_end(fragment, end, is_cut);
        self.finish(key, fragment.at)
    }

    fn finish(&mut self, key: Key, at: Moment) -> Put {
        let Some(waiting) = self.waiting.get_mut(&key) else { return Put::Kept };
        let Some(end) = waiting.end else { return Put::Kept };
        if !waiting.has_first || waiting.reach() < end {
            return Put::Kept;
        }
        waiting.bytes.truncate(end);
        waiting.whole_since = Some(at.nanos.unwrap_or_default());
        let undecided = std::mem::take(&mut waiting.undecided);
        let header = waiting.header;
        let bytes = std::mem::take(&mut waiting.bytes);
        for Contradiction { mut conflict, others } in undecided {
            conflict.checksums = checksums(&header, &bytes, &others);
            if self.conflicts.len() < MOST_CONFLICTS {
                self.conflicts.push(conflict);
            }
        }
        Put::Whole { header, bytes }
    }

    /// Takes back the bytes of a whole datagram, for comparison with what comes late.
    pub(super) fn give_back(&mut self, key: Key, bytes: Vec<u8>) {
        if let Some(waiting) = self.waiting.get_mut(&key) {
            waiting.bytes = bytes;
        }
    }

    fn begin(&mut self, key: Key, fragment: &Fragment<'_>, tally: &mut Tally) {
        while self.waiting.len() >= MOST_WAITING || self.bytes >= MOST_BYTES {
            let Some((oldest, started)) = self.order.pop_front() else { break };
            self.forget_if(&oldest, started, tally);
        }
        let waiting = Waiting {
            started: fragment.at,
            header: *fragment.header,
            has_first: false,
            bytes: Vec::new(),
            runs: Vec::new(),
            end: None,
            whole_since: None,
            undecided: Vec::new(),
        };
        self.waiting.insert(key, waiting);
        self.order.push_back((key, fragment.at));
    }

    fn forget_old(&mut self, now: Moment, tally: &mut Tally) {
        while let Some((key, started)) = self.order.front().copied() {
            let age = match (now.nanos, started.nanos) {
                (Some(now), Some(started)) => now.saturating_sub(started),
                _ => 0,
            };
            if age <= WAIT {
                return;
            }
            self.order.pop_front();
            self.forget_if(&key, started, tally);
        }
    }

    fn forget_if(&mut self, key: &Key, started: Moment, tally: &mut Tally) {
        if self.waiting.get(key).is_some_and(|waiting| waiting.started == started) {
            self.forget(key, tally);
        }
    }

    fn forget(&mut self, key: &Key, tally: &mut Tally) {
        let Some(waiting) = self.waiting.remove(key) else { return };
        self.bytes = self.bytes.saturating_sub(waiting.bytes.len());
        if waiting.whole_since.is_none() {
            tally.never_joined = tally.never_joined.wrapping_add(1);
        }
        for Contradiction { conflict, .. } in waiting.undecided {
            if self.conflicts.len() < MOST_CONFLICTS {
                self.conflicts.push(conflict);
            }
        }
    }

    fn note(&mut self, conflict: Option<Contradiction>, tally: &mut Tally) {
        let Some(Contradiction { mut conflict, .. }) = conflict else { return };
        tally.fragment_conflicts = tally.fragment_conflicts.wrapping_add(1);
        conflict.is_late = true;
        if self.conflicts.len() < MOST_CONFLICTS {
            self.conflicts.push(conflict);
        }
    }
}

impl Waiting {
    /// Adds the bytes that are new; gives the contradiction with those that are there.
    fn add(
        &mut self,
        key: &Key,
        fragment: &Fragment<'_>,
        start: usize,
        end: usize,
    ) -> Option<Contradiction> {
        let conflict = self.conflict(key, fragment, start, end);
        if self.whole_since.is_some() || self.runs.len() >= MOST_RUNS {
            return conflict;
        }
        if fragment.offset == 0 && !self.has_first {
            self.has_first = true;
            self.header = *fragment.header;
        }
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        for (from, to) in self.gaps(start, end) {
            let new = fragment.bytes.get(from.saturating_sub(start)..to.saturating_sub(start));
            if let (Some(room), Some(new)) = (self.bytes.get_mut(from..to), new) {
                room.copy_from_slice(new);
            }
            self.runs.push(Run { start: from, end: to, at: fragment.at });
        }
        self.runs.sort_by_key(|run| run.start);
        conflict
    }

    fn note_end(&mut self, fragment: &Fragment<'_>, end: usize, is_cut: bool) {
        if !fragment.more && !is_cut && self.end.is_none() {
            self.end = Some(end);
        }
    }

    /// The parts of `start..end` that no run covers.
    fn gaps(&self, start: usize, end: usize) -> Vec<(usize, usize)> {
        let (mut gaps, mut at) = (Vec::new(), start);
        for run in self.runs.iter().filter(|run| run.end > start && run.start < end) {
            if run.start > at {
                gaps.push((at, run.start));
            }
            at = at.max(run.end);
        }
        if at < end {
            gaps.push((at, end));
        }
        gaps
    }

    /// How many bytes from the start on are there without a gap.
    fn reach(&self) -> usize {
        let mut reach = 0;
        for run in self.runs.iter() {
            if run.start > reach {
                break;
            }
            reach = reach.max(run.end);
        }
        reach
    }

    fn conflict(
        &self,
        key: &Key,
        fragment: &Fragment<'_>,
        start: usize,
        end: usize,
    ) -> Option<Contradiction> {
        let (mut first, mut differing, mut shared, mut others) = (None, 0_u32, 0_u32, Vec::new());
        for run in self.runs.iter().filter(|run| run.end > start && run.start < end) {
            let (from, to) = (run.start.max(start), run.end.min(end));
            let kept = self.bytes.get(from..to).unwrap_or_default();
            let other = fragment.bytes.get(from.saturating_sub(start)..to.saturating_sub(start));
            let other = other.unwrap_or_default();
            shared = shared.saturating_add(u32::try_from(kept.len()).unwrap_or(u32::MAX));
            let unlike = kept.iter().zip(other).filter(|(one, other)| one != other).count();
            if unlike == 0 {
                continue;
            }
            differing = differing.saturating_add(u32::try_from(unlike).unwrap_or(u32::MAX));
            let at = kept.iter().zip(other).position(|(one, other)| one != other);
            first = first.or(at.map(|at| (run.at, from.saturating_add(at), to)));
            others.push((from, other.to_vec()));
        }
        let (kept_at, offset, to) = first?;
        let to = to.min(offset.saturating_add(MOST_QUOTE));
        let other = offset.saturating_sub(start)..to.saturating_sub(start);
        let conflict = FragmentConflict {
            src: key.src,
            dst: key.dst,
            protocol: fragment.header.protocol,
            id: key.id,
            kept_at,
            other_at: fragment.at,
            ttls: (self.header.ttl, fragment.header.ttl),
            offset: u32::try_from(offset).unwrap_or(u32::MAX),
            differing,
            shared,
            kept: self.bytes.get(offset..to).unwrap_or_default().to_vec(),
            other: fragment.bytes.get(other).unwrap_or_default().to_vec(),
            is_late: false,
            checksums: (Checksum::Unknown, Checksum::Unknown),
        };
        Some(Contradiction { conflict, others })
    }
}

/// What the checksum tells of a datagram, and of the same with other bytes.
fn checksums(header: &Header, bytes: &[u8], others: &[(usize, Vec<u8>)]) -> (Checksum, Checksum) {
    if !matches!(header.protocol, 1 | 6 | 17 | 58) {
        return (Checksum::Unknown, Checksum::Unknown);
    }
    let of = |bytes: &[u8]| of_transport(header.src, header.dst, header.protocol, bytes);
    let mut changed = bytes.to_vec();
    for (start, other) in others {
        let room = changed.get_mut(*start..start.saturating_add(other.len()));
        if let Some(room) = room {
            room.copy_from_slice(other);
        }
    }
    (of(bytes), of(&changed))
}
