//! How many messages of Diameter and GTP-C a second: `speed_ip [SUBSCRIBERS]`. First to key fields alone,
//! then a capture of the same messages through the parser with all stages, records thrown away.

use std::hint::black_box;
use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use vigie_capture::{Capture, Carried, Transport};
use vigie_core::{
    Bytes, Consumer, Input, Limits, Locator, Record, SharedBytes, Siblings, Stop, parse,
};
use vigie_samples::signalling::diameter::Host;
use vigie_samples::signalling::gtp as write;
use vigie_samples::signalling::wire::{Carrier, Wire};
use vigie_samples::signalling::world::{NETWORK, World};
use vigie_signalling::parsers::PARSERS;
use vigie_signalling::sctp::{Associations, Ends};
use vigie_signalling::{diameter, gtp};

struct Beside;

impl Siblings for Beside {
    fn open(&self, path: &str) -> Result<Option<SharedBytes>, Stop> {
        let here = (path == "/captures/network.toml").then(|| NETWORK.as_bytes().to_vec());
        Ok(here.map(|bytes| Arc::new(Bytes(bytes)) as SharedBytes))
    }
}

#[derive(Default)]
struct Count(u64);

impl Consumer for Count {
    fn record(&mut self, _: Locator, _: &dyn Record) -> Result<(), Stop> {
        self.0 += 1;
        Ok(())
    }

    fn problem(&mut self, _: Locator, _: String) {}
}

const MME: Host<'static> = Host { name: "mme1", network: "26299", address: [198, 51, 100, 10] };
const PGW: [u8; 4] = [192, 0, 2, 40];
const SGW: [u8; 4] = [198, 51, 100, 40];

/// Each subscriber arrives, opens a session and closes it: ten messages.
fn capture(subscribers: u32) -> io::Result<Vec<u8>> {
    let mut world = World::new(Wire::new(Vec::new(), Carrier::M3ua)?);
    world.wire.step = 1000;
    for number in 1..=subscribers {
        let imsi = format!("20899{number:010}");
        world.attach(&MME, &imsi)?;
        let create = write::create(&imsi, "26299", "internet", (number, SGW), number * 3);
        let answer = write::created(16, number, (number, PGW), number * 3);
        world.tunnel(SGW, PGW, &create, Some(answer))?;
        let modify = write::v2(34, Some(number), number * 3 + 1, &[write::end(6, number, SGW)]);
        world.tunnel(SGW, PGW, &modify, Some(write::done(35, 16, number, number * 3 + 1)))?;
        let delete = write::v2(36, Some(number), number * 3 + 2, &[]);
        world.tunnel(SGW, PGW, &delete, Some(write::done(37, 16, number, number * 3 + 2)))?;
    }
    world.wire.finish()
}

/// Messages of each protocol in a capture.
fn messages(data: &SharedBytes) -> Result<[Vec<Vec<u8>>; 2], Stop> {
    let (mut diameter, mut gtp) = (Vec::new(), Vec::new());
    let mut associations = Associations::default();
    Capture::open(data.clone())?.each_packet(&mut |packet| {
        if let Carried::Ip(ip) = &packet.carried {
            match &ip.transport {
                Transport::Sctp(bytes) => {
                    let ends = Ends { src: ip.src, dst: ip.dst };
                    associations.take(bytes, ends, &mut |one| diameter.push(one.payload.to_vec()));
                }
                Transport::Udp(udp) => gtp.push(udp.data.to_vec()),
                _ => {}
            }
        }
        Ok(())
    })?;
    Ok([diameter, gtp])
}

fn rate(out: &mut impl io::Write, what: &str, count: usize, work: impl FnOnce()) -> io::Result<()> {
    let started = Instant::now();
    work();
    let seconds = started.elapsed().as_secs_f64();
    let count = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    writeln!(out, "{what}: {count} messages in {seconds:.2} s, {:.0} a second", count / seconds)
}

fn main() -> Result<(), Stop> {
    let subscribers = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let data: SharedBytes = Arc::new(Bytes(capture(subscribers)?));
    let [all_diameter, all_gtp] = messages(&data)?;
    let mut out = io::stdout().lock();
    rate(&mut out, "Diameter to key fields", all_diameter.len(), || {
        for bytes in &all_diameter {
            black_box(diameter::Message::read(black_box(bytes)));
        }
    })?;
    rate(&mut out, "GTP-C to key fields", all_gtp.len(), || {
        for bytes in &all_gtp {
            black_box(gtp::Message::read(black_box(bytes)));
        }
    })?;
    let mut records = Count::default();
    rate(&mut out, "capture to records", all_diameter.len() + all_gtp.len(), || {
        let input = Input {
            path: "/captures/x.pcap",
            modified: None,
            data,
            first_line: 1,
            siblings: &Beside,
            limits: Limits::default(),
        };
        if let Some(parser) = PARSERS.first() {
            parse(*parser, &input, &mut records, &AtomicBool::new(false));
        }
    })?;
    writeln!(out, "{} records", records.0)?;
    Ok(())
}
