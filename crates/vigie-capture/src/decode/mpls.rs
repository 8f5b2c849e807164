//! MPLS (RFC 3032): a stack of labels, with nothing that says what follows the last.

use vigie_core::Stop;

use super::Walk;
use super::numbers::u32_at;
use crate::{Layer, Unread};

impl Walk<'_, '_> {
    /// A stack of labels: only the last is noted, and none makes another world, as labels differ
    /// between directions.
    pub(super) fn mpls(&mut self, data: &[u8]) -> Result<(), Stop> {
        for (number, entry) in data.as_chunks::<4>().0.iter().enumerate().take(16) {
            let entry = u32::from_be_bytes(*entry);
            if entry & 0x100 == 0 {
                continue;
            }
            if !self.push(Layer::Mpls(entry >> 12)) {
                return Ok(());
            }
            let rest = data.get(number.saturating_add(1).saturating_mul(4)..).unwrap_or_default();
            return self.labelled(rest);
        }
        self.malformed();
        Ok(())
    }

    /// IP by its version; else a pseudowire of Ethernet, with or without a control word (RFC 4385).
    fn labelled(&mut self, data: &[u8]) -> Result<(), Stop> {
        match data.first().map(|byte| byte >> 4) {
            Some(4 | 6) => self.ip(data),
            Some(0) if u32_at(data, 0).is_some() => self.ethernet_in(4, data),
            Some(1) => {
                // A channel of the operator's own, RFC 5586.
                self.tally.unread(Unread::TunnelPayload);
                Ok(())
            }
            Some(_) => self.ethernet_in(0, data),
            None => {
                self.malformed();
                Ok(())
            }
        }
    }
}
