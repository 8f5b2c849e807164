//! The unified log: `system_logs.logarchive` of a sysdiagnose, `private/var/db/diagnostics` and
//! `uuidtext` of a dump.
//!
//! Log files (`tracev3`) hold numbers, times and arguments; the texts stand in a file per binary
//! (`uuidtext`), the clock in `timesync`. The layouts are those of Mandiant's `macos-unifiedlogs`
//! and of libyal's documentation of the Apple Unified Logging format; all numbers are
//! little-endian.

mod catalog;
mod chunks;
mod strings;

use std::fs::File;
use std::io::{BufWriter, Write};

use self::catalog::{Program, catalog, head};
use self::chunks::{Line, chunkset, firehose};
use super::Plant;
use super::layout::file;
use super::phone::Phone;
use crate::words::HOSTS;
use crate::{Error, Moment, Result, Rng};

/// Where the parts of the log stand.
pub(crate) struct Folders {
    pub(crate) domain: &'static str,
    /// Folder of `Persist`, `Special` and `timesync`.
    pub(crate) logs: &'static str,
    /// Folder of the texts.
    pub(crate) texts: &'static str,
}

/// Of a sysdiagnose.
pub(crate) const ARCHIVE: Folders =
    Folders { domain: "", logs: "system_logs.logarchive", texts: "system_logs.logarchive" };
/// Of a dump.
pub(crate) const DEVICE: Folders =
    Folders { domain: "DatabaseDomain", logs: "diagnostics", texts: "uuidtext" };

/// Programs that log on every phone.
const PROGRAMS: &[(&str, i64)] = &[
    ("/usr/libexec/locationd", 70),
    ("/usr/libexec/nsurlsessiond", 62),
    ("/System/Library/CoreServices/SpringBoard.app/SpringBoard", 58),
    ("/usr/libexec/amfid", 90),
    ("/System/Library/PrivateFrameworks/TCC.framework/Support/tccd", 95),
];
const PLANTED: (&str, i64) = ("/private/var/tmp/nwlogged", 1400);
const LINK: &str = "https://logboek-spoor.test/a";

/// Bytes of one log file; phones begin a new one at ten megabytes.
const FILE_SIZE: u64 = 10_485_760;
/// Lines in one chunk of a process.
const LINES: u64 = 40;
/// Chunks between two catalogs' sets.
const CHUNKS: u64 = 12;

/// Writes the log: a few hundred lines, or as many bytes as the plan says.
pub(crate) fn write(phone: &mut Phone, folders: &Folders) -> Result<()> {
    let mut all = PROGRAMS.to_vec();
    if phone.has(Plant::LogProcess) {
        all.push(PLANTED);
    }
    let programs: Vec<Program> =
        all.iter().map(|(path, pid)| Program { path, pid: *pid }).collect();
    for program in &programs {
        let name = strings::path(folders.texts, program);
        phone.write(file(folders.domain, &name), &strings::texts(program))?;
    }
    let boot = phone.release.backed_up.plus(-172_000);
    let clock = Clock { boot, uuid: Rng::part(phone.plan.seed, "boot").bytes() };
    let name = format!("{}/timesync/0000000000000001.timesync", folders.logs);
    phone.write(file(folders.domain, &name), &clock.sync())?;
    logs(phone, folders, &programs, &clock)
}

/// The clock of one boot, in ticks of 125/3 nanoseconds.
pub(super) struct Clock {
    boot: Moment,
    uuid: [u8; 16],
}

impl Clock {
    /// Ticks from boot to `time`.
    fn ticks(&self, time: Moment) -> u64 {
        u64::try_from((time.0 - self.boot.0) * 1000 * 3 / 125).unwrap_or(0)
    }

    /// The file that ties ticks to time: the boot, and a moment later.
    fn sync(&self) -> Vec<u8> {
        let mut bytes = vec![0xb0, 0xbb, 48, 0, 0, 0, 0, 0];
        bytes.extend(self.uuid);
        for number in [125_u32, 3] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend((self.boot.0 * 1000).to_le_bytes());
        bytes.extend([0; 8]);
        let later = self.boot.plus(100);
        bytes.extend(b"Ts \0");
        bytes.extend([0; 4]);
        bytes.extend(self.ticks(later).to_le_bytes());
        bytes.extend((later.0 * 1000).to_le_bytes());
        bytes.extend([0; 8]);
        bytes
    }
}

