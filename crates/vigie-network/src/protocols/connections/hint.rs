//! Something in the packets of a connection that its ends do not do.

use serde::{Deserialize, Serialize};

/// Packets that a hint names.
const MOST_PACKETS: usize = 8;

/// Something in the packets of a connection that its ends do not do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Hint {
    /// Entry of the catalogue.
    pub(crate) code: String,
    /// What was seen, in few words.
    pub(crate) what: String,
    /// The packets that show it, at most eight.
    pub(crate) packets: Vec<u64>,
    /// How many there are.
    pub(crate) count: u64,
}

impl Hint {
    /// A hint that one packet shows.
    pub(crate) fn new(code: &str, what: &str, packet: u64) -> Self {
        Self { code: code.to_owned(), what: what.to_owned(), packets: vec![packet], count: 1 }
    }
}

/// Hints of one connection, one for each code and saying.
#[derive(Debug, Default)]
pub(super) struct Hints(Vec<Hint>);

impl Hints {
    /// Notes that `packets` show `code`.
    pub(super) fn add(&mut self, code: &'static str, what: impl Into<String>, packets: &[u64]) {
        let what = what.into();
        let known = self.0.iter_mut().find(|hint| hint.code == code);
        let hint = match known {
            Some(hint) => hint,
            None => {
                let count = 0;
                self.0.push(Hint { code: code.to_owned(), what, packets: Vec::new(), count });
                let Some(last) = self.0.last_mut() else { return };
                last
            }
        };
        hint.count += 1;
        for packet in packets {
            if hint.packets.len() < MOST_PACKETS && !hint.packets.contains(packet) {
                hint.packets.push(*packet);
            }
        }
    }

    /// All of them, by code.
    pub(super) fn take(&mut self) -> Vec<Hint> {
        let mut hints = std::mem::take(&mut self.0);
        hints.sort_by(|a, b| a.code.cmp(&b.code));
        hints
    }
}
