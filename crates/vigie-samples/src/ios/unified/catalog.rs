//! The head of a log file, and the catalog of the programs whose chunks follow.

use super::Clock;
use crate::{Moment, Rng};

/// A program that logs.
pub(super) struct Program<'a> {
    pub(super) path: &'a str,
    pub(super) pid: i64,
}

impl Program<'_> {
    /// The UUID of its binary.
    pub(super) fn uuid(&self) -> [u8; 16] {
        Rng::part(0, self.path).bytes()
    }

    fn pid(&self) -> u32 {
        u32::try_from(self.pid).unwrap_or(0)
    }

    /// The two numbers by which chunks name the process.
    pub(super) fn numbers(&self) -> (u64, u32) {
        (u64::from(self.pid()) + 10_000, self.pid() + 20_000)
    }
}

/// Subsystem and category of every line.
const SUBSYSTEM: &[u8; 32] = b"com.example.sample\0general\0\0\0\0\0\0";
const CATEGORY_AT: u16 = 19;

/// A chunk: tag, 0x11, length, data.
pub(super) fn chunk(tag: u32, data: &[u8]) -> Vec<u8> {
    let mut bytes = tag.to_le_bytes().to_vec();
    bytes.extend(0x11_u32.to_le_bytes());
    bytes.extend((data.len() as u64).to_le_bytes());
    bytes.extend_from_slice(data);
    bytes.resize(bytes.len().next_multiple_of(8), 0);
    bytes
}

/// The head of a file that begins at `began`.
pub(super) fn head(clock: &Clock, began: Moment) -> Vec<u8> {
    let mut data = Vec::new();
    for number in [125_u32, 3] {
        data.extend(number.to_le_bytes());
    }
    data.extend(clock.ticks(began).to_le_bytes());
    data.extend(began.unix().to_le_bytes());
    data.extend([0; 16]);
    // Sub-chunks: time, system, boot, zone.
    part(&mut data, 0x6100, &clock.ticks(began).to_le_bytes());
    let mut system = vec![0; 8];
    system.extend(fixed::<16>(b"21F79"));
    system.extend(fixed::<32>(b"iPhone14,5"));
    part(&mut data, 0x6101, &system);
    let mut boot = clock.uuid.to_vec();
    boot.extend(30_u32.to_le_bytes());
    boot.extend(0_u32.to_le_bytes());
    part(&mut data, 0x6102, &boot);
    part(&mut data, 0x6103, &fixed::<48>(b"/var/db/timezone/zoneinfo/Europe/Brussels"));
    chunk(0x1000, &data)
}

fn part(data: &mut Vec<u8>, tag: u32, content: &[u8]) {
    data.extend(tag.to_le_bytes());
    data.extend(u32::try_from(content.len()).unwrap_or(0).to_le_bytes());
    data.extend_from_slice(content);
}

fn fixed<const N: usize>(text: &[u8]) -> [u8; N] {
    let mut out = [0; N];
    for (to, from) in out.iter_mut().zip(text) {
        *to = *from;
    }
    out
}

/// The catalog before a set of `length` bytes that lasts from and to `ticks`.
pub(super) fn catalog(programs: &[Program], ticks: [u64; 2], length: usize) -> Vec<u8> {
    let mut uuids = Vec::new();
    let mut entries = Vec::new();
    for (number, program) in (0_u16..).zip(programs) {
        uuids.extend(program.uuid());
        entries.extend(entry(number, program));
    }
    let short = |length: usize| u16::try_from(length).unwrap_or(u16::MAX);
    let strings_at = short(uuids.len());
    let entries_at = strings_at + short(SUBSYSTEM.len());
    let sets_at = entries_at + short(entries.len());
    let count = short(programs.len());
    let mut data = Vec::new();
    for number in [strings_at, entries_at, count, sets_at, 1, sets_at, 0, 0] {
        data.extend(number.to_le_bytes());
    }
    let [from, to] = ticks;
    data.extend(from.to_le_bytes());
    data.extend(uuids);
    data.extend_from_slice(SUBSYSTEM);
    data.extend(entries);
    data.extend(from.to_le_bytes());
    data.extend(to.to_le_bytes());
    data.extend(u32::try_from(length).unwrap_or(0).to_le_bytes());
    // LZ4.
    data.extend(256_u32.to_le_bytes());
    data.extend(u32::from(count).to_le_bytes());
    for number in 0..count {
        data.extend(number.to_le_bytes());
    }
    data.extend(1_u32.to_le_bytes());
    data.extend(0_u16.to_le_bytes());
    let pairs = usize::from(count + 1) * 2;
    data.resize(data.len() + pairs.next_multiple_of(8) - pairs, 0);
    chunk(0x600b, &data)
}

fn entry(number: u16, program: &Program) -> Vec<u8> {
    let (first, second) = program.numbers();
    let mut bytes = Vec::new();
    for number in [number, 0, number, u16::MAX] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(first.to_le_bytes());
    for number in [second, program.pid(), 501, 0, 0, 0] {
        bytes.extend(number.to_le_bytes());
    }
    // One subsystem, numbered 1.
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend(0_u32.to_le_bytes());
    for number in [1, 0, CATEGORY_AT, 0] {
        bytes.extend(number.to_le_bytes());
    }
    bytes
}
