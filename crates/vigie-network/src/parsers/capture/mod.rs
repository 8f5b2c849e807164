//! Packet captures: pcap and pcapng, alone or packed.
//!
//! tcpdump, Wireshark, routers, and apps on telephones write them; the file formats are described at
//! <https://datatracker.ietf.org/doc/draft-ietf-opsawg-pcap/> and
//! <https://datatracker.ietf.org/doc/draft-ietf-opsawg-pcapng/>. `vigie-capture` reads them down to the
//! segments of transports; here they are read on, in one pass. What a protocol says becomes records of
//! the kinds that its folder declares ([`PROTOCOLS`]).

use std::sync::LazyLock;

use vigie_capture::Capture;
use vigie_core::{
    EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions,
};

use crate::dissect::Output;
use crate::pass::Pass;
use crate::protocols::PROTOCOLS;

pub(crate) static ITEM: CaptureParser = CaptureParser;

pub(crate) struct CaptureParser;

/// Packets between two looks at the clock.
const CHECK_EVERY: u64 = 1024;

static META: LazyLock<ParserMeta> = LazyLock::new(|| {
    let mut means: Vec<Text> = PROTOCOLS.iter().flat_map(|one| one.means).copied().collect();
    means.sort_by_key(|text| text.en);
    means.dedup_by_key(|text| text.en);
    ParserMeta {
        id: "capture",
        title: Text { en: "Packet capture", fr: "Capture de paquets" },
        reads: &["/captures/**"],
        found_in: &[EvidenceKind::PacketCapture, EvidenceKind::SignallingCapture],
        // Made once for the life of the program.
        emits: Vec::leak(PROTOCOLS.iter().flat_map(|one| one.kinds).copied().collect()),
        means: Vec::leak(means),
        versions: Versions::of_format("pcap, pcapng"),
        references: &[
            "https://datatracker.ietf.org/doc/draft-ietf-opsawg-pcapng/",
            "https://datatracker.ietf.org/doc/draft-ietf-opsawg-pcap/",
        ],
    }
});

impl Parser for CaptureParser {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut capture = Capture::open(input.data.clone())?;
        let mut pass = Pass::new(capture.file().cloned());
        let mut out = Output::new(sink);
        let mut packets = 0_u64;
        let read = capture.each_packet(&mut |packet| {
            pass.packet(packet, &mut out);
            packets += 1;
            if packets.is_multiple_of(CHECK_EVERY) { out.check() } else { Ok(()) }
        });
        for conflict in capture.take_fragment_conflicts() {
            Pass::fragments(&conflict, &mut out);
        }
        // What was read before a limit or damage is kept.
        pass.finish(&mut out);
        let stopped = out.check();
        for damage in capture.take_damages() {
            sink.problem(Locator::Byte(damage.offset), damage.message);
        }
        read.and(stopped)
    }
}
