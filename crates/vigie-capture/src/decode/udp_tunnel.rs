//! Tunnels inside UDP: GTP-U (3GPP TS 29.281), VXLAN (RFC 7348), Geneve (RFC 8926), CAPWAP data
//! (RFC 5415), Teredo (RFC 4380).
//!
//! A port alone does not make a tunnel: what does not begin as one stays a datagram.

use vigie_core::Stop;

use super::Walk;
use super::fragments::Fragment;
use super::ip::Header;
use super::numbers::{u16_at, u32_at};
use crate::{Layer, UdpDatagram, Unread};

const TEREDO: u16 = 3544;
const GTP_U: u16 = 2152;
const VXLAN: [u16; 2] = [4789, 8472];
const VXLAN_GPE: u16 = 4790;
const GENEVE: u16 = 6081;
const CAPWAP_DATA: u16 = 5247;

/// Extension headers of GTP-U that are passed over.
const MOST_EXTENSIONS: usize = 16;

impl Walk<'_, '_> {
    /// Takes off the tunnel that a datagram is; `false` where it is none.
    #[inline]
    pub(super) fn udp_tunnel(
        &mut self,
        header: &Header,
        datagram: &UdpDatagram<'_>,
    ) -> Result<bool, Stop> {
        let (src, dst) = (datagram.src_port, datagram.dst_port);
        let data = datagram.data;
        let to_either = |port| src == port || dst == port;
        match dst {
            _ if to_either(GTP_U) => self.gtp_u(header, data),
            _ if to_either(TEREDO) => self.teredo(data),
            _ if to_either(CAPWAP_DATA) => self.capwap(header, datagram),
            GENEVE => self.geneve(header, data),
            VXLAN_GPE => self.vxlan(header, data, true),
            port if VXLAN.contains(&port) => self.vxlan(header, data, false),
            _ => Ok(false),
        }
    }

    /// GTP-U: flags, message type, length, tunnel. 255 carries a user's packet; others are signalling.
    fn gtp_u(&mut self, header: &Header, data: &[u8]) -> Result<bool, Stop> {
        let (Some([flags, 255]), Some(tunnel)) = (data.first_chunk::<2>(), u32_at(data, 4)) else {
            return Ok(false);
        };
        // Version 1, of GTP and not GTP'.
        if flags & 0xf0 != 0x30 {
            return Ok(false);
        }
        let mut at = 8_usize;
        if flags & 7 != 0 {
            let mut next = data.get(11).copied().filter(|_| flags & 4 != 0).unwrap_or_default();
            at = 12;
            for _ in 0..MOST_EXTENSIONS {
                let len = match data.get(at) {
                    Some(len @ 1..) if next != 0 => usize::from(*len).saturating_mul(4),
                    _ => break,
                };
                at = at.saturating_add(len);
                next = data.get(at.saturating_sub(1)).copied().unwrap_or_default();
            }
        }
        let inner = data.get(at..).unwrap_or_default();
        if !self.push(Layer::GtpU(tunnel)) {
            return Ok(true);
        }
        // Each direction has its own tunnel's id.
        self.part_of_tunnel(header, 2152);
        self.count_tunnel();
        match inner.first().map(|byte| byte >> 4) {
            Some(4 | 6) => self.ip(inner)?,
            _ => self.tally.unread(Unread::TunnelPayload),
        }
        Ok(true)
    }

    /// VXLAN: flags, network, a frame. Of the generic kind (`is_generic`) the flags may say what follows.
    fn vxlan(&mut self, header: &Header, data: &[u8], is_generic: bool) -> Result<bool, Stop> {
        let (Some(flags), Some(network), Some(inner)) =
            (data.first(), u32_at(data, 4), data.get(8..))
        else {
            return Ok(false);
        };
        if flags & 0x08 == 0 || network & 0xff != 0 && !is_generic {
            return Ok(false);
        }
        let network = network >> 8;
        if !self.push(Layer::Vxlan(network)) {
            return Ok(true);
        }
        self.part_of_tunnel(header, 4789 << 32 | u64::from(network));
        self.count_tunnel();
        let next = data.get(3).copied().filter(|_| is_generic && flags & 4 != 0);
        match next {
            None | Some(3) => self.ethernet_in(0, inner)?,
            Some(1 | 2) => self.ip(inner)?,
            Some(_) => self.tally.unread(Unread::TunnelPayload),
        }
        Ok(true)
    }

