//! What can only be judged while the octets pass: numbering, resent PDUs, hashes and signatures over PDUs.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::hash::{BuildHasher as _, RandomState};

use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};
use vigie_core::{Locator, Time};

use super::record::{Integrity, Stream, Verdict};
use crate::ps_pdu::PsPdu;
use crate::ranges::Ranges;

/// Streams of one file.
const MOST_STREAMS: usize = 200_000;

/// Octets of PDUs kept until a hash covers them.
const MOST_KEPT: usize = 64 << 20;

/// Numbers whose octets are remembered to tell a resent PDU from another one.
const MOST_DIGESTS: usize = 1 << 20;

/// Hashes and signatures that wait for a PDU that comes later.
const MOST_WAITING: usize = 20_000;

/// Places noted of one kind of trouble in one stream.
const MOST_PLACES: usize = 100;

/// What a stream carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Data {
    /// Intercept related information.
    #[serde(rename = "IRI")]
    Iri,
    /// Content.
    #[serde(rename = "CC")]
    Cc,
    /// Between handover functions.
    #[serde(rename = "ILHI")]
    Ilhi,
    /// Encrypted, and not known on which interface.
    #[serde(rename = "encrypted")]
    Unknown,
}

type Key = (Vec<u8>, Option<u64>, Data);

struct State {
    key: Key,
    epoch: u32,
    /// Resets of other files that are past.
    passed: u32,
    seen: Ranges,
    covered: Ranges,
    last: Option<i64>,
    last_time: Option<Time>,
    record: Stream,
}

/// Which PDU: its stream, the epoch, whether data or the number of a hash, its number.
type Which = (u32, u32, bool, i64);

/// All streams of one file.
pub(super) struct Streams {
    by_key: HashMap<Key, u32>,
    states: Vec<State>,
    digests: HashMap<Which, (u64, u64)>,
    digest_order: VecDeque<Which>,
    kept: HashMap<Which, Vec<u8>>,
    kept_order: VecDeque<Which>,
    kept_octets: usize,
    waiting: Vec<Check>,
    hasher: RandomState,
    key: Option<VerifyingKey>,
    openli: bool,
    tolerance: i64,
    /// Instants at which the numbering of a LIID and CIN begins anew, as other files of the agency say.
    resets: BTreeMap<(Vec<u8>, Option<u64>), Vec<Time>>,
    /// Whether something was left out for want of room.
    pub(super) full: bool,
}

struct Check {
    stream: u32,
    epoch: u32,
    at: Locator,
    record: Integrity,
    value: Vec<u8>,
    /// The octets a signature covers by OpenLI's practice.
    signed: Vec<u8>,
}

impl Streams {
    pub(super) fn new(
        key: Option<VerifyingKey>,
        openli: bool,
        tolerance_seconds: i64,
        resets: BTreeMap<(Vec<u8>, Option<u64>), Vec<Time>>,
    ) -> Self {
        Self {
            resets,
            by_key: HashMap::new(),
            states: Vec::new(),
            digests: HashMap::new(),
            digest_order: VecDeque::new(),
            kept: HashMap::new(),
            kept_order: VecDeque::new(),
            kept_octets: 0,
            waiting: Vec::new(),
            hasher: RandomState::new(),
            key,
            openli,
            tolerance: tolerance_seconds.saturating_mul(1_000_000),
            full: false,
        }
    }

    fn stream(&mut self, pdu: &PsPdu<'_>, data: Data) -> Option<u32> {
        let key = (pdu.header.liid.to_vec(), pdu.header.cin, data);
        if let Some(index) = self.by_key.get(&key) {
            return Some(*index);
        }
        if self.states.len() >= MOST_STREAMS {
            self.full = true;
            return None;
        }
        let index = u32::try_from(self.states.len()).ok()?;
        let record = Stream {
            liid: crate::ps_pdu::liid_text(&key.0),
            cin: key.1,
            data: Some(data),
            ..Stream::default()
        };
        self.by_key.insert(key.clone(), index);
        let (seen, covered) = (Ranges::default(), Ranges::default());
        self.states.push(State { key, epoch: 0, passed: 0, seen, covered, last: None, last_time: None, record });
        Some(index)
    }

    /// Begins a stream anew where another file says that its numbering did.
    fn advance(&mut self, index: u32, time: Option<Time>) {
        let Some(state) = self.states.get_mut(index as usize) else { return };
        let known = self.resets.get(&(state.key.0.clone(), state.key.1));
        let (Some(known), Some(time)) = (known, time) else { return };
        let passed = known.iter().filter(|reset| **reset <= time).count();
        let passed = u32::try_from(passed).unwrap_or(u32::MAX);
        if passed > state.passed {
            state.passed = passed;
            state.close_epoch();
            state.epoch = state.epoch.saturating_add(1);
        }
    }

