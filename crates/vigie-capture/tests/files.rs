//! Every form of file gives the same packets; damage costs what is damaged.

#![cfg(test)]

mod common;

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use common::{read, read_bytes, read_capture};
use vigie_capture::{Capture, Carried, Origin, Recognised, Transport, recognise};
use vigie_core::{Bytes, Stop};

const TALK: &str = r#"
host phone 10.0.0.2 02:00:00:00:00:01
host web 93.184.216.34 ttl=57
tcp page phone:40002 > web:80
page open
page > "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"
page < "HTTP/1.1 200 OK\r\n\r\n"
page close
udp phone:40003 > 10.0.0.1:53 "question"
"#;

fn bytes(script: &str) -> Vec<u8> {
    vigie_cases::packets::bytes(script, Path::new(""))
}

fn told() -> [&'static str; 9] {
    [
        "10.0.0.2 > 93.184.216.34 tcp 40002>80 1000000 0 02 \"\"",
        "93.184.216.34 > 10.0.0.2 tcp 80>40002 5000000 1000001 12 \"\"",
        "10.0.0.2 > 93.184.216.34 tcp 40002>80 1000001 5000001 10 \"\"",
        "10.0.0.2 > 93.184.216.34 tcp 40002>80 1000001 5000001 18 \"GET / HTTP/1.1\\r\\nHost: example.org\\r\\n\\r\\n\"",
        "93.184.216.34 > 10.0.0.2 tcp 80>40002 5000001 1000038 18 \"HTTP/1.1 200 OK\\r\\n\\r\\n\"",
        "10.0.0.2 > 93.184.216.34 tcp 40002>80 1000038 5000020 11 \"\"",
        "93.184.216.34 > 10.0.0.2 tcp 80>40002 5000020 1000039 11 \"\"",
        "10.0.0.2 > 93.184.216.34 tcp 40002>80 1000039 5000021 10 \"\"",
        "10.0.0.2 > 10.0.0.1 udp 40003>53 \"question\"",
    ]
}

#[test]
fn every_form_of_file_gives_the_same() {
    let forms = [
        "pcap",
        "pcap ns",
        "pcap big",
        "pcap ns big",
        "pcapng",
        "pcapng ns",
        "pcapng big",
        "pcapng ns big",
        "pcap gzip",
        "pcapng gzip",
    ];
    for form in forms {
        let read = read(&format!("capture {form}\n{TALK}"));
        assert_eq!(read.lines, told(), "{form}");
        assert_eq!(read.tally.first_nanos, Some(1_714_557_600_000_000_000), "{form}");
        assert_eq!(read.tally.last_nanos, Some(1_714_557_600_008_000_000), "{form}");
        assert!(read.damages.is_empty(), "{form}: {:?}", read.damages);
    }
}

#[test]
fn checksums_are_told_when_asked() {
    let script = format!("{TALK}\npage > checksum=bad \"x\"\nicmp phone > web type=8 \"ping\"\n");
    let mut capture = Capture::open(Arc::new(Bytes(bytes(&script)))).unwrap();
    let mut told = Vec::new();
    let mut see = |packet: &vigie_capture::Packet<'_>| {
        if let Carried::Ip(ip) = packet.carried {
            told.push(format!("{:?}", ip.checksum()));
        }
        Ok(())
    };
    capture.each_packet(&mut see).unwrap();
    assert_eq!(told[..9].iter().filter(|one| *one == "Right").count(), 9);
    assert_eq!(told[9..], ["Wrong", "Right"]);
}

#[test]
fn what_was_given_can_be_read_again_from_a_plain_file_only() {
    for (form, again) in [("pcapng", true), ("pcap gzip", false)] {
        let bytes = bytes(&format!("capture {form}\n{TALK}"));
        let mut capture = Capture::open(Arc::new(Bytes(bytes))).unwrap();
        let mut data = Vec::new();
        let mut see = |packet: &vigie_capture::Packet<'_>| {
            if let Carried::Ip(ip) = packet.carried
                && let Transport::Tcp(tcp) = ip.transport
            {
                data.push((tcp.origin, tcp.data.to_vec()));
            }
            Ok(())
        };
        capture.each_packet(&mut see).unwrap();
        for (origin, data) in data {
            let mut buffer = vec![0; data.len()];
            match origin {
                Origin::File(offset) => {
                    assert_eq!(capture.read_at(offset, &mut buffer).unwrap(), data.len());
                    assert_eq!((buffer, again), (data, true));
                }
                Origin::Memory => {
                    assert!(!again && capture.read_at(0, &mut buffer).is_err());
                }
            }
        }
    }
}