    /// Geneve: version and length of options, flags, EtherType, network, options.
    fn geneve(&mut self, header: &Header, data: &[u8]) -> Result<bool, Stop> {
        let (Some(first), Some(kind), Some(network)) =
            (data.first(), u16_at(data, 2), u32_at(data, 4))
        else {
            return Ok(false);
        };
        let len = usize::from(first & 0x3f).saturating_mul(4).saturating_add(8);
        let (0, Some(inner)) = (first >> 6, data.get(len..)) else { return Ok(false) };
        if !self.push(Layer::Geneve(network >> 8)) {
            return Ok(true);
        }
        self.part_of_tunnel(header, 6081 << 32 | u64::from(network >> 8));
        self.count_tunnel();
        match kind {
            ..=1500 => self.tally.unread(Unread::EtherType(kind)),
            _ => self.ethertype(kind, inner)?,
        }
        Ok(true)
    }

    /// CAPWAP data: version and type; header length, radio and binding, flags. Type 1 is encrypted by
    /// DTLS. With flag T what follows is a frame of Wi-Fi, without a frame of Ethernet.
    fn capwap(&mut self, header: &Header, datagram: &UdpDatagram<'_>) -> Result<bool, Stop> {
        let data = datagram.data;
        let (Some(0), Some(fields)) = (data.first(), u32_at(data, 0)) else { return Ok(false) };
        let len = usize::try_from(fields >> 19 & 0x1f).unwrap_or_default().saturating_mul(4);
        let (is_native, is_fragment, is_keep_alive) =
            (fields & 0x100 != 0, fields & 0x80 != 0, fields & 0x08 != 0);
        let Some(inner) = data.get(len..).filter(|_| len >= 8 && !is_keep_alive) else {
            return Ok(false);
        };
        if !self.push(Layer::Capwap) {
            return Ok(true);
        }
        self.part_of_tunnel(header, 5247);
        self.count_tunnel();
        let numbers = (u16_at(data, 4), u16_at(data, 6));
        let (true, (Some(id), Some(offset))) = (is_fragment, numbers) else {
            self.in_capwap(is_native, inner)?;
            return Ok(true);
        };
        // What is joined here is no datagram of IP.
        let header = Header { protocol: 255, ..*header };
        let fragment = Fragment {
            at: self.at,
            offset: u32::from(offset & 0xfff8),
            more: fields & 0x40 == 0,
            bytes: inner,
            header: &header,
        };
        let is_cut = datagram.data.len() < datagram.data_len as usize;
        self.join(&fragment, id.into(), is_cut, |walk, _, whole| {
            walk.in_capwap(is_native, whole.bytes)
        })?;
        Ok(true)
    }

    fn in_capwap(&mut self, is_native: bool, inner: &[u8]) -> Result<(), Stop> {
        match inner {
            _ if !is_native => self.ethernet_in(0, inner),
            // Some controllers swap the bytes of a frame's control.
            [first, second, ..] if first & 0xf != 8 && second & 0xf == 8 => {
                let mut swapped = inner.to_vec();
                if let [one, other, ..] = swapped.as_mut_slice() {
                    std::mem::swap(one, other);
                }
                let file = self.file.take();
                let done = self.wifi(&swapped, super::wifi::Trailer::default());
                self.file = file;
                done
            }
            _ => self.wifi(inner, super::wifi::Trailer::default()),
        }
    }

    /// Teredo: maybe what authenticates, maybe where from, then IPv6. Its addresses are of the whole
    /// world: it is of no other.
    fn teredo(&mut self, data: &[u8]) -> Result<bool, Stop> {
        let mut inner = data;
        if let [0, 1, client, value, rest @ ..] = inner {
            let len = usize::from(*client).saturating_add(usize::from(*value)).saturating_add(9);
            inner = rest.get(len..).unwrap_or_default();
        }
        if let [0, 0, _, _, _, _, _, _, rest @ ..] = inner {
            inner = rest;
        }
        if inner.first().map(|byte| byte >> 4) != Some(6) || inner.len() < 40 {
            return Ok(false);
        }
        if self.push(Layer::Teredo) {
            self.count_tunnel();
            self.ip(inner)?;
        }
        Ok(true)
    }
}
