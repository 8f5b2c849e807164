//! PPP (RFC 1661), over Ethernet (RFC 2516) or by itself.

use vigie_core::Stop;

use super::Walk;
use super::numbers::u16_at;
use crate::{Layer, Unread};

impl Walk<'_, '_> {
    /// PPP over Ethernet: version and type, code, session, length. Code 0 is a session's data.
    pub(super) fn pppoe(&mut self, data: &[u8]) -> Result<(), Stop> {
        let (Some([_, code]), Some(session), Some(len)) =
            (data.first_chunk::<2>(), u16_at(data, 2), u16_at(data, 4))
        else {
            self.malformed();
            return Ok(());
        };
        if *code != 0 {
            self.tally.unread(Unread::EtherType(0x8863));
            return Ok(());
        }
        if !self.push(Layer::Pppoe(session)) {
            return Ok(());
        }
        self.part_of(2 << 32 | u64::from(session));
        let rest = data.get(6..).unwrap_or_default();
        self.ppp(rest.get(..rest.len().min(len.into())).unwrap_or_default())
    }

    /// A protocol in one or two bytes, maybe behind the address and control of HDLC.
    pub(super) fn ppp(&mut self, data: &[u8]) -> Result<(), Stop> {
        if !self.step() {
            return Ok(());
        }
        let data = match data {
            [0xff, 3, rest @ ..] => rest,
            // Serial lines may carry Cisco's HDLC under the same link type.
            [0x0f | 0x8f, 0, high, low, rest @ ..] => {
                return self.ethertype(u16::from_be_bytes([*high, *low]), rest);
            }
            other => other,
        };
        let (protocol, rest) = match data {
            // Compressed to one byte: odd, where the first of two is even.
            [one, rest @ ..] if one & 1 == 1 => (u16::from(*one), rest),
            [high, low, rest @ ..] => (u16::from_be_bytes([*high, *low]), rest),
            _ => {
                self.malformed();
                return Ok(());
            }
        };
        match (protocol, rest) {
            (0x0021 | 0x0057, _) => self.ip(rest),
            (0x0281 | 0x0283, _) => self.mpls(rest),
            // Multilink (RFC 1990): a whole packet in one fragment.
            (0x003d, [flags, _, _, _, inner @ ..]) if flags & 0xc0 == 0xc0 => {
                if self.push(Layer::Pppoe(0)) { self.ppp(inner) } else { Ok(()) }
            }
            _ => {
                self.tally.unread(Unread::Ppp(protocol));
                Ok(())
            }
        }
    }
}