/// Gives a few bytes at a time.
struct Drip(Vec<u8>, usize);

impl std::io::Read for Drip {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.0.get(self.1..self.0.len().min(self.1 + 7)).unwrap().read(buffer)?;
        self.1 += read;
        Ok(read)
    }
}

#[test]
fn a_stream_gives_the_same() {
    for form in ["pcap", "pcapng", "pcapng gzip"] {
        let bytes = bytes(&format!("capture {form}\n{TALK}"));
        let capture = Capture::stream(Box::new(Drip(bytes, 0))).unwrap();
        assert_eq!(read_capture(capture).lines, told(), "{form}");
    }
}

/// A frame of zstd with one raw block for each of `blocks`, without a checksum; cut off its last bytes.
fn zstd(blocks: &[&[u8]], is_ended: bool) -> Vec<u8> {
    // Window of 1 MiB, no content size.
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0, 0x50];
    for (number, block) in blocks.iter().enumerate() {
        let last = usize::from(is_ended && number + 1 == blocks.len());
        let head = u32::try_from(block.len() << 3 | last).unwrap().to_le_bytes();
        frame.extend(&head[..3]);
        frame.extend(*block);
    }
    frame
}

#[test]
fn zstd_gives_the_same_also_in_several_frames_and_cut() {
    let whole = bytes(TALK);
    let (first, second) = whole.split_at(300);
    let skippable = [&[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
    let frames = [zstd(&[first], true), skippable, zstd(&[second], true)].concat();
    let read = read_bytes(frames);
    assert_eq!(read.lines, told());
    assert!(read.damages.is_empty(), "{:?}", read.damages);

    let read = read_bytes(zstd(&[&whole], false));
    assert_eq!(read.lines, told());
    assert!(read.damages[0].message.starts_with("only its first"), "{:?}", read.damages);
}

#[test]
fn a_gzip_file_that_is_cut_gives_what_came_before() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    packed.write_all(&bytes(TALK)).unwrap();
    let mut packed = packed.finish().unwrap();
    packed.truncate(packed.len() - 100);
    let read = read_bytes(packed);
    assert_eq!(read.lines[..7], told()[..7]);
    assert_eq!(read.damages.len(), 2, "{:?}", read.damages);
}

#[test]
fn a_cut_file_gives_what_is_there_and_says_so() {
    for form in ["pcap", "pcapng"] {
        let whole = bytes(&format!("capture {form}\n{TALK}"));
        for cut in 1..whole.len() - 30 {
            let read = read_bytes(whole[..whole.len() - cut].to_vec());
            let at_a_border = read.damages.is_empty();
            let expected = told();
            let last = read.lines.len().saturating_sub(1);
            assert_eq!(read.lines[..last], expected[..last], "{form} {cut}");
            if !at_a_border {
                assert!(read.damages[0].message.contains("cut short"), "{:?}", read.damages);
            }
        }
    }
}

#[test]
fn damage_in_the_middle_costs_what_is_damaged() {
    for form in ["pcap", "pcapng", "pcap big", "pcapng big"] {
        let whole = bytes(&format!("capture {form}\n{TALK}{}", TALK.replace("40002", "40005")));
        for start in [200, 333, 500] {
            let mut damaged = whole.clone();
            damaged[start..start + 150].fill(0xee);
            let read = read_bytes(damaged);
            assert!(read.lines.len() >= 18 - 4, "{form} {start}: {:?}", read.lines);
            assert_eq!(read.lines.last().unwrap(), told().last().unwrap(), "{form} {start}");
            assert!(!read.damages.is_empty(), "{form} {start}");
            // Bytes that are missing, and bytes that are too many.
            let less = [&whole[..start], &whole[start + 37..]].concat();
            let read = read_bytes(less);
            assert_eq!(read.lines.last().unwrap(), told().last().unwrap(), "{form} {start}");
            let more = [&whole[..start], &[7; 41], &whole[start..]].concat();
            let read = read_bytes(more);
            assert!(read.lines.len() >= 18 - 3, "{form} {start}: {:?}", read.lines);
            assert_eq!(read.lines.last().unwrap(), told().last().unwrap(), "{form} {start}");
        }
    }
}

#[test]
fn interfaces_and_sections_have_their_own_link_types_and_clocks() {
    let raw = "capture pcapng big ns link=101\nudp 10.0.0.3:1 > 10.0.0.4:2 \"raw\"";
    let two = "capture pcapng link=1 link=113\nudp 10.0.0.3:1 > 10.0.0.4:2 \"a\"\nudp 10.0.0.3:1 > 10.0.0.4:2 iface=1 out \"b\"";
    let bytes = [bytes(two), bytes(raw)].concat();
    let mut capture = Capture::open(Arc::new(Bytes(bytes))).unwrap();
    let mut seen = Vec::new();
    capture
        .each_packet(&mut |packet| {
            seen.push((packet.interface, packet.at.packet, packet.direction, packet.at.nanos));
            Ok(())
        })
        .unwrap();
    let start = Some(1_714_557_600_000_000_000);
    let out = Some(vigie_capture::Direction::Out);
    assert_eq!(seen[0], (0, 1, None, start));
    assert_eq!(seen[1], (1, 2, out, Some(1_714_557_600_001_000_000)));
    assert_eq!(seen[2], (2, 3, None, start));
    let links: Vec<u32> = capture.interfaces().iter().map(|one| one.link.0).collect();
    assert_eq!((links, capture.facts().sections), (vec![1, 113, 101], 2));
}

/// A block of pcapng, little-endian.
fn block(kind: u32, body: &[u8]) -> Vec<u8> {
    let len = u32::try_from(body.len() + 12).unwrap().to_le_bytes();
    [&kind.to_le_bytes()[..], &len, body, &len].concat()
}

#[test]
fn all_kinds_of_blocks_are_read_or_passed_over() {
    let frame = [0x45, 0, 0, 20, 0, 1, 0, 0, 64, 89, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2];
    let option = |code: u16, value: &[u8]| {
        let mut option =
            [code.to_le_bytes(), u16::try_from(value.len()).unwrap().to_le_bytes()].concat();
        option.extend(value);
        option.resize(option.len().next_multiple_of(4), 0);
        option
    };
    let section = [
        &[0x4d, 0x3c, 0x2b, 0x1a, 1, 0, 0, 0][..],
        &[0xff; 8],
        &option(1, b"by me"),
        &option(2, b"a phone"),
        &option(3, b"Android"),
        &option(4, b"PCAPdroid"),
        &[0; 4],
    ]
    .concat();
    let interface = [
        &[101, 0, 0, 0, 0, 0, 0, 0][..],
        &option(2, b"tun0"),
        &option(9, &[3]),
        &option(14, &1_000_000_000_u64.to_le_bytes()),
        &option(11, b"\0not port 22"),
    ]
    .concat();
    let simple = [&20_u32.to_le_bytes()[..], &frame].concat();
    let obsolete =
        [&[0, 0, 0, 0][..], &[0; 4], &5000_u32.to_le_bytes(), &[20, 0, 0, 0, 20, 0, 0, 0], &frame]
            .concat();
    let statistics =
        [&[0; 12][..], &option(4, &9_u64.to_le_bytes()), &option(5, &7_u64.to_le_bytes())].concat();
    let file = [
        block(0x0a0d_0d0a, &section),
        block(1, &interface),
        block(10, b"SECRETS!"),
        block(4, &[0; 4]),
        block(3, &simple),
        block(2, &obsolete),
        block(0xbad, &[1; 8]),
        block(5, &statistics),
    ]
    .concat();
    let mut capture = Capture::open(Arc::new(Bytes(file))).unwrap();
    let mut times = Vec::new();
    let mut see = |packet: &vigie_capture::Packet<'_>| {
        times.push(packet.at.nanos);
        Ok(())
    };
    capture.each_packet(&mut see).unwrap();
    assert_eq!(times, [None, Some(1_000_000_005_000_000_000)]);
    let facts = capture.facts();
    assert_eq!(facts.application.as_deref(), Some("PCAPdroid"));
    assert_eq!(
        (facts.hardware.as_deref(), facts.system.as_deref()),
        (Some("a phone"), Some("Android"))
    );
    assert_eq!((facts.comments, facts.secrets, facts.other_blocks), (1, 1, 2));
    let interface = &capture.interfaces()[0];
    assert_eq!((interface.name.as_deref(), interface.dropped), (Some("tun0"), Some(7)));
    assert_eq!(interface.filter.as_deref(), Some("not port 22"));
    assert_eq!(capture.damage_count(), 0);
}

