//! Streams: what they speak, and who reads them.

use std::borrow::Cow;

use vigie_capture::Moment;
use vigie_capture::tcp::{Conflict, Connection, Consumer, Ending, Seen, Want};

use super::on_device::OnDevice;
use super::probe::{Answer, Probe};
use crate::dissect::{Conversation, Next, Output, PROBE, Side, StreamDissector};
use crate::protocols::connections::{ConflictRecord, ConnectionRecord, Facts};

/// Bytes that are held in all to find out what streams speak.
const MOST_PROBED: usize = 16 << 20;
/// How often a stream may be handed over.
const MOST_HAND_OVERS: u8 = 8;

/// Bytes that one side said, and when.
type Said = (Side, Vec<u8>, Moment);

fn owned((from, bytes, at): Said) -> (Side, Cow<'static, [u8]>, Moment) {
    (from, Cow::Owned(bytes), at)
}

/// Conflicts of one connection of which a record is kept; others are counted.
const MOST_CONFLICTS: u64 = 16;

/// What all streams share.
#[derive(Default)]
pub(super) struct Shared {
    /// What the servers' times to live say of the capture.
    pub(super) path: OnDevice,
    /// The number of the next conversation.
    pub(super) numbers: u64,
    /// Bytes that are held to find out what streams speak.
    probed: usize,
}

/// A connection's streams.
pub(super) struct Stream {
    of: Conversation,
    talk: Talk,
    /// How many of the next bytes of client and server are passed over.
    skip: [u64; 2],
    hand_overs: u8,
    protocols: Vec<&'static str>,
    facts: Facts,
}

enum Talk {
    /// It is not known yet what it speaks.
    Open(Probe),
    /// It is read.
    Read {
        dissector: Box<dyn StreamDissector>,
        /// What one side said before its time, and when.
        held: Option<Said>,
    },
    /// Nobody reads it.
    Over,
}

/// Reads streams.
pub(super) struct Streams<'p, 'a, 's> {
    pub(super) shared: &'p mut Shared,
    pub(super) out: &'p mut Output<'a, 's>,
}

impl Streams<'_, '_, '_> {
    /// Further bytes of a stream, or bytes that were held.
    fn feed(&mut self, stream: &mut Stream, from: Side, bytes: &[u8], at: Moment) {
        let mut queue = Vec::new();
        let mut now = Some((from, Cow::Borrowed(bytes), at));
        while let Some((from, bytes, at)) = now.take().or_else(|| queue.pop().map(owned)) {
            let bytes = stream.pass_over(from, &bytes);
            if bytes.is_empty() {
                continue;
            }
            match &mut stream.talk {
                Talk::Over => return,
                Talk::Open(probe) => {
                    let before = probe.held();
                    let answer = probe.take(&stream.of, from, bytes, at);
                    let held = probe.held();
                    self.shared.probed = self.shared.probed.saturating_add(held) - before;
                    match answer {
                        Answer::Unknown if self.shared.probed <= MOST_PROBED => {}
                        Answer::Known(protocol) => {
                            let Some(spoken) = protocol.stream else { return };
                            let probe = std::mem::take(probe);
                            self.shared.probed -= held.min(self.shared.probed);
                            stream.note(protocol.name);
                            stream.talk = Talk::Read { dissector: spoken.dissector(), held: None };
                            // What comes last is taken first.
                            queue.push((from, bytes.to_vec(), at));
                            let earlier: Vec<_> = probe.replay().collect();
                            queue.extend(earlier.into_iter().rev());
                        }
                        Answer::Unknown | Answer::Nothing => {
                            self.shared.probed -= held.min(self.shared.probed);
                            stream.talk = Talk::Over;
                        }
                    }
                }
                Talk::Read { dissector, held } => {
                    if let Some((side, kept, _)) = held
                        && *side == from
                    {
                        kept.extend_from_slice(bytes);
                        if kept.len() > PROBE {
                            self.over(stream, at);
                        }
                        continue;
                    }
                    let next = dissector.data(&stream.of, from, bytes, at, self.out);
                    let waited = held.take();
                    self.heed(stream, (from, bytes, at), next, waited, &mut queue);
                }
            }
        }
    }

    fn heed(
        &mut self,
        stream: &mut Stream,
        (from, bytes, at): (Side, &[u8], Moment),
        next: Next,
        waited: Option<Said>,
        queue: &mut Vec<Said>,
    ) {
        match next {
            Next::Done => self.over(stream, at),
            Next::HandOver(used) => {
                self.over(stream, at);
                stream.hand_overs += 1;
                stream.skip = [0; 2];
                if stream.hand_overs <= MOST_HAND_OVERS {
                    stream.talk = Talk::Open(Probe::default());
                    queue.push((from, bytes.get(used..).unwrap_or_default().to_vec(), at));
                    queue.extend(waited);
                }
            }
            Next::Wait(used) => {
                let rest = bytes.get(used..).unwrap_or_default().to_vec();
                if let Talk::Read { held, .. } = &mut stream.talk
                    && !rest.is_empty()
                {
                    *held = Some((from, rest, at));
                }
                queue.extend(waited);
            }
            Next::Skip(count) => {
                *stream.skip_mut(from) = count;
                queue.extend(waited);
            }
            Next::More => queue.extend(waited),
        }
    }

    /// Nobody reads the stream any more.
    fn over(&mut self, stream: &mut Stream, at: Moment) {
        match std::mem::replace(&mut stream.talk, Talk::Over) {
            Talk::Open(probe) => {
                self.shared.probed = self.shared.probed.saturating_sub(probe.held());
            }
            Talk::Read { mut dissector, .. } => dissector.close(&stream.of, at, self.out),
            Talk::Over => {}
        }
    }
}

