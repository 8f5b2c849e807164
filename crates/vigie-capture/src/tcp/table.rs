//! All connections of a capture.

use std::collections::HashMap;
use std::net::SocketAddr;

use vigie_core::SharedBytes;

use super::delivery::{Arrival, Budget, Delivery};
use super::half::Half;
use super::index::{of, of_mut};
use super::key::Key;
use super::list::Lists;
use super::recall::Recall;
use super::{Beginning, Connection, Consumer, Ending, Seen, Side};
use crate::{Ip, Packet, TcpSegment};

/// List of the connections that are open.
const OPEN: u8 = 0;
/// List of those that are closed or reset.
const CLOSED: u8 = 1;

const SECOND: i64 = 1_000_000_000;

/// How far from what it knows of a closed connection a segment may lie and still belong to it.
const NEAR: u64 = 1 << 24;

/// What may be used.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections that are known at a time.
    pub connections: usize,
    /// Segments that are known at a time, 24 bytes each.
    pub segments: usize,
    /// Nanoseconds of silence after which an open connection is over.
    pub idle: i64,
    /// Nanoseconds for which a closed connection is kept, for what comes late.
    pub linger: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connections: 20_000, segments: 2 << 20, idle: 3600 * SECOND, linger: 60 * SECOND }
    }
}

/// What was seen, and what a limit kept from being seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Connections in all.
    pub connections: u64,
    /// Those that were dropped because there were too many.
    pub spilled: u64,
    /// Segments of connections still known whose place was forgotten: bytes that come again there are
    /// not compared.
    pub forgotten: u64,
    /// Segments whose earlier version could not be read again.
    pub unverified: u64,
}

struct Slot<S> {
    key: Key,
    of: Connection,
    halves: [Half; 2],
    state: S,
    wants: bool,
    has_macs: bool,
    is_finished: bool,
    /// Who reset it first.
    reset: Option<Side>,
}

/// All connections of a capture.
pub struct Connections<S> {
    slots: Vec<Option<Slot<S>>>,
    free: Vec<u32>,
    by_key: HashMap<Key, u32>,
    /// The one before: packets of a connection come in runs.
    last: Option<(Key, u32)>,
    lists: Lists<2>,
    recall: Recall,
    budget: Budget,
    limits: Limits,
    statistics: Statistics,
    /// The time, as this packet and the one before agree on: a single wrong clock ends no connection.
    now: i64,
    /// The time of the packet before.
    before: Option<i64>,
    /// When silent connections were looked for last.
    looked: i64,
}

impl<S> Connections<S> {
    /// None yet. `file` are the bytes of the capture where packets say at which of them they stand
    /// ([`crate::Origin::File`]).
    #[must_use]
    pub fn new(file: Option<SharedBytes>, limits: Limits) -> Self {
        Self {
            slots: Vec::new(),
            free: Vec::new(),
            by_key: HashMap::new(),
            last: None,
            lists: Lists::new(),
            recall: Recall::new(file),
            budget: Budget::default(),
            limits,
            statistics: Statistics::default(),
            now: 0,
            before: None,
            looked: 0,
        }
    }

    /// What was seen so far.
    #[must_use]
    pub const fn statistics(&self) -> Statistics {
        self.statistics
    }

    /// Takes the next segment of the capture.
    pub fn packet<C: Consumer<State = S>>(
        &mut self,
        packet: &Packet<'_>,
        ip: &Ip<'_>,
        segment: &TcpSegment<'_>,
        consumer: &mut C,
    ) {
        let from = SocketAddr::new(ip.src, segment.src_port);
        let to = SocketAddr::new(ip.dst, segment.dst_port);
        let key = Key::of(from, to, packet.path);
        if let Some(nanos) = packet.at.nanos {
            self.now = self.before.replace(nanos).map_or(nanos, |before| before.min(nanos));
            if self.now.abs_diff(self.looked) >= SECOND.unsigned_abs() {
                self.looked = self.now;
                self.expire(consumer);
            }
        }
        let known = self.find(&key);
        let slot = match known.filter(|slot| !self.is_new(*slot, from, segment)) {
            Some(slot) => slot,
            None => {
                if let Some(old) = known {
                    self.close(old, Ending::Replaced, consumer);
                }
                self.open(key, (from, to), packet, segment, consumer)
            }
        };
        self.last = Some((key, slot));
        let (is_closed, is_done) = self.take(slot, from, (packet, ip, segment), consumer);
        if is_done {
            self.lists.touch(slot, if is_closed { CLOSED } else { OPEN });
        }
        self.keep_to_limits(slot, consumer);
    }

