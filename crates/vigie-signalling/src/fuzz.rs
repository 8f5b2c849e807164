//! What the fuzz targets run: bytes of an enemy through every layer and stage.

use std::net::IpAddr;

use crate::diameter::{self, Diameter, Framer};
use crate::event::{Event, Spot};
use crate::gtp::{self, Gtp};
use crate::network::Network;
use crate::parsers::PARSERS;
use crate::sctp::{Associations, Ends};
use crate::ss7::{Carrier, Ss7};
use crate::stages::Stages;

/// The parser that the first byte chooses, and the file that the rest is.
pub fn fuzz(bytes: &[u8]) {
    vigie_core::fuzz_parsers(PARSERS, bytes);
}

/// Messages of the adaptation layers and what they carry: the first byte of each chooses the layer, the
/// next two are its length.
pub fn fuzz_sigtran(bytes: &[u8]) {
    let network = Network::of_countries();
    let (mut ss7, mut associations) = (Ss7::default(), Associations::default());
    let mut events = Vec::new();
    each_part(bytes, |layer, part, carrier| {
        let out = &mut events;
        match layer & 7 {
            0 => ss7.m3ua(part, carrier, &network, out),
            1 => ss7.m2pa(part, carrier, &network, out),
            2 => ss7.m2ua(part, carrier, &network, out),
            3 => ss7.sua(part, carrier, &network, out),
            4 => ss7.signal_unit(part, carrier, &network, out),
            5 => ss7.sccp(part, carrier, &network, out),
            _ => {
                let nowhere = std::net::Ipv4Addr::UNSPECIFIED.into();
                let ends = Ends { src: nowhere, dst: nowhere };
                associations.take(part, ends, &mut |message| {
                    ss7.m3ua(message.payload, carrier, &network, out);
                });
            }
        }
    });
    ss7.finish(&network, &mut events);
    judge(events, &network);
}

/// Messages of TCAP, in parts as those of [`fuzz_sigtran`].
pub fn fuzz_tcap_map(bytes: &[u8]) {
    let network = Network::of_countries();
    let mut ss7 = Ss7::default();
    let mut events = Vec::new();
    each_part(bytes, |_, part, carrier| ss7.bare(part, carrier, &network, &mut events));
    assert!(ss7.open() <= bytes.len());
    ss7.finish(&network, &mut events);
    judge(events, &network);
}

fn each_part(bytes: &[u8], mut see: impl FnMut(u8, &[u8], Carrier)) {
    let mut rest = bytes;
    let mut packet = 0;
    while let [layer, high, low, behind @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let (part, next) = behind.split_at_checked(length).unwrap_or((behind, &[]));
        packet += 1;
        let spot = Spot { packet, micros: 1_000_000 + i64::from(*layer) * 1_000_000 };
        see(*layer, part, Carrier { spot, opc: Some(u32::from(*layer)), ..Carrier::default() });
        rest = next;
    }
}

fn judge(events: Vec<Event>, network: &Network) {
    let mut stages = Stages::default();
    let mut more = Vec::new();
    for mut event in events {
        stages.take(&mut event, network, &mut more);
        let _ = (event.codes.to_string(), event.leaks.to_string(), event.actor.address.to_string());
    }
    stages.finish(network, &mut more);
}

/// Messages and streams of Diameter, in parts as those of [`fuzz_sigtran`]: odd ones belong to a stream.
pub fn fuzz_diameter(bytes: &[u8]) {
    let network = Network::of_countries();
    let (mut diameter, mut framer) = (Diameter::default(), Framer::in_the_middle());
    let mut events = Vec::new();
    each_part(bytes, |layer, part, carrier| {
        let (src, dst) = ends(layer);
        let link = diameter::Carrier::link_of(src, dst);
        let (spot, src, dst) = (carrier.spot, src.0, dst.0);
        let from =
            diameter::Carrier { spot, src, dst, link, is_cut: layer & 64 != 0, lossy: false };
        let out = &mut events;
        if layer & 1 == 0 {
            diameter.message(part, &from, &network, out);
        } else {
            framer.push(part, &mut |message| diameter.message(message, &from, &network, out));
        }
    });
    diameter.finish(&mut events);
    judge(events, &network);
}

/// Datagrams of GTP-C, in parts as those of [`fuzz_sigtran`].
pub fn fuzz_gtp(bytes: &[u8]) {
    let network = Network::of_countries();
    let mut gtp = Gtp::default();
    let mut events = Vec::new();
    each_part(bytes, |layer, part, carrier| {
        let (src, dst) = ends(layer);
        let (spot, is_cut) = (carrier.spot, layer & 64 != 0);
        let from =
            gtp::Carrier { spot, src, dst, is_tunnelled: layer & 1 != 0, is_cut, lossy: false };
        gtp.datagram(part, &from, &network, &mut events);
    });
    gtp.finish(&mut events);
    judge(events, &network);
}

/// Two nodes, and which of them sends.
fn ends(layer: u8) -> ((IpAddr, u16), (IpAddr, u16)) {
    let one = (IpAddr::from([192, 0, 2, 1]), 3868);
    let other = (IpAddr::from([198, 51, 100, 1 + (layer >> 4 & 3)]), 3868);
    if layer & 2 == 0 { (one, other) } else { (other, one) }
}
