//! What the fuzz targets for encryption run: `tls`, `quic`, `certificate`.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::AtomicBool;

use vigie_capture::{Carried, Moment, Packet, Path};
use vigie_core::{Consumer, Limits, Locator, Record, Sink, Stop};
use vigie_formats::x509::{Details, without_timestamps};

use crate::certificates::Chain;
use crate::dissect::{Conversation, Next, Output, Protocol, Side};
use crate::protocols::tls::Session;
use crate::protocols::tls::session;
use crate::protocols::{quic, ssh, tls};

/// Reads `bytes` as streams of TLS and of SSH, and as datagrams of DTLS. Two bytes before each piece say who
/// sends it and how long it is.
pub fn fuzz_tls(bytes: &[u8]) {
    for protocol in [&tls::ITEM, &ssh::ITEM] {
        run(|out| stream(protocol, bytes, out));
    }
    run(|out| datagrams(&tls::ITEM, bytes, out));
}

/// Reads `bytes` as datagrams of QUIC, and as the content of an opened packet.
pub fn fuzz_quic(bytes: &[u8]) {
    run(|out| datagrams(&quic::ITEM, bytes, out));
    run(|out| quic::fuzz_frames(&conversation(), bytes, &packet(1), out));
}

/// Reads `bytes` as a certificate, and as a chain of them.
pub fn fuzz_certificate(bytes: &[u8]) {
    if let Ok(details) = Details::read(bytes) {
        let _ = without_timestamps(details.signed);
    }
    run(|out| {
        let of = conversation();
        let mut session = Session::new(0, of.client, of.server, session::Protocol::Tls);
        session.server_name = Some("www.example.org".to_owned());
        let length = |bytes: &[u8]| {
            let [.., a, b, c] = bytes.len().to_be_bytes();
            [a, b, c]
        };
        let one = [&length(bytes)[..], bytes].concat();
        for body in [bytes.to_vec(), [&length(&one)[..], &one].concat()] {
            let mut chain = Chain::default();
            chain.certificates(&body, moment(1));
            chain.scts(bytes);
            chain.status(bytes);
            session.certificates = chain.hashes();
            chain.finish(&session, out);
        }
    });
}

pub(crate) fn stream(protocol: &Protocol, bytes: &[u8], out: &mut Output<'_, '_>) {
    let Some(protocol) = protocol.stream else { return };
    let of = conversation();
    let mut dissector = protocol.dissector();
    let mut skip = [0_u64; 2];
    for (number, (from, piece)) in (1..).zip(pieces(bytes)) {
        protocol.speaks(&of, from, piece);
        let [client, server] = &mut skip;
        let skip = if from == Side::Client { client } else { server };
        let passed = usize::try_from(*skip).unwrap_or(usize::MAX).min(piece.len());
        *skip = skip.saturating_sub(passed as u64);
        let rest = piece.get(passed..).unwrap_or_default();
        match dissector.data(&of, from, rest, moment(number), out) {
            Next::More => {}
            Next::Skip(more) => *skip = more,
            _ => break,
        }
    }
    dissector.close(&of, moment(1), out);
}

pub(crate) fn datagrams(protocol: &Protocol, bytes: &[u8], out: &mut Output<'_, '_>) {
    let Some(mut dissector) = protocol.datagrams.map(|start| start()) else { return };
    for (number, (from, piece)) in (1..).zip(pieces(bytes)) {
        dissector.datagram(&conversation(), from, piece, &packet(number), out);
    }
    dissector.close(out);
}

/// Pieces of `bytes`: two bytes of sender and length, then so many.
fn pieces(mut bytes: &[u8]) -> impl Iterator<Item = (Side, &[u8])> {
    std::iter::from_fn(move || {
        let (head, rest) = bytes.split_first_chunk::<2>()?;
        let head = u16::from_be_bytes(*head);
        let side = if head & 0x8000 == 0 { Side::Client } else { Side::Server };
        let length = usize::from(head & 0x7fff).min(rest.len());
        let (piece, rest) = rest.split_at_checked(length)?;
        bytes = rest;
        Some((side, piece))
    })
}

fn conversation() -> Conversation {
    let end = |last, port| SocketAddr::from((Ipv4Addr::new(192, 0, 2, last), port));
    Conversation {
        number: 0,
        client: end(1, 40_000),
        server: end(2, 443),
        path: Path(0),
        first: moment(1),
    }
}

fn moment(number: u64) -> Moment {
    Moment { packet: number, nanos: i64::try_from(number).ok() }
}

fn packet(number: u64) -> Packet<'static> {
    Packet {
        at: moment(number),
        interface: 0,
        macs: None,
        path: Path(0),
        layers: &[],
        is_cut: false,
        direction: None,
        is_repeat: false,
        carried: Carried::Arp(&[]),
    }
}

pub(crate) fn run(with: impl FnOnce(&mut Output<'_, '_>)) {
    let stop = AtomicBool::new(false);
    let mut consumer = ReadBack;
    let mut sink = Sink::new(&mut consumer, Limits::default(), &stop);
    with(&mut Output::new(&mut sink));
}

/// Checks that every record can be stored and read back.
struct ReadBack;

impl Consumer for ReadBack {
    fn record(&mut self, _: Locator, record: &dyn Record) -> Result<(), Stop> {
        let json = serde_json::to_string(record).unwrap_or_default();
        let back = serde_json::from_str(&json).and_then(|fields| (record.kind().revive)(&fields));
        assert!(back.is_ok(), "{} cannot be read back from {json}", record.kind().id);
        record.stamps(&mut |_| {});
        record.observables(&mut |_, _| {});
        Ok(())
    }

    fn problem(&mut self, _: Locator, _: String) {}
}
