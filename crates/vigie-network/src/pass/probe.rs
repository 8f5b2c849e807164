//! Finds out what a stream speaks.

use vigie_capture::Moment;

use crate::dissect::{Conversation, PROBE, Protocol, Side};
use crate::protocols::PROTOCOLS;

/// The beginning of a stream that may speak anything.
#[derive(Default)]
pub(super) struct Probe {
    client: Start,
    server: Start,
    /// Which side spoke when, and how many bytes.
    turns: Vec<(Side, usize, Moment)>,
}

/// The beginning of one side.
#[derive(Default)]
struct Start {
    bytes: Vec<u8>,
    /// One bit for each protocol that it is not.
    refused: u64,
    /// Nothing more is learnt from it.
    is_full: bool,
}

/// What is known after some bytes.
pub(super) enum Answer {
    /// Not yet.
    Unknown,
    /// This protocol.
    Known(&'static Protocol),
    /// None that is read.
    Nothing,
}

impl Probe {
    /// How many bytes it holds.
    pub(super) const fn held(&self) -> usize {
        self.client.bytes.len() + self.server.bytes.len()
    }

    /// What was kept, in the order in which it came.
    pub(super) fn replay(self) -> impl Iterator<Item = (Side, Vec<u8>, Moment)> {
        let (mut client, mut server) = (self.client.bytes, self.server.bytes);
        self.turns.into_iter().map(move |(side, count, at)| {
            let bytes = match side {
                Side::Client => &mut client,
                Side::Server => &mut server,
            };
            let later = bytes.split_off(count.min(bytes.len()));
            (side, std::mem::replace(bytes, later), at)
        })
    }

    /// Forgets what came before a gap: that side begins anew.
    pub(super) fn gap(&mut self, side: Side) {
        self.turns.retain(|(spoke, ..)| *spoke != side);
        *self.start_mut(side) = Start::default();
    }

    /// Takes further bytes, which are kept only if more are needed to tell. What is known already need
    /// not be told of them: they come after what was kept.
    pub(super) fn take(
        &mut self,
        of: &Conversation,
        side: Side,
        bytes: &[u8],
        at: Moment,
    ) -> Answer {
        let start = self.start_mut(side);
        if start.bytes.is_empty() && !start.is_full {
            // Nearly always the first bytes tell.
            match start.ask(of, side, bytes) {
                Answer::Unknown => {}
                known @ Answer::Known(_) => return known,
                Answer::Nothing => start.is_full = true,
            }
            start.bytes.extend_from_slice(bytes.get(..PROBE).unwrap_or(bytes));
            self.turns.push((side, bytes.len().min(PROBE), at));
            return self.answer();
        }
        let room = PROBE.saturating_sub(start.bytes.len());
        if room == 0 {
            return Answer::Nothing;
        }
        let kept = bytes.get(..room).unwrap_or(bytes);
        if !start.is_full {
            let mut longer = std::mem::take(&mut start.bytes);
            let before = longer.len();
            longer.extend_from_slice(kept);
            let answer = start.ask(of, side, &longer);
            start.is_full |= matches!(answer, Answer::Nothing) || longer.len() >= PROBE;
            start.bytes = longer;
            if let Answer::Known(_) = answer {
                start.bytes.truncate(before);
                return answer;
            }
        } else {
            start.bytes.extend_from_slice(kept);
        }
        self.turns.push((side, kept.len(), at));
        self.answer()
    }

    /// Nothing, where both sides have told that, or one and the other has said a lot.
    fn answer(&self) -> Answer {
        let is_out = |start: &Start| start.is_full && start.refused.count_ones() > 0;
        match is_out(&self.client) && is_out(&self.server) {
            true => Answer::Nothing,
            false => Answer::Unknown,
        }
    }

    const fn start_mut(&mut self, side: Side) -> &mut Start {
        match side {
            Side::Client => &mut self.client,
            Side::Server => &mut self.server,
        }
    }
}

impl Start {
    fn ask(&mut self, of: &Conversation, side: Side, bytes: &[u8]) -> Answer {
        let mut is_open = false;
        for (number, protocol) in (0..64_u32).zip(PROTOCOLS) {
            let bit = 1_u64 << number;
            let Some(stream) = protocol.stream.filter(|_| self.refused & bit == 0) else {
                continue;
            };
            match stream.speaks(of, side, bytes) {
                Some(true) => return Answer::Known(protocol),
                Some(false) => self.refused |= bit,
                None => is_open = true,
            }
        }
        if is_open { Answer::Unknown } else { Answer::Nothing }
    }
}
