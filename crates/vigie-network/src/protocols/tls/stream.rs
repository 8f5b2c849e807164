//! TLS in a TCP stream: the record layer.
//!
//! A record is a type, a version, a length of two bytes and that many bytes (RFC 8446 §5.1). Those of
//! encrypted data are passed over by their length. Once both sides encrypt, nothing more can be learned,
//! and reading stops.

use vigie_capture::Moment;

use super::messages::{Messages, kind};
use super::progress::Progress;
use super::session::Protocol;
use super::{ssl2, speaks};
use crate::dissect::{Conversation, Next, Output, Side, StreamDissector, StreamProtocol};

/// TLS, as a protocol of streams.
pub(super) struct Tls;

impl StreamProtocol for Tls {
    fn speaks(&self, _: &Conversation, _: Side, start: &[u8]) -> Option<bool> {
        speaks::speaks(start)
    }

    fn dissector(&self) -> Box<dyn StreamDissector> {
        Box::new(Stream::default())
    }
}

const CHANGE_CIPHER_SPEC: u8 = 20;
const ALERT: u8 = 21;
const HANDSHAKE: u8 = 22;
const APPLICATION_DATA: u8 = 23;

/// Longest record (RFC 5246 §6.2.3: 2^14 + 2048).
pub(super) const MOST_RECORD: u16 = (1 << 14) + 2048;

/// A record that holds an encrypted alert of TLS 1.3: two bytes, its type, and 16 of the tag.
const ALERT_RECORD: usize = 19;

#[derive(Default)]
struct Stream {
    progress: Option<Progress>,
    client: Direction,
    server: Direction,
    /// That reading is over.
    done: bool,
}

/// One side's records.
#[derive(Default)]
struct Direction {
    /// Header of the record that is being read, or its beginning.
    header: Vec<u8>,
    /// Type of that record.
    record: u8,
    /// Bytes of it that have not come.
    left: usize,
    /// Its length.
    length: usize,
    messages: Messages,
    /// An alert that came in two pieces.
    alert: Vec<u8>,
    /// Whether it said that it encrypts from now on.
    encrypts: bool,
    /// Whether its first bytes were looked at.
    started: bool,
}

impl StreamDissector for Stream {
    fn data(
        &mut self,
        of: &Conversation,
        from: Side,
        bytes: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) -> Next {
        let mut progress =
            self.progress.take().unwrap_or_else(|| Progress::new(of, Protocol::Tls));
        let next = self.read(&mut progress, of, from, bytes, at, out);
        self.progress = Some(progress);
        next
    }

    fn gap(&mut self, _: &Conversation, _: Side, _: u64, _: &mut Output<'_, '_>) -> Next {
        if let Some(progress) = &mut self.progress {
            progress.unseen("bytes");
        }
        Next::Done
    }

    fn close(&mut self, _: &Conversation, _: Moment, out: &mut Output<'_, '_>) {
        if let Some(progress) = self.progress.take() {
            progress.finish(out);
        }
    }
}

impl Stream {
    const fn side(&mut self, side: Side) -> &mut Direction {
        match side {
            Side::Client => &mut self.client,
            Side::Server => &mut self.server,
        }
    }

    fn read(
        &mut self,
        progress: &mut Progress,
        of: &Conversation,
        from: Side,
        mut bytes: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) -> Next {
        if !std::mem::replace(&mut self.side(from).started, true)
            && let Some(length) = ssl2::read(progress, of, from, bytes, at)
        {
            bytes = bytes.get(length..).unwrap_or_default();
        }
        while !bytes.is_empty() {
            if self.side(from).left == 0 {
                let direction = self.side(from);
                bytes = direction.header(bytes);
                if !direction.is_sane() {
                    progress.unseen("bytes");
                    return Next::Done;
                }
                self.record_begins(progress, from);
            } else if self.side(from).is_passed_over() {
                let direction = self.side(from);
                let missing = direction.left.saturating_sub(bytes.len());
                bytes = bytes.get(direction.left..).unwrap_or_default();
                direction.left = 0;
                if missing > 0 && !self.is_done(progress) {
                    return Next::Skip(missing as u64);
                }
            } else {
                let direction = self.side(from);
                let (part, rest) = bytes.split_at_checked(direction.left).unwrap_or((bytes, &[]));
                direction.left = direction.left.saturating_sub(part.len());
                bytes = rest;
                direction.content(progress, of, from, part, at, out);
            }
            if self.is_done(progress) {
                return Next::Done;
            }
        }
        Next::More
    }

