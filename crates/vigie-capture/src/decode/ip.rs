//! The Internet Protocol, version 4 (RFC 791) and 6 (RFC 8200).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use vigie_core::Stop;

use super::Walk;
use super::fragments::{Fragment, Key, Put};
use super::numbers::{u16_at, u32_at};
use crate::{IpId, Unread};

/// Extension headers of IPv6 that are passed over.
const MOST_EXTENSIONS: usize = 16;

/// The header of a datagram, whatever its version.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    pub(super) src: IpAddr,
    pub(super) dst: IpAddr,
    pub(super) ttl: u8,
    pub(super) id: Option<IpId>,
    pub(super) df: bool,
    pub(super) tos: u8,
    pub(super) protocol: u8,
    pub(super) was_fragmented: bool,
}

/// What a datagram carries.
#[derive(Clone, Copy)]
pub(super) struct Payload<'a> {
    /// The bytes that are there.
    pub(super) bytes: &'a [u8],
    /// How many there were on the wire.
    pub(super) on_wire: u32,
}

impl<'a> Payload<'a> {
    /// What is left behind `len` bytes.
    pub(super) fn after(self, len: usize) -> Self {
        let bytes = self.bytes.get(len..).unwrap_or_default();
        let gone = u32::try_from(self.bytes.len().min(len)).unwrap_or(u32::MAX);
        Self { bytes, on_wire: self.on_wire.saturating_sub(gone) }
    }

    pub(super) const fn is_cut(self) -> bool {
        self.bytes.len() < self.on_wire as usize
    }

    fn of(bytes: &'a [u8], on_wire: usize) -> Self {
        Self { bytes, on_wire: u32::try_from(on_wire).unwrap_or(u32::MAX) }
    }
}

impl Walk<'_, '_> {
    /// A datagram of either version, which its first half byte tells.
    #[inline]
    pub(super) fn ip(&mut self, data: &[u8]) -> Result<(), Stop> {
        if !self.step() {
            return Ok(());
        }
        match data.first().map(|byte| byte >> 4) {
            Some(4) => self.ipv4(data),
            Some(6) => self.ipv6(data),
            _ => {
                self.malformed();
                Ok(())
            }
        }
    }

    fn ipv4(&mut self, data: &[u8]) -> Result<(), Stop> {
        let Some(header) = data.first_chunk::<20>() else {
            self.malformed();
            return Ok(());
        };
        let [first, tos, t0, t1, i0, i1, f0, f1, ttl, protocol, _, _, rest @ ..] = *header;
        let [s0, s1, s2, s3, d0, d1, d2, d3] = rest;
        let header_len = usize::from(first & 0xf).saturating_mul(4);
        let total = usize::from(u16::from_be_bytes([t0, t1]));
        // Zero where the card was to cut it in segments.
        let total =
            if total == 0 { data.len().saturating_add(self.missing as usize) } else { total };
        let Some(bytes) = data.get(header_len..total.min(data.len())) else {
            self.malformed();
            return Ok(());
        };
        if header_len < 20 {
            self.malformed();
            return Ok(());
        }
        self.tally.ipv4 = self.tally.ipv4.wrapping_add(1);
        let flags = u16::from_be_bytes([f0, f1]);
        let header = Header {
            src: IpAddr::V4(Ipv4Addr::new(s0, s1, s2, s3)),
            dst: IpAddr::V4(Ipv4Addr::new(d0, d1, d2, d3)),
            ttl,
            id: Some(u16::from_be_bytes([i0, i1])),
            df: flags & 0x4000 != 0,
            tos,
            protocol,
            was_fragmented: false,
        };
        let payload = Payload::of(bytes, total.saturating_sub(header_len));
        if flags & 0x3fff == 0 {
            return self.datagram(&header, payload);
        }
        let id = u32::from(u16::from_be_bytes([i0, i1]));
        let offset = u32::from(flags & 0x1fff).saturating_mul(8);
        self.fragment(&header, id, offset, flags & 0x2000 != 0, payload)
    }

    fn ipv6(&mut self, data: &[u8]) -> Result<(), Stop> {
        let (Some(header), Some(first), Some(len)) =
            (data.first_chunk::<40>(), u16_at(data, 0), u16_at(data, 4))
        else {
            self.malformed();
            return Ok(());
        };
        let [_, _, _, _, _, _, next, ttl, rest @ ..] = *header;
        let (Some(src), Some(dst)) = (rest.first_chunk::<16>(), rest.last_chunk::<16>()) else {
            return Ok(());
        };
        self.tally.ipv6 = self.tally.ipv6.wrapping_add(1);
        let all = data.len().saturating_sub(40);
        // Zero where the card was to cut it in segments.
        let len = match usize::from(len) {
            0 if next != 59 => all.saturating_add(self.missing as usize),
            len => len,
        };
        let bytes = data.get(40..40_usize.saturating_add(len.min(all))).unwrap_or_default();
        let header = Header {
            src: IpAddr::V6(Ipv6Addr::from(*src)),
            dst: IpAddr::V6(Ipv6Addr::from(*dst)),
            ttl,
            id: None,
            df: true,
            tos: first
                .to_be_bytes()
                .into_iter()
                .fold(0, |tos, byte| tos << 4 | byte >> 4 | (byte & 0xf) << 4),
            protocol: next,
            was_fragmented: false,
        };
        self.extensions(header, Payload::of(bytes, len))
    }