fn logs(phone: &mut Phone, folders: &Folders, programs: &[Program], clock: &Clock) -> Result<()> {
    let wanted = phone.plan.log_archive;
    let files = wanted.div_ceil(FILE_SIZE).max(1);
    let mut rng = phone.rng("unified log");
    let mut lines = 0;
    for number in 0..files {
        let name = format!("{}/Persist/{:016x}.tracev3", folders.logs, number + 1);
        let place = file(folders.domain, &name);
        let path = phone.layout.place(place)?;
        let mut out = BufWriter::new(File::create(&path).map_err(Error::at(&path))?);
        let size = if wanted == 0 { 0 } else { FILE_SIZE };
        // Two days go into the files one after another.
        let span = 170_000 / i64::try_from(files).unwrap_or(1).max(1);
        let began = clock.boot.plus(1000 + span * i64::try_from(number).unwrap_or(0));
        let planted = number == 0;
        let written = log(&mut out, programs, clock, (began, span, size), (planted, &mut rng))
            .map_err(Error::at(&path))?;
        out.flush().map_err(Error::at(&path))?;
        phone.layout.keep(place)?;
        lines += written;
        if planted {
            if phone.has(Plant::LogProcess) {
                phone.planted(Plant::LogProcess, place, PLANTED.0);
            }
            if phone.has(Plant::LogProcess) && phone.has(Plant::LogUrl) {
                phone.planted(Plant::LogUrl, place, LINK);
            }
        }
    }
    phone.count("unified_log", lines);
    Ok(())
}

/// One log file of at least `size` bytes; gives the number of its lines.
fn log(
    out: &mut impl Write,
    programs: &[Program],
    clock: &Clock,
    (began, span, size): (Moment, i64, u64),
    (planted, rng): (bool, &mut Rng),
) -> std::io::Result<u64> {
    out.write_all(&head(clock, began))?;
    let (mut written, mut lines, mut round) = (0, 0, 0_i64);
    while written < size || round < 2 {
        let time = began.plus((round * 7) % span.max(1));
        let chunks: Vec<Vec<u8>> = (0..CHUNKS)
            .map(|number| {
                let at = usize::try_from(number).unwrap_or(0) % programs.len();
                let first = planted && round == 0;
                programs.get(at).map_or_else(Vec::new, |program| {
                    let lines = said(program, first, rng);
                    firehose(program, clock.ticks(time.plus(number.cast_signed())), &lines)
                })
            })
            .collect();
        let chunks = chunks.concat();
        let ticks = [clock.ticks(time), clock.ticks(time.plus(60))];
        let catalog = catalog(programs, ticks, chunks.len());
        // Small logs are packed as phones pack them; large ones as they are, to be quick.
        let set = chunkset(&chunks, size == 0);
        out.write_all(&catalog)?;
        out.write_all(&set)?;
        written += (catalog.len() + set.len()) as u64;
        lines += CHUNKS * LINES;
        round += 1;
    }
    Ok(lines)
}

/// What a program says in one chunk.
fn said(program: &Program, first: bool, rng: &mut Rng) -> Vec<Line> {
    (0..LINES)
        .map(|number| {
            let argument = if program.path == PLANTED.0 && first && number == 3 {
                LINK.to_owned()
            } else {
                format!("https://{}/{}", rng.pick(HOSTS), rng.below(1000))
            };
            Line { text: number % strings::COUNT, argument, ticks: number * 24_000 }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_those_of_apples_chips() {
        let clock = Clock { boot: Moment::from_unix(1_700_000_000), uuid: [7; 16] };
        assert_eq!(clock.ticks(Moment::from_unix(1_700_000_001)), 24_000_000);
        let sync = clock.sync();
        assert_eq!(sync.len(), 48 + 32);
        assert_eq!(&sync[48..52], b"Ts \0");
    }
}