    /// The capture is over: closes all, in the order in which they began.
    pub fn finish<C: Consumer<State = S>>(&mut self, consumer: &mut C) {
        let mut left: Vec<(u64, u32)> = (0..)
            .zip(&self.slots)
            .filter_map(|(slot, one)| Some((one.as_ref()?.of.first.packet, slot)))
            .collect();
        left.sort_unstable();
        for (_, slot) in left {
            self.close(slot, Ending::Open, consumer);
        }
    }

    fn find(&self, key: &Key) -> Option<u32> {
        match self.last {
            Some((last, slot)) if last == *key => Some(slot),
            _ => self.by_key.get(key).copied(),
        }
    }

    fn slot(&self, slot: u32) -> Option<&Slot<S>> {
        self.slots.get(usize::try_from(slot).ok()?)?.as_ref()
    }

    /// Whether a segment begins another connection between the same ends.
    fn is_new(&self, slot: u32, from: SocketAddr, segment: &TcpSegment<'_>) -> bool {
        let Some(slot) = self.slot(slot) else { return true };
        let side = if from == slot.of.client { Side::Client } else { Side::Server };
        let half = of(&slot.halves, side);
        if segment.flags.syn() && !segment.flags.ack() {
            return side == Side::Server && of(&slot.halves, Side::Client).isn.is_some()
                || half.isn.map_or(
                    side == Side::Server || slot.of.beginning == Beginning::Middle,
                    |isn| isn != segment.seq,
                );
        }
        let is_over = slot.is_finished || slot.reset.is_some();
        let last = slot.of.last.nanos.unwrap_or(self.now);
        let next = i64::try_from(half.next).unwrap_or(i64::MAX);
        is_over
            && !segment.flags.rst()
            && !segment.data.is_empty()
            && half.origin.is_some()
            && self.now.saturating_sub(last) > SECOND
            && half.place(segment.seq).abs_diff(next) > NEAR
    }