    /// Passes over the extension headers of IPv6, to a fragment or the transport.
    fn extensions(&mut self, mut header: Header, mut payload: Payload<'_>) -> Result<(), Stop> {
        for _ in 0..MOST_EXTENSIONS {
            let bytes = payload.bytes;
            let (Some(next), Some(len)) = (bytes.first(), bytes.get(1)) else {
                return self.datagram(&header, payload);
            };
            let len = match header.protocol {
                0 | 43 | 60 | 135 | 139 | 140 => {
                    usize::from(*len).saturating_add(1).saturating_mul(8)
                }
                44 => {
                    let (Some(offset), Some(id)) = (u16_at(bytes, 2), u32_at(bytes, 4)) else {
                        self.malformed();
                        return Ok(());
                    };
                    header.protocol = *next;
                    payload = payload.after(8);
                    if offset & 0xfff9 == 0 {
                        // A datagram in one fragment (RFC 6946).
                        continue;
                    }
                    let at = u32::from(offset & 0xfff8);
                    return self.fragment(&header, id, at, offset & 1 == 1, payload);
                }
                _ => return self.datagram(&header, payload),
            };
            header.protocol = *next;
            payload = payload.after(len);
        }
        self.malformed();
        Ok(())
    }

    /// A fragment of a datagram.
    fn fragment(
        &mut self,
        header: &Header,
        id: u32,
        offset: u32,
        more: bool,
        payload: Payload<'_>,
    ) -> Result<(), Stop> {
        let fragment = Fragment { at: self.at, offset, more, bytes: payload.bytes, header };
        self.join(&fragment, id, payload.is_cut(), |walk, header, payload| {
            let header = Header { was_fragmented: true, ..*header };
            match header.src {
                IpAddr::V4(_) => walk.datagram(&header, payload),
                IpAddr::V6(_) => walk.extensions(header, payload),
            }
        })
    }

    /// Keeps a fragment until the others are there; then goes on with the whole.
    #[cold]
    pub(super) fn join(
        &mut self,
        fragment: &Fragment<'_>,
        id: u32,
        is_cut: bool,
        go_on: impl FnOnce(&mut Self, &Header, Payload<'_>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        self.tally.fragments = self.tally.fragments.wrapping_add(1);
        let Header { src, dst, protocol, .. } = *fragment.header;
        // What IPv6 fragments carry may begin with more extension headers, and only the first tells.
        let protocol = if src.is_ipv4() { protocol } else { 0 };
        let key = Key { path: self.around.path, src, dst, id, protocol };
        match self.fragments.put(key, fragment, is_cut, self.tally) {
            Put::Kept => Ok(()),
            Put::Whole { header, bytes } => {
                self.tally.joined = self.tally.joined.wrapping_add(1);
                let (file, missing) = (self.file.take(), std::mem::take(&mut self.missing));
                let done = go_on(self, &header, Payload::of(&bytes, bytes.len()));
                (self.file, self.missing) = (file, missing);
                self.fragments.give_back(key, bytes);
                done
            }
        }
    }

    /// A whole datagram: goes into tunnels, takes transports apart.
    fn datagram(&mut self, header: &Header, payload: Payload<'_>) -> Result<(), Stop> {
        match header.protocol {
            1 | 6 | 17 | 58 | 132 => self.transport(header, payload),
            4 | 41 => self.ip_in_ip(header, payload),
            47 => self.gre(header, payload),
            // EtherIP (RFC 3378): two bytes of version.
            97 => self.inside(header, payload, |walk, data| walk.ethernet_in(2, data)),
            137 => self.inside(header, payload, Self::mpls),
            51 => {
                // An authentication header in IPv4 (RFC 4302): its length counts four bytes, less two.
                let (next, len) = match payload.bytes {
                    [next, len, ..] => {
                        (*next, usize::from(*len).saturating_add(2).saturating_mul(4))
                    }
                    _ => return self.other(header, payload),
                };
                if !self.step() {
                    return Ok(());
                }
                self.datagram(&Header { protocol: next, ..*header }, payload.after(len))
            }
            50 => {
                self.tally.esp = self.tally.esp.wrapping_add(1);
                self.other(header, payload)
            }
            59 => Ok(()),
            other => {
                self.tally.unread(Unread::IpProtocol(other));
                self.other(header, payload)
            }
        }
    }
}
