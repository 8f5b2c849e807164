//! Millions of packets changed at random, in ways that keep their structure: no panic, no hang, no
//! memory without bound.
//!
//! `PACKETS=10000000 cargo test --release -p vigie-network --test mutated -- --ignored`

#![cfg(test)]

use std::path::Path;
use std::time::{Duration, Instant};

use vigie_cases::packets;
use vigie_core::fuzz_parser;
use vigie_network::parsers::PARSERS;

/// Numbers without pattern, the same each time.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).unwrap()
    }
}

/// The frames of all cases that are in pcap with link type Ethernet.
fn frames() -> Vec<Vec<u8>> {
    let folder = Path::new("src/parsers/capture/cases");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
    files.sort();
    let mut frames = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "packets")) {
        let bytes = packets::bytes(&std::fs::read_to_string(file).unwrap(), folder);
        if !bytes.starts_with(&[0xd4, 0xc3, 0xb2, 0xa1]) || bytes[20..24] != [1, 0, 0, 0] {
            continue;
        }
        let mut at = 24;
        while at + 16 <= bytes.len() {
            let length = u32::from_le_bytes(bytes[at + 8..at + 12].try_into().unwrap()) as usize;
            frames.push(bytes[at + 16..(at + 16 + length).min(bytes.len())].to_vec());
            at += 16 + length;
        }
    }
    frames
}

/// Changes a frame: a bit, a byte, an edge value in a header, a cut, an end, a piece sent again.
fn mutate(noise: &mut Noise, frame: &mut Vec<u8>) {
    for _ in 0..noise.below(4) {
        let at = noise.below(frame.len());
        let Some(byte) = frame.get_mut(at) else { return };
        match noise.below(7) {
            0 => *byte ^= 1 << noise.below(8),
            1 => *byte = [0, 1, 0x7f, 0x80, 0xff][noise.below(5)],
            // Sequence numbers, flags and lengths of TCP over IPv4 over Ethernet.
            2 => {
                let at = 38 + noise.below(16);
                if let Some(byte) = frame.get_mut(at) {
                    *byte =
                        byte.wrapping_add(u8::try_from(noise.below(5)).unwrap()).wrapping_sub(2);
                }
            }
            3 => frame.truncate(at),
            4 => frame.extend((0..noise.below(40)).map(|_| 0x41)),
            5 => {
                let piece = frame[at..].to_vec();
                frame.extend(piece);
                frame.truncate(3000);
            }
            _ => {
                let to = (at + noise.below(8)).min(frame.len());
                frame.drain(at..to);
            }
        }
    }
}

fn run(packets: u64) {
    const PER_FILE: u64 = 4_000;
    let frames = frames();
    assert!(frames.len() > 50);
    let mut noise = Noise(0x0123_4567_89ab_cdef);
    let mut done = 0;
    while done < packets {
        let mut file = vec![0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0];
        file.extend([0; 8]);
        file.extend([0, 0, 4, 0, 1, 0, 0, 0]);
        // Mostly in the order of the cases, so that handshakes and hand-overs come about.
        let mut next = noise.below(frames.len());
        for number in 0..PER_FILE {
            if noise.below(12) == 0 {
                next = noise.below(frames.len());
            }
            let mut frame = frames[next % frames.len()].clone();
            next += usize::from(noise.below(20) != 0);
            if noise.below(3) > 0 {
                mutate(&mut noise, &mut frame);
            }
            let time = u32::try_from(number / 100).unwrap();
            let length = u32::try_from(frame.len()).unwrap();
            for word in [time, u32::try_from(number % 100).unwrap(), length, length] {
                file.extend(word.to_le_bytes());
            }
            file.extend(frame);
        }
        let start = Instant::now();
        fuzz_parser(PARSERS[0], "/captures/a.pcap", &file);
        assert!(start.elapsed() < Duration::from_secs(10), "4,000 packets took too long");
        done += PER_FILE;
    }
}

#[test]
fn some_changed_packets_do_no_harm() {
    run(40_000);
}

#[test]
#[ignore = "takes minutes: PACKETS says how many"]
fn many_changed_packets_do_no_harm() {
    let packets = std::env::var("PACKETS").ok().and_then(|text| text.parse().ok());
    run(packets.unwrap_or(1_000_000));
}
