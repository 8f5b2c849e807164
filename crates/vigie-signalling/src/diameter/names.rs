//! Names of hosts and realms, each kept once, with the network it belongs to.

use std::collections::HashMap;
use std::sync::Arc;

use crate::event::Address;
use crate::network::{Net, Network};

/// Names that are kept; beyond it all are forgotten and learned again.
const MOST: usize = 100_000;
/// Longest name that is kept whole (RFC 6733 §4.3.1).
const LONGEST: usize = 255;

/// A name, and whose it is.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) text: Arc<str>,
    pub(super) net: Net,
}

impl Name {
    /// As an address of an event.
    pub(super) fn address(&self) -> Address {
        if self.text.is_empty() { Address::None } else { Address::Host(Arc::clone(&self.text)) }
    }
}

/// Every name that was met.
#[derive(Debug, Default)]
pub(super) struct Names {
    all: HashMap<Box<[u8]>, Name>,
}

impl Names {
    /// The name in these octets, in lower case; what is no text is shown with replacement characters.
    pub(super) fn of(&mut self, octets: &[u8], network: &Network) -> Name {
        let octets = octets.get(..LONGEST).unwrap_or(octets);
        if let Some(known) = self.all.get(octets) {
            return known.clone();
        }
        if self.all.len() >= MOST {
            self.all.clear();
        }
        let text = String::from_utf8_lossy(octets).trim_end_matches('.').to_ascii_lowercase();
        let name = Name { net: network.of_host(&text), text: text.into() };
        self.all.insert(octets.into(), name.clone());
        name
    }
}