    /// A PDU with data. Gives whether it is the same PDU sent again.
    pub(super) fn data(
        &mut self,
        pdu: &PsPdu<'_>,
        data: Data,
        time: Option<Time>,
        after_gap: bool,
        place: u64,
        encrypted: bool,
    ) -> bool {
        let Some(index) = self.stream(pdu, data) else { return false };
        self.advance(index, time);
        let Some(state) = self.states.get_mut(index as usize) else { return false };
        state.record.pdus = state.record.pdus.saturating_add(1);
        state.record.first = state.record.first.into_iter().chain(time).min();
        state.record.last = state.record.last.into_iter().chain(time).max();
        state.record.encrypted |= encrypted;
        let Some(sequence) = pdu.header.sequence else {
            state.record.unnumbered = state.record.unnumbered.saturating_add(1);
            return false;
        };
        let number = unwrap(sequence, state.last);
        let which = (index, state.epoch, true, number);
        let digest = self.hasher.hash_one(pdu.octets);
        if state.seen.has(number) {
            match self.digests.get(&which) {
                Some((known, _)) if *known == digest => {
                    state.record.resent = state.record.resent.saturating_add(1);
                    return true;
                }
                Some((_, first)) if state.record.conflicts.len() < MOST_PLACES => {
                    state.record.conflicts.push((number, *first, place));
                }
                Some(_) | None => {}
            }
        } else {
            if let Some(last) = state.last.filter(|last| number > last.saturating_add(1) && after_gap) {
                state.record.capture_holes.push((last.saturating_add(1), number.saturating_sub(1)));
                state.record.capture_holes.truncate(MOST_PLACES);
            }
            state.seen.add(number, number);
            if self.digest_order.len() >= MOST_DIGESTS
                && let Some(old) = self.digest_order.pop_front()
            {
                self.digests.remove(&old);
            }
            self.digest_order.push_back(which);
            self.digests.insert(which, (digest, place));
            if let (Some(time), Some(last)) = (time, state.last_time)
                && state.last.is_some_and(|before| number > before)
                && last.unix_micros().saturating_sub(time.unix_micros()) > self.tolerance
                && state.record.backwards.len() < MOST_PLACES
            {
                state.record.backwards.push((number, place));
            }
        }
        if state.last.is_none_or(|last| number > last) {
            state.last = Some(number);
            state.last_time = time.or(state.last_time);
        }
        self.keep(which, pdu.octets);
        false
    }

    fn keep(&mut self, which: Which, octets: &[u8]) {
        if octets.len() > MOST_KEPT / 4 {
            return;
        }
        while self.kept_octets.saturating_add(octets.len()) > MOST_KEPT {
            let Some(old) = self.kept_order.pop_front() else { break };
            if let Some(gone) = self.kept.remove(&old) {
                self.kept_octets = self.kept_octets.saturating_sub(gone.len());
            }
        }
        if let Some(before) = self.kept.insert(which, octets.to_vec()) {
            self.kept_octets = self.kept_octets.saturating_sub(before.len());
        } else {
            self.kept_order.push_back(which);
        }
        self.kept_octets = self.kept_octets.saturating_add(octets.len());
    }

    /// `cINReset`: numbering begins anew.
    pub(super) fn reset(&mut self, pdu: &PsPdu<'_>) {
        for state in &mut self.states {
            if state.key.0 == pdu.header.liid && state.key.1 == pdu.header.cin {
                state.close_epoch();
                state.epoch = state.epoch.saturating_add(1);
                state.record.resets = state.record.resets.saturating_add(1);
            }
        }
    }

    /// A hash or signature over PDUs.
    pub(super) fn integrity(&mut self, pdu: &PsPdu<'_>, data: Data, at: Locator, mut record: Integrity, value: Vec<u8>, signed: Vec<u8>) -> Option<Integrity> {
        let index = self.stream(pdu, data)?;
        self.advance(index, record.at);
        let state = self.states.get_mut(index as usize)?;
        let epoch = state.epoch;
        if record.check == "hash" {
            for number in &record.numbers {
                let number = unwrap(*number, state.last);
                state.covered.add(number, number);
            }
            if let Some(sequence) = pdu.header.sequence.and_then(|number| i64::try_from(number).ok()) {
                self.keep((index, epoch, false, sequence), pdu.octets);
            }
        } else {
            record.signature_input = if self.openli { "openli".into() } else { "hash-pdus".into() };
        }
        let check = Check { stream: index, epoch, at, record, value, signed };
        let verdict = self.verify(&check);
        if verdict == Verdict::Incomplete && self.waiting.len() < MOST_WAITING {
            self.waiting.push(check);
            return None;
        }
        let mut record = check.record;
        record.verdict = Some(verdict);
        Some(record)
    }

