//! How long it takes to read a capture and take its packets apart:
//! `cargo run --release --example speed -- make FILE GIGABYTES`, then `… -- FILE`.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;

use vigie_capture::{Capture, Carried, Transport};
use vigie_cases::packets::{Builder, Connection, Form, Host, How};
use vigie_core::{ReadAt, Stop};

fn main() -> Result<(), Stop> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["make", file, gigabytes] => make(file, gigabytes.parse().unwrap_or(1)).map_err(Stop::from),
        [file] => read(file),
        _ => Err(Stop::Unsupported("anything but: make FILE GIGABYTES, or FILE".into())),
    }
}

/// Downloads, questions and answers, over and over with later times.
fn make(file: &str, gigabytes: u64) -> io::Result<()> {
    let mut builder = Builder::new(Form::default());
    builder.step = 20_000;
    let host = |last| Host::at(IpAddr::from([10, 0, 0, last]));
    for number in 0..40_u8 {
        let (phone, dns) = (host(1), host(2));
        let port = 40_000 + u16::from(number);
        builder.udp((&phone, port), (&dns, 53), &[7; 40], &How::default());
        builder.udp((&dns, 53), (&phone, port), &[7; 120], &How::default());
        let mut connection = Connection::new((phone, port), (host(100 + number), 443));
        connection.open(&mut builder, &How::default());
        connection.send(&mut builder, 0, &[22; 517]);
        for _ in 0..60 {
            connection.send(&mut builder, 1, &[23; 1448]);
            connection.send(&mut builder, 1, &[23; 1448]);
            connection.ack(&mut builder, 0, &How::default());
        }
        connection.close(&mut builder, &How::default());
    }
    let mut out = BufWriter::new(File::create(file)?);
    out.write_all(&Form::default().file(&[]))?;
    let (mut written, mut round) = (0, 0_u32);
    while written < gigabytes << 30 {
        for frame in &builder.frames {
            let len = u32::try_from(frame.bytes.len()).unwrap_or_default();
            let seconds = u32::try_from(frame.nanos / 1_000_000_000).unwrap_or_default();
            let micros = u32::try_from(frame.nanos % 1_000_000_000 / 1000).unwrap_or_default();
            let head = [seconds + round, micros, len, len].map(u32::to_le_bytes);
            out.write_all(&head.concat())?;
            out.write_all(&frame.bytes)?;
            written += u64::from(len) + 16;
        }
        round += 1;
    }
    out.flush()
}

/// A file read by position.
struct Positions(File);

impl ReadAt for Positions {
    fn size(&self) -> u64 {
        self.0.metadata().map_or(0, |data| data.len())
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(&self.0, buffer, offset)
    }
}

fn read(file: &str) -> Result<(), Stop> {
    let mut out = io::stdout().lock();
    for frames_only in [true, false] {
        let mut capture = Capture::open(Arc::new(Positions(File::open(file)?)))?;
        let (start, mut count, mut bytes) = (Instant::now(), 0_u64, 0_u64);
        if frames_only {
            while let Some(frame) = capture.next_frame()? {
                count += 1;
                bytes += u64::from(frame.wire_len);
            }
        } else {
            capture.each_packet(&mut |packet| {
                count += 1;
                if let Carried::Ip(ip) = &packet.carried
                    && let Transport::Tcp(segment) = &ip.transport
                {
                    bytes += segment.data.len() as u64 + u64::from(segment.seq & 1);
                }
                Ok(())
            })?;
        }
        let took = start.elapsed();
        let each = took.as_nanos() as f64 / count as f64;
        let what = if frames_only { "frames" } else { "packets" };
        writeln!(out, "{count} {what}, {bytes} bytes: {took:.2?}, {each:.1} ns each")?;
    }
    Ok(())
}