    fn open<C: Consumer<State = S>>(
        &mut self,
        key: Key,
        (from, to): (SocketAddr, SocketAddr),
        packet: &Packet<'_>,
        segment: &TcpSegment<'_>,
        consumer: &mut C,
    ) -> u32 {
        let (beginning, from_client) = match (segment.flags.syn(), segment.flags.ack()) {
            (true, false) => (Beginning::Syn, true),
            (true, true) => (Beginning::SynAck, false),
            _ => (Beginning::Middle, from.port() >= to.port()),
        };
        let (client, server) = if from_client { (from, to) } else { (to, from) };
        let of = Connection {
            client,
            server,
            path: packet.path,
            first: packet.at,
            last: packet.at,
            beginning,
            segments: [0; 2],
            bytes: [0; 2],
            copies: 0,
            fin: [false; 2],
            rst: [false; 2],
            missing: [0; 2],
            unverified: 0,
        };
        let state = consumer.open(&of);
        self.statistics.connections += 1;
        let slot = Slot {
            key,
            of,
            halves: [Half::default(), Half::default()],
            state,
            wants: true,
            has_macs: packet.macs.is_some(),
            is_finished: false,
            reset: None,
        };
        let number = self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            u32::try_from(self.slots.len() - 1).unwrap_or(u32::MAX)
        });
        if let Some(place) =
            usize::try_from(number).ok().and_then(|number| self.slots.get_mut(number))
        {
            *place = Some(slot);
        }
        self.by_key.insert(key, number);
        number
    }

    /// Gives whether the connection is closed now, and whether there was one.
    fn take<C: Consumer<State = S>>(
        &mut self,
        slot: u32,
        from: SocketAddr,
        (packet, ip, segment): (&Packet<'_>, &Ip<'_>, &TcpSegment<'_>),
        consumer: &mut C,
    ) -> (bool, bool) {
        let Some(Some(slot)) =
            usize::try_from(slot).ok().and_then(|number| self.slots.get_mut(number))
        else {
            return (false, false);
        };
        let side = if from == slot.of.client { Side::Client } else { Side::Server };
        slot.of.last = packet.at;
        let is_copy = of_mut(&mut slot.halves, side).is_copy(ip, segment) || packet.is_repeat;
        slot.count(side, segment, is_copy);
        slot.anchor(side, segment);
        let half = of(&slot.halves, side);
        let next = i64::try_from(half.next).unwrap_or(i64::MAX);
        let first = segment.seq.wrapping_add(u32::from(segment.flags.syn()));
        let place = half.place(first);
        let beyond = if half.origin.is_some() { place.saturating_sub(next) } else { 0 };
        let seen = Seen { from: side, packet, ip, segment, beyond, is_copy };
        consumer.segment(&slot.of, &mut slot.state, &seen);
        if segment.data_len > 0 && !segment.flags.rst() {
            let entry = self.recall.enter(packet, ip, segment);
            let data_len = u32::try_from(segment.data.len()).unwrap_or(u32::MAX);
            let arrival = Arrival {
                at: packet.at,
                place,
                data: segment.data,
                missing: segment.data_len.saturating_sub(data_len),
                is_bare: segment.flags.0 & 0x3f == 0x10,
                entry: if segment.flags.syn() { entry.after_syn() } else { entry },
            };
            let before = slot.of.unverified;
            slot.delivery(side, &self.recall, &mut self.budget, consumer).arrive(&arrival);
            self.statistics.unverified += slot.of.unverified - before;
        }
        if segment.flags.ack() && of(&slot.halves, side.other()).pending.len() > 1 {
            slot.delivery(side.other(), &self.recall, &mut self.budget, consumer)
                .acknowledge(segment.ack);
        }
        slot.note_end(side, segment, place);
        if slot.is_over() && !slot.is_finished {
            slot.is_finished = true;
            consumer.finish(&slot.of, &mut slot.state);
            slot.wants = false;
        }
        (slot.is_finished || slot.reset.is_some(), true)
    }

    fn close<C: Consumer<State = S>>(&mut self, number: u32, ending: Ending, consumer: &mut C) {
        let Some(mut slot) = usize::try_from(number)
            .ok()
            .and_then(|number| self.slots.get_mut(number))
            .and_then(Option::take)
        else {
            return;
        };
        for side in [Side::Client, Side::Server] {
            slot.delivery(side, &self.recall, &mut self.budget, consumer).flush();
            let entries = of_mut(&mut slot.halves, side).index.clear();
            self.budget.entries = self.budget.entries.saturating_sub(entries);
        }
        self.lists.remove(number);
        self.free.push(number);
        self.by_key.remove(&slot.key);
        self.last = None;
        let ending = match (slot.is_finished, slot.reset) {
            (true, _) => Ending::Closed,
            (false, Some(side)) => Ending::Reset(side),
            (false, None) => ending,
        };
        consumer.close(&slot.of, slot.state, ending);
    }

    /// Closes what was silent too long.
    fn expire<C: Consumer<State = S>>(&mut self, consumer: &mut C) {
        for (list, wait) in [(CLOSED, self.limits.linger), (OPEN, self.limits.idle)] {
            while let Some(slot) = self.lists.oldest(list) {
                let last = self.slot(slot).and_then(|slot| slot.of.last.nanos);
                if last.is_none_or(|last| self.now.saturating_sub(last) <= wait) {
                    break;
                }
                self.close(slot, Ending::Idle, consumer);
            }
        }
    }

    /// Drops what there is too much of, but not the slot that is at work.
    fn keep_to_limits<C: Consumer<State = S>>(&mut self, at_work: u32, consumer: &mut C) {
        while self.by_key.len() > self.limits.connections {
            let oldest = self.lists.oldest(CLOSED).or_else(|| self.lists.oldest(OPEN));
            let Some(oldest) = oldest.filter(|slot| *slot != at_work) else { break };
            self.statistics.spilled += 1;
            self.close(oldest, Ending::Spilled, consumer);
        }
        while self.budget.entries > self.limits.segments {
            let oldest = self.lists.oldest(CLOSED).filter(|slot| *slot != at_work);
            match oldest {
                Some(slot) => self.close(slot, Ending::Spilled, consumer),
                None if self.forget() => {}
                None => break,
            }
        }
    }

    /// Forgets segments of the open connection that was silent longest and has some; of the one at work
    /// an eighth. Gives whether any were forgotten.
    fn forget(&mut self) -> bool {
        let Some(oldest) = self.lists.oldest(OPEN).or_else(|| self.lists.oldest(CLOSED)) else {
            return false;
        };
        let Some(Some(slot)) =
            usize::try_from(oldest).ok().and_then(|number| self.slots.get_mut(number))
        else {
            return false;
        };
        let mut dropped = 0;
        for half in &mut slot.halves {
            let share = (half.index.len() / 8).max(1024);
            dropped += half.index.forget(share);
        }
        self.budget.entries = self.budget.entries.saturating_sub(dropped);
        self.statistics.forgotten += dropped as u64;
        if dropped == 0 {
            // Those that are silent and have none stand in the way of those that have.
            self.lists.touch(oldest, OPEN);
            return self.lists.oldest(OPEN) != Some(oldest);
        }
        true
    }
}

