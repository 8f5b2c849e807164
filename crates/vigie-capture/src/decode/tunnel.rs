//! Tunnels that follow IP directly: IP in IP (RFC 2003, 4213), GRE (RFC 2784, 2890, 2637, 7637), ERSPAN.

use std::net::IpAddr;

use vigie_core::Stop;

use super::ip::{Header, Payload};
use super::numbers::{u16_at, u32_at};
use super::{Walk, mixed};
use crate::{Layer, Unread};

const HAS_CHECKSUM: u16 = 0x8000;
const HAS_ROUTING: u16 = 0x4000;
const HAS_KEY: u16 = 0x2000;
const HAS_SEQUENCE: u16 = 0x1000;
const HAS_ACKNOWLEDGEMENT: u16 = 0x0080;

impl Walk<'_, '_> {
    /// A datagram in a datagram. IPv6 in it has addresses of the whole world, and may come back by
    /// another relay (6to4): it is of no other world.
    pub(super) fn ip_in_ip(&mut self, header: &Header, payload: Payload<'_>) -> Result<(), Stop> {
        if !self.push(Layer::IpInIp(header.protocol)) {
            return Ok(());
        }
        if header.protocol == 4 {
            self.part_of_tunnel(header, 4);
        }
        self.count_tunnel();
        self.ip(payload.bytes)
    }

    /// What another protocol carries.
    pub(super) fn inside(
        &mut self,
        header: &Header,
        payload: Payload<'_>,
        enter: impl FnOnce(&mut Self, &[u8]) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        if !self.push(Layer::IpInIp(header.protocol)) {
            return Ok(());
        }
        self.part_of_tunnel(header, header.protocol.into());
        self.count_tunnel();
        enter(self, payload.bytes)
    }

    /// GRE: flags and version, EtherType, and what the flags announce.
    pub(super) fn gre(&mut self, header: &Header, payload: Payload<'_>) -> Result<(), Stop> {
        let data = payload.bytes;
        let (Some(flags), Some(kind)) = (u16_at(data, 0), u16_at(data, 2)) else {
            self.malformed();
            return self.other(header, payload);
        };
        let is_version_1 = flags & 7 == 1;
        let mut len = 4_usize;
        if flags & (HAS_CHECKSUM | HAS_ROUTING) != 0 {
            len += 4;
        }
        let key = u32_at(data, len).filter(|_| flags & HAS_KEY != 0);
        for flag in [HAS_KEY, HAS_SEQUENCE] {
            len += if flags & flag != 0 { 4 } else { 0 };
        }
        len += if is_version_1 && flags & HAS_ACKNOWLEDGEMENT != 0 { 4 } else { 0 };
        if flags & HAS_ROUTING != 0 {
            len = past_routes(data, len);
        }
        let inner = data.get(len..).unwrap_or_default();
        // What keeps a tunnel alive carries nothing.
        if inner.is_empty() {
            return self.other(header, payload);
        }
        if !self.push(Layer::Gre) {
            return Ok(());
        }
        self.part_of_tunnel(header, 47);
        if let Some(key) = key.filter(|_| !is_version_1) {
            self.part_of(5 << 32 | u64::from(key));
        }
        self.count_tunnel();
        self.in_gre(kind, flags, inner)
    }

    fn in_gre(&mut self, kind: u16, flags: u16, inner: &[u8]) -> Result<(), Stop> {
        match (kind, inner) {
            // Without a sequence number ERSPAN has no header of its own.
            (0x88be, _) if flags & HAS_SEQUENCE == 0 => self.ethernet_in(0, inner),
            (0x88be, _) => self.ethernet_in(8, inner),
            // The last bit of version III announces eight bytes more.
            (0x22eb, _) => {
                let more = inner.get(11).is_some_and(|byte| byte & 1 == 1);
                self.ethernet_in(if more { 20 } else { 12 }, inner)
            }
            // Redirected to a web cache (WCCP), with four bytes before the datagram in version 2.
            (0x883e, [first, ..]) if first >> 4 == 4 => self.ip(inner),
            (0x883e, _) => self.ip(inner.get(4..).unwrap_or_default()),
            (..=1500, _) => {
                self.tally.unread(Unread::EtherType(kind));
                Ok(())
            }
            _ => self.ethertype(kind, inner),
        }
    }

    pub(super) const fn count_tunnel(&mut self) {
        self.tally.tunnels = self.tally.tunnels.wrapping_add(1);
    }

    /// Makes what follows part of the world inside a tunnel between two hosts, whoever sent.
    pub(super) fn part_of_tunnel(&mut self, header: &Header, kind: u64) {
        let (one, other) = (hashed(header.src), hashed(header.dst));
        let ends = mixed(one.min(other), one.max(other));
        self.part_of(mixed(ends, kind));
    }
}

fn hashed(address: IpAddr) -> u64 {
    match address {
        IpAddr::V4(address) => mixed(4, u32::from(address).into()),
        IpAddr::V6(address) => {
            let (high, low) =
                address.octets().split_first_chunk::<8>().map_or((0, 0), |(high, low)| {
                    let low = low.first_chunk::<8>().copied().unwrap_or_default();
                    (u64::from_be_bytes(*high), u64::from_be_bytes(low))
                });
            mixed(high, low)
        }
    }
}

/// Behind the source routes of RFC 1701: family, offset, length, addresses; the last has length 0.
fn past_routes(data: &[u8], mut at: usize) -> usize {
    while let Some([_, _, _, len]) = data.get(at..).and_then(<[u8]>::first_chunk) {
        at = at.saturating_add(4).saturating_add(usize::from(*len));
        if *len == 0 {
            break;
        }
    }
    at
}