impl Stream {
    /// Cuts off what is passed over.
    fn pass_over<'b>(&mut self, from: Side, bytes: &'b [u8]) -> &'b [u8] {
        let skip = self.skip_mut(from);
        let count = (*skip).min(bytes.len() as u64);
        *skip -= count;
        bytes.get(usize::try_from(count).unwrap_or(usize::MAX)..).unwrap_or_default()
    }

    const fn skip_mut(&mut self, side: Side) -> &mut u64 {
        let [client, server] = &mut self.skip;
        match side {
            Side::Client => client,
            Side::Server => server,
        }
    }

    fn note(&mut self, protocol: &'static str) {
        if !self.protocols.contains(&protocol) {
            self.protocols.push(protocol);
        }
    }

    fn want(&self) -> Want {
        match self.talk {
            Talk::Over => Want::Nothing,
            _ => Want::More,
        }
    }
}

impl Consumer for Streams<'_, '_, '_> {
    type State = Stream;

    fn open(&mut self, of: &Connection) -> Stream {
        let number = self.shared.numbers;
        self.shared.numbers += 1;
        let of = Conversation {
            number,
            client: of.client,
            server: of.server,
            path: of.path,
            first: of.first,
        };
        let talk = Talk::Open(Probe::default());
        Stream {
            of,
            talk,
            skip: [0; 2],
            hand_overs: 0,
            protocols: Vec::new(),
            facts: Facts::default(),
        }
    }

    fn segment(&mut self, _: &Connection, stream: &mut Stream, seen: &Seen<'_>) {
        stream.facts.see(seen);
    }

    fn conflict(&mut self, _: &Connection, stream: &mut Stream, conflict: &Conflict<'_>) {
        let Some(record) = ConflictRecord::of(&stream.of, conflict) else { return };
        if stream.facts.conflict() <= MOST_CONFLICTS {
            self.out.emit(conflict.at, &record);
        }
    }

    fn data(
        &mut self,
        _: &Connection,
        stream: &mut Stream,
        from: Side,
        bytes: &[u8],
        at: Moment,
    ) -> Want {
        self.feed(stream, from, bytes, at);
        stream.want()
    }

    fn gap(
        &mut self,
        _: &Connection,
        stream: &mut Stream,
        from: Side,
        missing: u64,
        at: Moment,
    ) -> Want {
        let skip = stream.skip_mut(from);
        let passed = (*skip).min(missing);
        *skip -= passed;
        if missing == passed {
            return stream.want();
        }
        match &mut stream.talk {
            Talk::Open(probe) => {
                let before = probe.held();
                probe.gap(from);
                let now = probe.held();
                self.shared.probed = self.shared.probed.saturating_sub(before - now);
            }
            Talk::Read { dissector, held } => {
                let next = dissector.gap(&stream.of, from, missing - passed, self.out);
                let waited = held.take().filter(|(side, ..)| *side != from);
                let mut queue = Vec::new();
                self.heed(stream, (from, &[], at), next, waited, &mut queue);
                for (side, bytes, at) in queue {
                    self.feed(stream, side, &bytes, at);
                }
            }
            Talk::Over => {}
        }
        stream.want()
    }

    fn finish(&mut self, of: &Connection, stream: &mut Stream) {
        self.over(stream, of.last);
    }

    fn close(&mut self, of: &Connection, mut stream: Stream, ending: Ending) {
        self.over(&mut stream, of.last);
        self.shared.path.learn(of, &stream.facts);
        let record =
            ConnectionRecord::of(&stream.of, of, ending, &stream.protocols, &mut stream.facts);
        self.out.emit(of.first, &record);
    }
}
