//! DTLS: records in datagrams.
//!
//! RFC 6347, RFC 9147: type, version `fe ff`, `fe fd` (or `01 00` in OpenSSL's first), epoch, sequence number
//! of six bytes, length. A handshake message has a sequence number, an offset and a length of its own behind
//! its length, so that it can be sent in fragments. Everything of an epoch above 0 is encrypted.

use std::collections::BTreeMap;

use vigie_capture::{Moment, Packet};
use vigie_core::Reader;

use super::messages::kind;
use super::progress::Progress;
use super::session::Protocol;
use crate::dissect::{Conversation, DatagramDissector, Output, Side};

/// Most handshakes that are read at the same time; the oldest is closed for a new one.
const MOST_HANDSHAKES: usize = 1024;

/// Longest message that is put together from fragments.
const MOST_MESSAGE: usize = 64 << 10;

/// Most messages of one side that are being put together.
const MOST_FRAGMENTED: usize = 8;

pub(super) fn start() -> Box<dyn DatagramDissector> {
    Box::new(Datagrams::default())
}

#[derive(Default)]
struct Datagrams(BTreeMap<u64, Handshake>);

struct Handshake {
    progress: Progress,
    /// Messages in fragments, by side and number.
    fragments: BTreeMap<(bool, u16), Fragmented>,
}

#[derive(Default)]
struct Fragmented {
    body: Vec<u8>,
    /// What of it is there, as start and end.
    have: Vec<(usize, usize)>,
}

impl DatagramDissector for Datagrams {
    fn datagram(
        &mut self,
        of: &Conversation,
        from: Side,
        bytes: &[u8],
        packet: &Packet<'_>,
        out: &mut Output<'_, '_>,
    ) -> bool {
        // CAPWAP puts a header of four bytes before its DTLS (RFC 5415 §4.2).
        let bytes = bytes.strip_prefix(&[1, 0, 0, 0]).unwrap_or(bytes);
        let mut reader = Reader::new(bytes);
        let Some(first) = record(&mut reader) else { return false };
        let mut next = Some(first);
        let mut is_over = false;
        while let Some(record) = next {
            if record.epoch == 0 && matches!(record.kind, 21 | 22) {
                self.clear(of, from, &record, packet.at, out);
            } else if record.epoch > 0 && let Some(handshake) = self.0.get_mut(&of.number) {
                let is_client = handshake.progress.is_client(from);
                handshake.progress.session.client_went_on |= is_client;
                is_over |= is_client && handshake.progress.has_server_hello();
            }
            next = self::record(&mut reader);
        }
        if is_over && let Some(handshake) = self.0.remove(&of.number) {
            handshake.progress.finish(out);
        }
        true
    }

    fn close(&mut self, out: &mut Output<'_, '_>) {
        for handshake in std::mem::take(&mut self.0).into_values() {
            handshake.progress.finish(out);
        }
    }
}

struct Record<'a> {
    kind: u8,
    epoch: u16,
    content: &'a [u8],
}

/// The next record; `None` at the end and where it is none.
fn record<'a>(reader: &mut Reader<'a>) -> Option<Record<'a>> {
    let kind = reader.u8("type").ok()?;
    let version = reader.u16_be("version").ok()?;
    let epoch = reader.u16_be("epoch").ok()?;
    let sequence = reader.take("sequence", 6).ok()?;
    let length = reader.u16_be("length").ok()?;
    let content = reader.take("record", usize::from(length)).ok()?;
    // A datagram of another protocol seldom has all of this.
    let fits = matches!(kind, 20..=25)
        && matches!(version, 0xfeff | 0xfefd | 0xfefc | 0x0100)
        && (epoch > 0 || sequence.first() == Some(&0));
    fits.then_some(Record { kind, epoch, content })
}

impl Datagrams {
    /// Takes a record in clear.
    fn clear(
        &mut self,
        of: &Conversation,
        from: Side,
        record: &Record<'_>,
        at: Moment,
        out: &mut Output<'_, '_>,
    ) {
        if !self.0.contains_key(&of.number) {
            if self.0.len() >= MOST_HANDSHAKES
                && let Some((_, oldest)) = self.0.pop_first()
            {
                oldest.progress.finish(out);
            }
            let progress = Progress::new(of, Protocol::Dtls);
            self.0.insert(of.number, Handshake { progress, fragments: BTreeMap::new() });
        }
        let Some(handshake) = self.0.get_mut(&of.number) else { return };
        if record.kind == 22 {
            handshake.messages(of, from, record.content, at, out);
        } else if let [level, number] = record.content {
            handshake.progress.alert(from, *level, *number, at);
        }
    }
}

impl Handshake {
    fn messages(
        &mut self,
        of: &Conversation,
        from: Side,
        content: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) {
        let mut reader = Reader::new(content);
        while let Some(fragment) = Fragment::read(&mut reader) {
            let progress = &mut self.progress;
            if fragment.bytes.len() == fragment.length {
                progress.message(of, from, fragment.kind, fragment.bytes, at, out);
                continue;
            }
            let is_read = matches!(
                fragment.kind,
                kind::CLIENT_HELLO | kind::SERVER_HELLO | kind::CERTIFICATE
            );
            let key = (from == Side::Client, fragment.number);
            let has_room =
                self.fragments.contains_key(&key) || self.fragments.len() < MOST_FRAGMENTED;
            if !is_read || !has_room || fragment.length > MOST_MESSAGE {
                continue;
            }
            let message = self.fragments.entry(key).or_default();
            if message.take(&fragment) {
                let body = std::mem::take(&mut message.body);
                self.fragments.remove(&key);
                progress.message(of, from, fragment.kind, &body, at, out);
            }
        }
    }
}

struct Fragment<'a> {
    kind: u8,
    length: usize,
    number: u16,
    offset: usize,
    bytes: &'a [u8],
}

impl<'a> Fragment<'a> {
    fn read(reader: &mut Reader<'a>) -> Option<Self> {
        let kind = reader.u8("type").ok()?;
        let length = u24(reader)?;
        let number = reader.u16_be("number").ok()?;
        let offset = u24(reader)?;
        let here = u24(reader)?;
        let bytes = reader.take("fragment", here).ok()?;
        (offset.checked_add(here)? <= length).then_some(Self { kind, length, number, offset, bytes })
    }
}

fn u24(reader: &mut Reader<'_>) -> Option<usize> {
    let [a, b, c] = reader.array("length").ok()?;
    usize::try_from(u32::from_be_bytes([0, a, b, c])).ok()
}

impl Fragmented {
    /// Puts a fragment where it belongs; whether the message is complete.
    fn take(&mut self, fragment: &Fragment<'_>) -> bool {
        let end = fragment.offset.saturating_add(fragment.bytes.len());
        if self.body.len() < end {
            self.body.resize(end, 0);
        }
        if let Some(place) = self.body.get_mut(fragment.offset..end) {
            place.copy_from_slice(fragment.bytes);
        }
        if self.have.len() < 64 {
            self.have.push((fragment.offset, end));
        }
        self.have.sort_unstable();
        let reached = self.have.iter().fold(0, |reached, (start, end)| {
            if *start <= reached { reached.max(*end) } else { reached }
        });
        reached == fragment.length
    }
}