#[test]
fn modified_pcap_has_longer_record_headers() {
    let frame = [0x45, 0, 0, 20, 0, 1, 0, 0, 64, 89, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2];
    let mut file = [0xa1b2_cd34_u32, 0x0004_0002, 0, 0, 65_535, 101].map(u32::to_le_bytes).concat();
    for _ in 0..2 {
        file.extend([1000_u32, 5, 20, 20, 1, 0x0800].map(u32::to_le_bytes).concat());
        file.extend(frame);
    }
    let read = read_bytes(file);
    assert_eq!((read.lines.len(), read.damages.len()), (2, 0), "{:?}", read.damages);
}

#[test]
fn what_is_no_capture_is_said_to_be_none() {
    for bytes in [
        &b""[..],
        b"hello",
        &[0x1f, 0x8b, 8, 0],
        &[0xd4, 0xc3, 0xb2, 0xa1],
        &[0x0a, 0x0d, 0x0d, 0x0a],
    ] {
        assert!(Capture::open(Arc::new(Bytes(bytes.to_vec()))).is_err(), "{bytes:?}");
    }
    let lz4 = Capture::open(Arc::new(Bytes(vec![0x04, 0x22, 0x4d, 0x18, 0, 0])));
    assert!(matches!(lz4.err(), Some(Stop::Unsupported(_))));
    assert_eq!(recognise(&bytes(TALK)), Recognised::Pcap);
    assert_eq!(recognise(&bytes("capture pcapng")), Recognised::Pcapng);
    assert_eq!(recognise(&bytes("capture pcapng gzip")), Recognised::Packed);
    assert_eq!(recognise(b"PK\x03\x04"), Recognised::No);
}

