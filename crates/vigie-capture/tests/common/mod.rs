//! Captures from text, read and told in lines.

#![expect(dead_code, reason = "not every file of tests uses all of it")]

use std::path::Path;
use std::sync::Arc;

use vigie_capture::{
    Capture, Carried, Damage, FragmentConflict, Ip, Layer, Packet, Tally, Transport,
};
use vigie_core::Bytes;

/// What a capture gave.
pub(crate) struct Read {
    pub(crate) lines: Vec<String>,
    pub(crate) paths: Vec<u64>,
    pub(crate) tally: Tally,
    pub(crate) damages: Vec<Damage>,
    pub(crate) conflicts: Vec<FragmentConflict>,
}

pub(crate) fn read(script: &str) -> Read {
    read_bytes(vigie_cases::packets::bytes(script, Path::new("")))
}

pub(crate) fn read_bytes(bytes: Vec<u8>) -> Read {
    read_capture(Capture::open(Arc::new(Bytes(bytes))).unwrap())
}

pub(crate) fn read_capture(mut capture: Capture) -> Read {
    let (mut lines, mut paths) = (Vec::new(), Vec::new());
    capture
        .each_packet(&mut |packet| {
            lines.push(line(packet));
            paths.push(packet.path.0);
            Ok(())
        })
        .unwrap();
    Read {
        lines,
        paths,
        tally: capture.tally(),
        damages: capture.take_damages(),
        conflicts: capture.take_fragment_conflicts(),
    }
}

/// `[LAYERS] SRC > DST WHAT`.
pub(crate) fn line(packet: &Packet<'_>) -> String {
    let mut line = String::new();
    for layer in packet.layers {
        line += &match layer {
            Layer::Vlan(id) => format!("vlan {id} "),
            other => format!("{other:?} ").to_lowercase(),
        };
    }
    line += &match &packet.carried {
        Carried::Ip(ip) => datagram(ip),
        Carried::Arp(bytes) => format!("arp {}", bytes.len()),
        Carried::Link(link, bytes) => format!("link {} {}", link.0, bytes.len()),
        other => format!("{other:?}"),
    };
    if packet.is_repeat {
        line += " again";
    }
    if packet.is_cut {
        line += " cut";
    }
    line
}

fn datagram(ip: &Ip<'_>) -> String {
    let what = match &ip.transport {
        Transport::Tcp(tcp) => {
            let (seq, ack, text) = (tcp.seq, tcp.ack, String::from_utf8_lossy(tcp.data));
            format!(
                "tcp {}>{} {seq} {ack} {:02x} {text:?}",
                tcp.src_port, tcp.dst_port, tcp.flags.0
            )
        }
        Transport::Udp(udp) => {
            let text = String::from_utf8_lossy(udp.data);
            format!("udp {}>{} {text:?}", udp.src_port, udp.dst_port)
        }
        Transport::Sctp(bytes) => format!("sctp {}", bytes.len()),
        Transport::Icmp(bytes) => format!("icmp {}", bytes.len()),
        _ => format!("protocol {}", ip.protocol),
    };
    format!("{} > {} {what}", ip.src, ip.dst)
}