    /// A record of `from` begins: what its type alone says.
    fn record_begins(&mut self, progress: &mut Progress, from: Side) {
        let hides = progress.hides_certificates();
        let is_client = progress.is_client(from);
        let has_answer = progress.has_server_hello();
        let direction = self.side(from);
        if direction.left == 0 {
            return;
        }
        match direction.record {
            CHANGE_CIPHER_SPEC if hides == Some(false) => direction.encrypts = true,
            APPLICATION_DATA if is_client && has_answer && !progress.session.client_went_on => {
                progress.session.client_refused |=
                    hides == Some(true) && direction.length == ALERT_RECORD;
                progress.session.client_went_on = !progress.session.client_refused;
                direction.encrypts = true;
            }
            APPLICATION_DATA if has_answer || hides == Some(false) => direction.encrypts = true,
            HANDSHAKE if direction.encrypts && is_client => {
                progress.session.client_went_on = true;
            }
            _ => {}
        }
    }

    /// Whether nothing more can be learned.
    fn is_done(&mut self, progress: &Progress) -> bool {
        let both = self.client.encrypts && self.server.encrypts;
        let known = progress.has_server_hello() || !progress.has_client_hello();
        let session = &progress.session;
        self.done |= both && known && (session.client_went_on || session.client_refused);
        self.done
    }
}

impl Direction {
    /// Reads the five bytes before a record; what is left behind them.
    fn header<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let missing = 5_usize.saturating_sub(self.header.len()).min(bytes.len());
        let (taken, rest) = bytes.split_at_checked(missing).unwrap_or((bytes, &[]));
        self.header.extend_from_slice(taken);
        if let Some([record, _, _, high, low]) = self.header.first_chunk() {
            self.record = *record;
            self.length = usize::from(u16::from_be_bytes([*high, *low]));
            self.left = self.length;
            if self.is_sane() {
                self.header.clear();
            }
        }
        rest
    }

    /// Whether what is known of the header can be one.
    fn is_sane(&self) -> bool {
        match self.header.as_slice() {
            [] | [20..=24] => true,
            [20..=24, 3] | [20..=24, 3, 0..=4] | [20..=24, 3, 0..=4, _] => true,
            [20..=24, 3, 0..=4, high, low] => u16::from_be_bytes([*high, *low]) <= MOST_RECORD,
            _ => false,
        }
    }

    /// Whether the rest of this record says nothing.
    const fn is_passed_over(&self) -> bool {
        match self.record {
            HANDSHAKE => self.encrypts,
            ALERT => self.length != 2,
            _ => true,
        }
    }

    /// Part of what a record holds.
    fn content(
        &mut self,
        progress: &mut Progress,
        of: &Conversation,
        from: Side,
        part: &[u8],
        at: Moment,
        out: &mut Output<'_, '_>,
    ) {
        if self.record == ALERT {
            self.alert.extend_from_slice(part);
            if let [level, number] = self.alert.as_slice() {
                progress.alert(from, *level, *number, at);
                self.alert.clear();
            }
            return;
        }
        self.messages.take(part, &mut |kind, body| {
            progress.message(of, from, kind, body, at, out);
            if kind == kind::SERVER_HELLO_DONE && progress.is_client(from) {
                // A server that speaks before the client: sides were told wrong.
                progress.unseen("client hello");
            }
        });
    }
}
