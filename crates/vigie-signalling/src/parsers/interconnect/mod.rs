//! Captures of interconnect links: SS7 over SIGTRAN or bare links, Diameter, GTP-C, in pcap and pcapng.
//!
//! Taps, tcpdump and Wireshark write them, for minutes of a test or days of an audit. Read are SCTP and
//! what it carries (M3UA, M2PA, M2UA, SUA, Diameter), Diameter over TCP, GTP-C over UDP, MTP2, MTP3 and SCCP
//! as link types of their own, and what Wireshark exports from the middle of a stack. Link types and header values are those of
//! <https://www.tcpdump.org/linktypes.html>; protocols follow the specifications that their modules name.
//!
//! A capture holds millions of ordinary messages. Records are made of operations that matter: those that
//! a detection of the catalogue holds for, registrations in another network than before, and counts; of
//! every operation only where `network.toml` asks for it ([`crate::network`]). That file is looked for
//! beside the capture.

mod reading;
mod record;
mod streams;
mod traffic;

pub(crate) use record::Operation;



use std::io::Read as _;

use reading::Reading;
use vigie_capture::Capture;
use vigie_core::{
    EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Streamed, Text, Versions,
};

use crate::network::{NETWORK_FILE, Network};

pub(crate) static ITEM: Interconnect = Interconnect;

pub(crate) struct Interconnect;

/// Packets between two looks at the clock.
const CHECK_EVERY: u64 = 4096;
/// Octets of `network.toml`.
const MOST_OF_NETWORK: u64 = 16 << 20;

static META: ParserMeta = ParserMeta {
    id: "interconnect",
    title: Text {
        en: "Signalling between mobile networks",
        fr: "Signalisation entre réseaux mobiles",
    },
    reads: &["/captures/**"],
    found_in: &[EvidenceKind::SignallingCapture, EvidenceKind::PacketCapture],
    emits: &[
        &record::ALERT,
        &record::REGISTRATION,
        &record::OPERATION,
        &traffic::TRAFFIC,
        &traffic::CAPTURE,
    ],
    means: &[
        Text { en: "asked", fr: "demandé" },
        Text { en: "answered", fr: "répondu" },
        Text { en: "first operation", fr: "première opération" },
        Text { en: "last operation", fr: "dernière opération" },
    ],
    versions: Versions::of_format("pcap, pcapng"),
    references: &[
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.002/",
        "https://www.rfc-editor.org/rfc/rfc4666",
        "https://www.itu.int/rec/T-REC-Q.713",
        "https://www.itu.int/rec/T-REC-Q.773",
        "https://www.rfc-editor.org/rfc/rfc6733",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.272/",
        "https://www.3gpp.org/ftp/Specs/archive/29_series/29.274/",
    ],
};

impl Parser for Interconnect {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let network = network_beside(input, sink)?;
        let mut capture = Capture::open(input.data.clone())?;
        let mut reading = Reading::new(network, input.data.clone());
        let mut stopped = Ok(());
        let read = capture.each_packet(&mut |packet| {
            reading.packet(packet);
            stopped = reading.hand_on(sink);
            if stopped.is_ok() && packet.at.packet.is_multiple_of(CHECK_EVERY) {
                stopped = sink.check();
            }
            match &stopped {
                Ok(()) => Ok(()),
                Err(_) => Err(Stop::Interrupted),
            }
        });
        // What was read before a limit or damage is kept.
        stopped?;
        reading.finish(sink)?;
        for damage in capture.take_damages() {
            sink.problem(Locator::Byte(damage.offset), damage.message);
        }
        read
    }
}

/// The network file in the folder of the capture.
fn network_beside(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<Network, Stop> {
    let folder = input.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut found = input.siblings.open(&format!("{folder}/network.toml"))?;
    if found.is_none() && folder != "/captures" {
        found = input.siblings.open(NETWORK_FILE)?;
    }
    let Some(data) = found else { return Ok(Network::of_countries()) };
    let mut text = String::new();
    let mut stream = Streamed::new(&*data).take(MOST_OF_NETWORK);
    if stream.read_to_string(&mut text).is_err() {
        sink.problem(Locator::Whole, "network.toml beside it: expected text in UTF-8");
        return Ok(Network::of_countries());
    }
    Ok(Network::read(&text).unwrap_or_else(|error| {
        sink.problem(Locator::Whole, format!("network.toml beside it: {error}"));
        Network::of_countries()
    }))
}
