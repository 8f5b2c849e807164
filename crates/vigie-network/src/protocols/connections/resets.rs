//! Resets, and what comes after them.

use vigie_capture::tcp::Seen;

use super::hint::Hints;

/// Resets of one side that are remembered.
const MOST: usize = 8;
/// Nanoseconds within which several resets are one train.
const TRAIN: i64 = 100_000_000;

/// One reset.
#[derive(Clone, Copy, Debug)]
struct Reset {
    packet: u64,
    nanos: i64,
    seq: u32,
    ttl: u8,
    /// How far ahead of the sender's stream it lies.
    beyond: i64,
    /// Whether it lies where the other side has acknowledged, as a host's answer to a segment does.
    is_answer: bool,
    is_forged_syn_answer: bool,
}

/// What is known when a segment comes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    /// Time to live of the sender's other segments.
    pub(super) usual_ttl: Option<u8>,
    /// What the other side acknowledged last.
    pub(super) peer_ack: Option<u32>,
    /// Whether a SYN waits for its answer.
    pub(super) is_before_syn_ack: bool,
}

/// The resets of one side.
#[derive(Debug, Default)]
pub(super) struct Resets {
    all: Vec<Reset>,
    is_alive_again: bool,
}

impl Resets {
    /// Learns from a segment of this side.
    pub(super) fn see(&mut self, seen: &Seen<'_>, around: &Around, hints: &mut Hints) {
        let segment = seen.segment;
        let packet = seen.packet.at.packet;
        if segment.flags.rst() {
            if self.all.len() < MOST {
                self.all.push(Reset {
                    packet,
                    nanos: seen.packet.at.nanos.unwrap_or(0),
                    seq: segment.seq,
                    ttl: seen.ip.ttl,
                    beyond: seen.beyond,
                    is_answer: around.peer_ack == Some(segment.seq) || segment.seq == 0,
                    is_forged_syn_answer: around.is_before_syn_ack && segment.flags.ack(),
                });
            }
            return;
        }
        if segment.flags.syn() {
            if let Some(reset) = self.all.iter().find(|one| one.is_forged_syn_answer) {
                let what = "a reset answered the SYN, then the server accepted it";
                hints.add("INJ-19", what, &[reset.packet, packet]);
            }
            return;
        }
        self.life(seen, around.usual_ttl, hints);
    }

    /// Data or FIN at or beyond the place of a reset.
    fn life(&mut self, seen: &Seen<'_>, usual_ttl: Option<u8>, hints: &mut Hints) {
        let (segment, packet) = (seen.segment, seen.packet.at.packet);
        if self.is_alive_again || (segment.data_len == 0 && !segment.flags.fin()) {
            return;
        }
        let later = |reset: &&Reset| {
            let distance = segment.seq.wrapping_sub(reset.seq);
            reset.seq != 0 && distance < 1 << 20 && reset.packet < packet
        };
        let Some(reset) = self.all.iter().find(later) else { return };
        self.is_alive_again = true;
        hints.add("INJ-17", "the sender went on behind its reset", &[reset.packet, packet]);
        if usual_ttl.is_some_and(|ttl| ttl != reset.ttl) {
            hints.add("reset-ttl", "time to live of the reset is not the sender's", &[reset.packet]);
        }
    }

    /// The SYN that was reset came again.
    pub(super) fn forgive(&mut self) {
        for reset in &mut self.all {
            reset.is_forged_syn_answer = false;
        }
    }

    /// What shows when all were seen.
    pub(super) fn conclude(&self, usual_ttl: Option<u8>, hints: &mut Hints) {
        let trains = self.all.iter().zip(self.all.iter().skip(1));
        for (first, second) in trains {
            if second.nanos.saturating_sub(first.nanos) > TRAIN {
                continue;
            }
            let other_ttl = first.ttl.abs_diff(second.ttl) > 1;
            let steps = second.seq != first.seq
                && second.beyond > 0
                && !second.is_answer
                && second.beyond > first.beyond;
            if other_ttl || steps {
                let what = match other_ttl {
                    true => "resets with different times to live",
                    false => "resets whose places step ahead of the stream",
                };
                hints.add("INJ-18", what, &[first.packet, second.packet]);
            }
        }
        let off = |reset: &&Reset| usual_ttl.is_some_and(|ttl| ttl.abs_diff(reset.ttl) > 1);
        if let Some(reset) = self.all.iter().find(off) {
            hints.add("reset-ttl", "time to live of the reset is not the sender's", &[reset.packet]);
        }
    }

    /// Whether the first of them came.
    pub(super) fn any(&self) -> bool {
        !self.all.is_empty()
    }
}
