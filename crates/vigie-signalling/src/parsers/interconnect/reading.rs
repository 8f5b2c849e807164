//! A capture being read: packets to messages, messages to events, events to records.

use std::net::{IpAddr, Ipv4Addr};

use vigie_capture::{Carried, ExportedPdu, Ip, Layer, LinkType, Packet, Transport, UdpDatagram};
use vigie_core::{Locator, SharedBytes, Sink, Stop};

use super::record::Operation;
use super::streams::Streams;
use super::traffic::{Others, Traffic};
use crate::diameter::{self, Diameter};
use crate::event::{Event, Spot};
use crate::gtp::{self, Gtp};
use crate::network::Network;
use crate::sctp::{self, Associations, Ends};
use crate::ss7::{Carrier, Ss7};
use crate::stages::Stages;

/// SCTP inside UDP (RFC 6951).
const SCTP_OVER_UDP: u16 = 9899;
/// Loss, in thousandths, from which a missing answer or a damaged message proves little.
const LOSSY_PERMILLE: u64 = 3;

/// Everything that is remembered while a capture is read.
pub(super) struct Reading {
    network: Network,
    associations: Associations,
    ss7: Ss7,
    diameter: Diameter,
    streams: Streams,
    gtp: Gtp,
    stages: Stages,
    traffic: Traffic,
    events: Vec<Event>,
    more: Vec<Event>,
}

impl Reading {
    pub(super) fn new(network: Network, file: SharedBytes) -> Self {
        Self {
            network,
            associations: Associations::default(),
            ss7: Ss7::default(),
            diameter: Diameter::default(),
            streams: Streams::new(file),
            gtp: Gtp::default(),
            stages: Stages::default(),
            traffic: Traffic::default(),
            events: Vec::new(),
            more: Vec::new(),
        }
    }

    /// Takes a packet; what it completes waits for [`Reading::hand_on`].
    pub(super) fn packet(&mut self, packet: &Packet<'_>) {
        let spot = Spot {
            packet: packet.at.packet,
            micros: packet.at.nanos.map_or(0, |nanos| nanos.div_euclid(1000)),
        };
        self.traffic.packet(spot);
        let carrier = Carrier {
            spot,
            opc: None,
            is_cut: packet.is_cut,
            lossy: self.associations.counts.loss_permille() >= LOSSY_PERMILLE,
        };
        match &packet.carried {
            Carried::Ip(ip) => self.datagram(packet, ip, carrier),
            Carried::Link(link, bytes) => self.link(*link, bytes, carrier),
            _ => {}
        }
    }

    fn datagram(&mut self, packet: &Packet<'_>, ip: &Ip<'_>, carrier: Carrier) {
        let ends = Ends { src: ip.src, dst: ip.dst };
        match &ip.transport {
            Transport::Sctp(bytes) => self.sctp(bytes, ends, carrier),
            Transport::Udp(udp)
                if udp.src_port == SCTP_OVER_UDP || udp.dst_port == SCTP_OVER_UDP =>
            {
                self.sctp(udp.data, ends, carrier);
            }
            Transport::Udp(udp) if is_gtp(udp) => self.gtp(packet, ip, udp, carrier),
            Transport::Tcp(segment) => {
                let Self { diameter, network, events, streams, .. } = self;
                streams.segment(packet, ip, segment, &mut |message, from| {
                    let from = diameter::Carrier { lossy: from.lossy || carrier.lossy, ..*from };
                    diameter.message(message, &from, network, events);
                });
            }
            _ => {}
        }
    }

    fn gtp(&mut self, packet: &Packet<'_>, ip: &Ip<'_>, udp: &UdpDatagram<'_>, carrier: Carrier) {
        let carrier = gtp::Carrier {
            spot: carrier.spot,
            src: (ip.src, udp.src_port),
            dst: (ip.dst, udp.dst_port),
            is_tunnelled: packet.layers.iter().any(|layer| matches!(layer, Layer::GtpU(_))),
            is_cut: carrier.is_cut || ip.is_cut,
            lossy: carrier.lossy,
        };
        if !packet.is_repeat {
            self.gtp.datagram(udp.data, &carrier, &self.network, &mut self.events);
        }
    }

    fn sctp(&mut self, bytes: &[u8], ends: Ends, carrier: Carrier) {
        let Self { associations, ss7, diameter, network, events, .. } = self;
        associations.take(bytes, ends, &mut |message| {
            let carrier = Carrier { is_cut: carrier.is_cut || message.is_cut, ..carrier };
            match message.carried() {
                sctp::Carried::M3ua => ss7.m3ua(message.payload, carrier, network, events),
                sctp::Carried::M2pa => ss7.m2pa(message.payload, carrier, network, events),
                sctp::Carried::M2ua => ss7.m2ua(message.payload, carrier, network, events),
                sctp::Carried::Sua => ss7.sua(message.payload, carrier, network, events),
                sctp::Carried::Diameter => {
                    let from = over_sctp(message, carrier);
                    diameter.message(message.payload, &from, network, events);
                }
                sctp::Carried::Other => {}
            }
        });
    }