impl<S> Slot<S> {
    fn count(&mut self, side: Side, segment: &TcpSegment<'_>, is_copy: bool) {
        if is_copy {
            self.of.copies += 1;
        } else {
            *of_mut(&mut self.of.segments, side) += 1;
            let bytes = of_mut(&mut self.of.bytes, side);
            *bytes = bytes.saturating_add(u64::from(segment.data_len));
        }
    }

    /// Learns where the streams begin.
    fn anchor(&mut self, side: Side, segment: &TcpSegment<'_>) {
        let half = of_mut(&mut self.halves, side);
        if segment.flags.syn() {
            match half.isn {
                None => {
                    half.isn = Some(segment.seq);
                    half.origin = Some(segment.seq.wrapping_add(1));
                }
                Some(isn) if isn != segment.seq => half.other_isn = Some(segment.seq),
                Some(_) => {}
            }
        } else if half.origin.is_none() && !segment.flags.rst() {
            // A single zero that comes first is a probe of an idle connection, one before the next byte.
            let is_probe = segment.data == [0] && self.of.beginning == Beginning::Middle;
            half.origin = Some(segment.seq.wrapping_add(u32::from(is_probe)));
        }
        // Which of two SYN-ACKs the client took shows in what it acknowledges.
        let other = of_mut(&mut self.halves, side.other());
        if segment.flags.ack()
            && !segment.flags.rst()
            && other.next == 0
            && let Some(isn) = other.other_isn
            && segment.ack == isn.wrapping_add(1)
        {
            other.origin = Some(isn.wrapping_add(1));
        }
    }

    fn note_end(&mut self, side: Side, segment: &TcpSegment<'_>, place: i64) {
        let half = of_mut(&mut self.halves, side);
        if segment.flags.rst() {
            *of_mut(&mut self.of.rst, side) = true;
            self.reset = self.reset.or(Some(side));
        } else if segment.flags.fin() {
            *of_mut(&mut self.of.fin, side) = true;
            let end = place.saturating_add(i64::from(segment.data_len));
            half.fin_at = half.fin_at.or(u64::try_from(end).ok());
        }
    }

    /// Whether both sides closed and all before was delivered.
    fn is_over(&self) -> bool {
        let is_over = |half: &Half| half.fin_at.is_some_and(|at| half.next >= at);
        self.halves.iter().all(is_over)
    }

    fn delivery<'a, C: Consumer<State = S>>(
        &'a mut self,
        from: Side,
        recall: &'a Recall,
        budget: &'a mut Budget,
        consumer: &'a mut C,
    ) -> Delivery<'a, C> {
        Delivery {
            of: &mut self.of,
            from,
            half: of_mut(&mut self.halves, from),
            state: &mut self.state,
            wants: &mut self.wants,
            has_macs: self.has_macs,
            recall,
            budget,
            consumer,
        }
    }
}
