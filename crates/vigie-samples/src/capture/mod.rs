//! Captures of one's own device: an ordinary hour of a telephone on a home network, at any length.
//!
//! Names are looked up and then talked to by TLS 1.3, some pages come in clear over HTTP, clocks are
//! set, the gateway is asked for. Hosts behave as real ones do where detection looks: each has its own
//! time to live, identifications that count up, "don't fragment", timestamps in every segment once they
//! were agreed; now and then a segment is lost and sent again, or an idle connection is kept alive.
//! Frames are written as they are made, so that a file of any length takes little memory.

mod dns;
mod file;
mod http;
mod session;
mod tls;
mod wire;

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};
use std::io::{self, Write};

use serde::Serialize;

use crate::{Moment, Rng};
use file::PcapWriter;
use session::Session;
use wire::Home;

/// Sessions at once: what a telephone has open while it is used.
const AT_ONCE: usize = 12;

/// What to write.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The same seed gives the same bytes.
    pub seed: u64,
    /// Bytes of the file, nearly: sessions that began are brought to their end.
    pub bytes: u64,
    /// When the first packet is seen.
    pub start: Moment,
}

impl Default for Plan {
    fn default() -> Self {
        // 2 March 2026, 08:00 UTC.
        Self { seed: 1, bytes: 1 << 20, start: Moment::from_unix(1_772_438_400) }
    }
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Answers {
    /// Frames.
    pub packets: u64,
    /// Bytes of the file.
    pub bytes: u64,
    /// Connections of TCP.
    pub connections: u64,
    /// Questions of DNS.
    pub questions: u64,
    /// Requests of HTTP in clear.
    pub requests: u64,
    /// Segments that were sent again.
    pub sent_again: u64,
    /// Names that were looked up.
    pub names: BTreeSet<String>,
    /// Time of the last packet, in microseconds since 1970.
    pub last_micros: i64,
}

impl Plan {
    /// Writes a pcap file.
    ///
    /// # Errors
    /// When `out` does not take it.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<Answers> {
        let mut file = PcapWriter::begin(out)?;
        let mut answers = Answers::default();
        let mut home = Home::new(self.seed);
        let mut rng = Rng::part(self.seed, "capture");
        let mut open: Vec<Option<Session>> = (0..AT_ONCE).map(|_| None).collect();
        // Whose turn it is: time, and place among those that are open.
        let mut turns: BinaryHeap<Reverse<(i64, usize)>> = BinaryHeap::new();
        for place in 0..AT_ONCE {
            let at = i64::try_from(place).unwrap_or(0) * 90_000;
            turns.push(Reverse((self.start.0 + at, place)));
        }
        while let Some(Reverse((now, place))) = turns.pop() {
            file.settle(now)?;
            let Some(slot) = open.get_mut(place) else { continue };
            let Some(session) = slot else {
                if file.written() < self.bytes {
                    *slot = Some(Session::begin(&mut rng, &mut answers));
                    turns.push(Reverse((now, place)));
                }
                continue;
            };
            let wait = session.step(now, &mut rng, &mut home, &mut answers, &mut file);
            match wait {
                Some(wait) => turns.push(Reverse((now + wait, place))),
                None => {
                    *slot = None;
                    turns.push(Reverse((now + rng.range(200_000, 20_000_000), place)));
                }
            }
        }
        file.end()?;
        (answers.packets, answers.bytes) = (file.packets(), file.written());
        answers.last_micros = file.last();
        Ok(answers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(seed: u64, bytes: u64) -> (Vec<u8>, Answers) {
        let mut out = Vec::new();
        let answers = Plan { seed, bytes, ..Plan::default() }.write(&mut out).unwrap();
        (out, answers)
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_another_gives_others() {
        let (one, answers) = file(1, 300_000);
        assert_eq!(one, file(1, 300_000).0);
        assert_ne!(one, file(2, 300_000).0);
        assert_eq!(one.len() as u64, answers.bytes);
        assert!(answers.bytes >= 300_000 && answers.questions > 5 && answers.connections > 5);
    }
}
