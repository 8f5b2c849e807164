//! Ethernet (IEEE 802.3), its tags, and what EtherTypes and IEEE 802.2 tell of what follows.

use vigie_core::Stop;

use super::Walk;
use super::numbers::u16_at;
use crate::{Carried, Layer, Unread};

/// Values up to this are lengths, not EtherTypes.
const MOST_LENGTH: u16 = 1500;

impl Walk<'_, '_> {
    /// A frame of Ethernet: receiver, sender, EtherType or length.
    #[inline]
    pub(super) fn ethernet(&mut self, data: &[u8]) -> Result<(), Stop> {
        let Some((header, rest)) = data.split_first_chunk::<14>() else {
            self.malformed();
            return Ok(());
        };
        let [d0, d1, d2, d3, d4, d5, s0, s1, s2, s3, s4, s5, high, low] = *header;
        self.around.macs = Some(([s0, s1, s2, s3, s4, s5], [d0, d1, d2, d3, d4, d5]));
        self.ethertype(u16::from_be_bytes([high, low]), rest)
    }

    /// What follows an EtherType.
    pub(super) fn ethertype(&mut self, kind: u16, data: &[u8]) -> Result<(), Stop> {
        if !self.step() {
            return Ok(());
        }
        match kind {
            0x0800 | 0x86dd => self.ip(data),
            0x0806 => {
                self.tally.arp = self.tally.arp.wrapping_add(1);
                self.emit(Carried::Arp(data), false)
            }
            0x8100 | 0x88a8 | 0x9100 | 0x9200 => self.vlan(data),
            0x8847 | 0x8848 => self.mpls(data),
            0x8863 | 0x8864 => self.pppoe(data),
            0x880b => self.ppp(data),
            // Bridges: VN-Tag, E-Tag, Cisco metadata, backbones' service tag before a whole frame.
            0x8926 => self.tagged(4, data),
            0x893f => self.tagged(6, data),
            0x8909 => self.tagged(6, data),
            0x88e7 => self.ethernet_in(4, data),
            // Cisco's FabricPath: a tag of two bytes before a whole frame.
            0x8903 => self.ethernet_in(2, data),
            0x6558 => self.ethernet_in(0, data),
            0x88e5 => {
                self.tally.macsec = self.tally.macsec.wrapping_add(1);
                Ok(())
            }
            ..=MOST_LENGTH => self.llc(data),
            other => {
                self.tally.unread(Unread::EtherType(other));
                Ok(())
            }
        }
    }

    /// IEEE 802.1Q: priority and id of a VLAN, then another EtherType.
    fn vlan(&mut self, data: &[u8]) -> Result<(), Stop> {
        let (Some(tag), Some(kind)) = (u16_at(data, 0), u16_at(data, 2)) else {
            self.malformed();
            return Ok(());
        };
        self.tally.vlan = self.tally.vlan.wrapping_add(1);
        let id = tag & 0xfff;
        if !self.push(Layer::Vlan(id)) {
            return Ok(());
        }
        // Id 0 is a priority without a VLAN.
        if id != 0 {
            self.part_of(1 << 32 | u64::from(id));
        }
        self.ethertype(kind, data.get(4..).unwrap_or_default())
    }

    /// A tag of `len` bytes, then another EtherType.
    fn tagged(&mut self, len: usize, data: &[u8]) -> Result<(), Stop> {
        let Some(kind) = u16_at(data, len) else {
            self.malformed();
            return Ok(());
        };
        if !self.push(Layer::Vlan(0)) {
            return Ok(());
        }
        self.ethertype(kind, data.get(len.saturating_add(2)..).unwrap_or_default())
    }

    /// A whole frame behind `len` bytes.
    pub(super) fn ethernet_in(&mut self, len: usize, data: &[u8]) -> Result<(), Stop> {
        self.ethernet(data.get(len..).unwrap_or_default())
    }

    /// IEEE 802.2: service access points, control; 0xaa is SNAP, with an organisation and an EtherType.
    pub(super) fn llc(&mut self, data: &[u8]) -> Result<(), Stop> {
        match data {
            [0xaa, 0xaa, 3, 0, 0, 0 | 0xf8, high, low, rest @ ..] => {
                self.snap(u16::from_be_bytes([*high, *low]), rest)
            }
            [6, 6, 3, rest @ ..] => self.ip(rest),
            [point, _, _, ..] => {
                self.tally.unread(Unread::Llc(*point));
                Ok(())
            }
            _ => {
                self.malformed();
                Ok(())
            }
        }
    }

    /// A length here would lead back to where this came from.
    fn snap(&mut self, kind: u16, data: &[u8]) -> Result<(), Stop> {
        if kind <= MOST_LENGTH {
            self.tally.unread(Unread::EtherType(kind));
            return Ok(());
        }
        self.ethertype(kind, data)
    }
}
