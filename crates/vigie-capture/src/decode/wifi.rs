//! IEEE 802.11, with what cards in monitor mode put before it: radiotap (<https://www.radiotap.org>),
//! Prism, AVS.

use vigie_core::Stop;

use super::Walk;
use super::numbers::{u16_at, u16_le_at, u32_at, u32_le_at};
use crate::{Layer, Mac, Unread};

/// How IEEE 802.2 begins before an EtherType.
const SNAP: [u8; 6] = [0xaa, 0xaa, 3, 0, 0, 0];

/// What the header before a frame says of it.
#[derive(Clone, Copy, Default)]
pub(super) struct Trailer {
    /// Four bytes of checksum follow the frame.
    pub(super) has_checksum: bool,
    /// The header is padded to four bytes.
    pub(super) is_padded: bool,
}

/// The fields of a frame's control that matter.
#[derive(Clone, Copy)]
struct Control(u16);

impl Control {
    const fn is_data(self) -> bool {
        self.0 & 0x000f == 0x0008
    }

    const fn is_empty(self) -> bool {
        self.0 & 0x0040 != 0
    }

    const fn has_quality(self) -> bool {
        self.0 & 0x0080 != 0
    }

    const fn is_to_network(self) -> bool {
        self.0 & 0x0100 != 0
    }

    const fn is_from_network(self) -> bool {
        self.0 & 0x0200 != 0
    }

    const fn more_fragments(self) -> bool {
        self.0 & 0x0400 != 0
    }

    const fn is_protected(self) -> bool {
        self.0 & 0x4000 != 0
    }

    const fn has_order(self) -> bool {
        self.0 & 0x8000 != 0
    }
}

impl Walk<'_, '_> {
    /// Radiotap: version, padding, length, words that say which fields are there, the fields.
    pub(super) fn radiotap(&mut self, data: &[u8]) -> Result<(), Stop> {
        let (Some(len), Some(present)) = (u16_le_at(data, 2), u32_le_at(data, 4)) else {
            self.malformed();
            return Ok(());
        };
        let Some((header, frame)) = data.split_at_checked(len.into()) else {
            self.malformed();
            return Ok(());
        };
        let mut at = 8_usize;
        let mut word = present;
        while word >> 31 == 1 {
            let Some(next) = u32_le_at(header, at) else { break };
            (word, at) = (next, at.saturating_add(4));
        }
        if present & 1 == 1 {
            at = at.next_multiple_of(8).saturating_add(8);
        }
        let flags = if present & 2 == 2 { header.get(at).copied().unwrap_or_default() } else { 0 };
        if flags & 0x40 != 0 {
            self.tally.wifi_damaged = self.tally.wifi_damaged.wrapping_add(1);
            return Ok(());
        }
        let trailer = Trailer { has_checksum: flags & 0x10 != 0, is_padded: flags & 0x20 != 0 };
        self.wifi(frame, trailer)
    }

    /// Prism: a code and the header's length, in the order of the machine that captured; or AVS: a magic
    /// number and the length.
    pub(super) fn prism(&mut self, data: &[u8]) -> Result<(), Stop> {
        let (Some(code), Some(len)) = (u32_at(data, 0), u32_at(data, 4)) else {
            self.malformed();
            return Ok(());
        };
        let len = match code {
            0x8021_1001 | 0x8021_1002 => len,
            _ => len.min(len.swap_bytes()),
        };
        let frame = usize::try_from(len).ok().and_then(|len| data.get(len..));
        match frame {
            Some(frame) if len >= 8 => self.wifi(frame, Trailer::default()),
            _ => {
                self.malformed();
                Ok(())
            }
        }
    }

    /// A frame of 802.11.
    pub(super) fn wifi(&mut self, data: &[u8], trailer: Trailer) -> Result<(), Stop> {
        let Some(control) = u16_le_at(data, 0).map(Control) else {
            self.malformed();
            return Ok(());
        };
        if !control.is_data() || control.is_empty() {
            self.tally.wifi_other = self.tally.wifi_other.wrapping_add(1);
            return Ok(());
        }
        let end = data.len().saturating_sub(if trailer.has_checksum && self.missing == 0 {
            4
        } else {
            0
        });
        let four = control.is_to_network() && control.is_from_network();
        let mut len = if four { 30 } else { 24 };
        let quality = if control.has_quality() { data.get(len).copied() } else { None };
        if control.has_quality() {
            len += if control.has_order() { 6 } else { 2 };
        }
        if trailer.is_padded {
            len = len.next_multiple_of(4);
        }
        let (Some(body), Some(sequence)) = (data.get(len..end), u16_le_at(data, 22)) else {
            self.malformed();
            return Ok(());
        };
        self.around.macs = addresses(control, data);
        if !self.push(Layer::Wifi) {
            return Ok(());
        }
        let Some(body) = readable(control, body) else {
            self.tally.wifi_protected = self.tally.wifi_protected.wrapping_add(1);
            return Ok(());
        };
        // Controllers leave any number in frames that they put together themselves.
        let is_whole = sequence & 0xf == 0 || body.starts_with(&SNAP);
        if control.more_fragments() || !is_whole {
            self.tally.unread(Unread::TunnelPayload);
            return Ok(());
        }
        match quality {
            Some(quality) if quality & 0x80 != 0 => self.aggregated(body),
            _ => self.llc(body),
        }
    }

    /// A-MSDU: subframes of receiver, sender, length and payload, padded to four bytes.
    fn aggregated(&mut self, mut body: &[u8]) -> Result<(), Stop> {
        let outside = self.around;
        while let (Some(receiver), Some(sender), Some(len)) = (
            body.first_chunk::<6>(),
            body.get(6..).and_then(<[u8]>::first_chunk::<6>),
            u16_at(body, 12),
        ) {
            let end = usize::from(len).saturating_add(14);
            let payload = body.get(14..end.min(body.len())).unwrap_or_default();
            self.around = outside;
            self.around.macs = Some((*sender, *receiver));
            self.llc(payload)?;
            body = body.get(end.next_multiple_of(4)..).unwrap_or_default();
        }
        self.around = outside;
        Ok(())
    }
}

/// Who sent to whom, past access points.
fn addresses(control: Control, data: &[u8]) -> Option<(Mac, Mac)> {
    let address = |at: usize| data.get(at..)?.first_chunk::<6>().copied();
    let (sender, receiver) = match (control.is_to_network(), control.is_from_network()) {
        (false, false) => (10, 4),
        (true, false) => (10, 16),
        (false, true) => (16, 4),
        (true, true) => (24, 16),
    };
    Some((address(sender)?, address(receiver)?))
}

/// The body, unless it is encrypted. Some cards decrypt what they hand on and leave the bit that says it
/// is encrypted, and maybe the eight bytes before it.
fn readable(control: Control, body: &[u8]) -> Option<&[u8]> {
    if !control.is_protected() || body.starts_with(&SNAP) {
        return Some(body);
    }
    body.get(8..).filter(|inner| inner.starts_with(&SNAP))
}