    fn verify(&self, check: &Check) -> Verdict {
        let is_hash = check.record.check == "hash";
        let mut all = Vec::new();
        if is_hash || !self.openli {
            for number in &check.record.numbers {
                let last = self.states.get(check.stream as usize).and_then(|state| state.last);
                let number = if is_hash { unwrap(*number, last) } else { i64::try_from(*number).unwrap_or(-1) };
                let which = (check.stream, check.epoch, is_hash, number);
                let Some(octets) = self.kept.get(&which) else { return Verdict::Incomplete };
                all.extend_from_slice(octets);
            }
        } else {
            all.clone_from(&check.signed);
        }
        if is_hash {
            let encrypted = self.states.get(check.stream as usize).is_some_and(|state| state.record.encrypted);
            return match check.record.algorithm.as_str() {
                _ if encrypted => Verdict::Encrypted,
                "SHA-1" => agrees(&Sha1::digest(&all), &check.value),
                "SHA-256" => agrees(&Sha256::digest(&all), &check.value),
                "SHA-384" => agrees(&Sha384::digest(&all), &check.value),
                "SHA-512" => agrees(&Sha512::digest(&all), &check.value),
                _ => Verdict::Unsupported,
            };
        }
        if check.record.algorithm != "ECDSA" {
            return Verdict::Unsupported;
        }
        let Some(key) = &self.key else { return Verdict::NoKey };
        let signature = Signature::from_der(&check.value).or_else(|_| Signature::from_slice(&check.value));
        match signature {
            Ok(signature) if key.verify(&all, &signature).is_ok() => Verdict::Agrees,
            _ => Verdict::Differs,
        }
    }

    /// What was left to the end.
    pub(super) fn finish(mut self) -> (Vec<(Locator, Integrity)>, Vec<Stream>) {
        let waiting = std::mem::take(&mut self.waiting);
        let judged = waiting.into_iter().map(|mut check| {
            check.record.verdict = Some(self.verify(&check));
            (check.at, check.record)
        });
        let judged = judged.collect();
        let mut streams: BTreeMap<Key, Stream> = BTreeMap::new();
        for mut state in self.states {
            state.close_epoch();
            streams.insert(state.key, state.record);
        }
        (judged, streams.into_values().collect())
    }
}

impl State {
    /// Notes what was seen since the last reset, and begins anew.
    fn close_epoch(&mut self) {
        let seen = std::mem::take(&mut self.seen);
        let covered = std::mem::take(&mut self.covered);
        if seen.ends().is_some() || covered.ends().is_some() {
            let ranges = |ranges: &Ranges| ranges.iter().take(crate::ranges::MOST_RANGES / 10).collect();
            self.record.epochs.push(super::record::Epoch {
                number: self.epoch,
                seen: ranges(&seen),
                covered: ranges(&covered),
            });
        }
        self.last = None;
        self.last_time = None;
    }
}

fn agrees(sum: &[u8], value: &[u8]) -> Verdict {
    if sum == value { Verdict::Agrees } else { Verdict::Differs }
}

/// The number nearest to the last one that is `sequence` modulo 2^32.
fn unwrap(sequence: u64, last: Option<i64>) -> i64 {
    let sequence = i64::try_from(sequence & 0xffff_ffff).unwrap_or(0);
    let Some(last) = last else { return sequence };
    let span = 1_i64 << 32;
    let turns = last.saturating_sub(sequence).saturating_add(span / 2).div_euclid(span);
    sequence.saturating_add(turns.saturating_mul(span))
}

#[cfg(test)]
mod tests {
    use super::unwrap;

    #[test]
    fn numbers_wrap() {
        assert_eq!(unwrap(0, Some(0xffff_ffff)), 1 << 32);
        assert_eq!(unwrap(0xffff_ffff, Some(1 << 32)), 0xffff_ffff);
        assert_eq!((unwrap(7, None), unwrap(0, Some(3)), unwrap(0xffff_fffe, Some(1))), (7, 0, -2));
    }
}