#[test]
fn snap_length_and_steps_back_are_counted() {
    let read = read(
        "capture pcap snap=60\nudp 10.0.0.3:1 > 10.0.0.4:2 fill:41*100\nat 2023-01-01T00:00:00Z\nudp 10.0.0.3:1 > 10.0.0.4:2 \"b\"",
    );
    assert_eq!(read.lines[0], format!("10.0.0.3 > 10.0.0.4 udp 1>2 {:?} cut", "A".repeat(18)));
    assert_eq!((read.tally.cut_frames, read.tally.clock_steps_back), (1, 1));
}

/// A stream of damage, then of packets, that fails when it is read beyond its end: a live capture would
/// wait there.
struct Live(Drip);

impl std::io::Read for Live {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        assert!(self.0.1 < self.0.0.len(), "the reader waits");
        self.0.read(buffer)
    }
}

#[test]
fn a_live_stream_is_not_waited_for_behind_damage() {
    for (form, tail) in [("pcap", 0), ("pcapng", 0)] {
        let whole = bytes(&format!("capture {form}\n{TALK}{}", TALK.replace("40002", "40005")));
        let mut damaged = whole;
        damaged[300..420].fill(0xee);
        let mut capture = Capture::stream(Box::new(Live(Drip(damaged, tail)))).unwrap();
        let mut count = 0;
        let mut see = |_: &vigie_capture::Packet<'_>| {
            count += 1;
            Ok(())
        };
        for _ in 0..14 {
            assert!(capture.step(&mut see).unwrap(), "{form}");
        }
        assert_eq!(capture.take_damages().len(), 1, "{form}");
    }
}