    /// Link types that carry signalling without IP.
    fn link(&mut self, link: LinkType, bytes: &[u8], carrier: Carrier) {
        let Self { ss7, network, events, .. } = self;
        match link.0 {
            // MTP2 behind a header of four octets, and alone.
            139 => {
                let frame = bytes.get(4..).and_then(crate::mtp3::of_mtp2);
                if let Some(unit) = frame {
                    ss7.signal_unit(unit, carrier, network, events);
                }
            }
            140 => {
                if let Some(unit) = crate::mtp3::of_mtp2(bytes) {
                    ss7.signal_unit(unit, carrier, network, events);
                }
            }
            141 => ss7.signal_unit(bytes, carrier, network, events),
            142 => ss7.sccp(bytes, carrier, network, events),
            248 => {
                self.sctp(bytes, Ends { src: NOWHERE, dst: NOWHERE }, carrier);
            }
            252 => self.exported(bytes, carrier),
            _ => {}
        }
    }

    /// What Wireshark exported from the middle of a stack.
    fn exported(&mut self, bytes: &[u8], carrier: Carrier) {
        let Ok(pdu) = ExportedPdu::parse(bytes) else { return };
        let carrier = Carrier { opc: pdu.opc.map(|point| point.code), ..carrier };
        let Self { ss7, diameter, gtp, network, events, .. } = self;
        let port = |port: Option<u32>| port.and_then(|port| u16::try_from(port).ok()).unwrap_or(0);
        let src = (pdu.src.unwrap_or(NOWHERE), port(pdu.src_port));
        let dst = (pdu.dst.unwrap_or(NOWHERE), port(pdu.dst_port));
        let Carrier { spot, is_cut, lossy, .. } = carrier;
        match pdu.protocol.or(pdu.guessed).unwrap_or("") {
            "sccp" => ss7.sccp(pdu.bytes, carrier, network, events),
            "mtp3" => ss7.signal_unit(pdu.bytes, carrier, network, events),
            "m3ua" => ss7.m3ua(pdu.bytes, carrier, network, events),
            "m2pa" => ss7.m2pa(pdu.bytes, carrier, network, events),
            "m2ua" => ss7.m2ua(pdu.bytes, carrier, network, events),
            "sua" => ss7.sua(pdu.bytes, carrier, network, events),
            "tcap" | "gsm_map" | "camel" => ss7.bare(pdu.bytes, carrier, network, events),
            "diameter" | "diameter_sctp" | "diameter.tcp" | "diameter.sctp" => {
                let link = diameter::Carrier::link_of(src, dst);
                let (src, dst) = (src.0, dst.0);
                let from = diameter::Carrier { spot, src, dst, link, is_cut, lossy };
                diameter.message(pdu.bytes, &from, network, events);
            }
            "gtp" | "gtpv2" | "gtpprime" => {
                let from = gtp::Carrier { spot, src, dst, is_tunnelled: false, is_cut, lossy };
                gtp.datagram(pdu.bytes, &from, network, events);
            }
            _ => {}
        }
    }

    /// Judges what waits, and emits what matters of it.
    pub(super) fn hand_on(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if self.events.is_empty() {
            return Ok(());
        }
        for mut event in std::mem::take(&mut self.events) {
            self.stages.take(&mut event, &self.network, &mut self.more);
            self.traffic.event(&event);
            self.emit(&event, sink)?;
            for one in std::mem::take(&mut self.more) {
                self.emit(&one, sink)?;
            }
        }
        Ok(())
    }

    fn emit(&mut self, event: &Event, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let registers = event.is_registration && self.traffic.may_register();
        if event.codes.is_empty() && !registers && !self.network.all_messages {
            return Ok(());
        }
        let operation = Operation::of(event, &self.network);
        sink.emit(Locator::Packet(event.asked.packet), &operation)
    }

    /// Emits what only the whole shows, and counts.
    pub(super) fn finish(mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.ss7.finish(&self.network, &mut self.events);
        self.diameter.finish(&mut self.events);
        self.gtp.finish(&mut self.events);
        self.hand_on(sink)?;
        self.stages.finish(&self.network, &mut self.more);
        for event in std::mem::take(&mut self.more) {
            self.emit(&event, sink)?;
        }
        let others = Others {
            diameter_messages: self.diameter.counts.messages,
            gtp_messages: self.gtp.counts.messages,
            seen_twice: self.diameter.counts.repeats.saturating_add(self.gtp.counts.repeats),
            unasked: self.diameter.counts.unasked.saturating_add(self.gtp.counts.unasked),
        };
        self.traffic.finish(&self.associations.counts, &self.ss7.counts, others, sink)
    }
}

/// Where nothing says who sent a message.
const NOWHERE: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);

/// Whether a datagram may carry GTP-C: ports of versions 0, 1 and 2. On a sender's port alone it may be
/// anything, so its first octet has to fit.
fn is_gtp(udp: &UdpDatagram<'_>) -> bool {
    let is_port = |port| matches!(port, 2123 | 3386);
    let fits = udp.data.first().is_some_and(|flags| flags >> 5 <= 2 && udp.data.len() >= 8);
    (is_port(udp.dst_port) || is_port(udp.src_port)) && fits
}

/// Of several paths of an association any may carry an answer: addresses do not belong to its number.
fn over_sctp(message: &sctp::Message<'_>, carrier: Carrier) -> diameter::Carrier {
    diameter::Carrier {
        spot: carrier.spot,
        src: message.src,
        dst: message.dst,
        link: diameter::Carrier::link_of((NOWHERE, message.src_port), (NOWHERE, message.dst_port)),
        is_cut: carrier.is_cut,
        lossy: carrier.lossy,
    }
}
