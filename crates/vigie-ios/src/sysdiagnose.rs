//! What the files of a sysdiagnose have in common: where they stand, and when they were written.

use std::io::Read as _;

use memchr::memmem;
use vigie_core::{Input, Streamed, Time};

/// Patterns of the paths of files that stand in a sysdiagnose under these names, and other patterns
/// of the same files after `;`.
macro_rules! sysdiagnose_paths {
    ($($name:literal),+ ; $($other:literal),+) => {
        &[
            $(
                concat!("/sysdiagnose/", $name),
                concat!("/sysdiagnose/*/", $name),
                // A phone keeps what it has not packed yet, or could not.
                concat!(
                    "/private/var/mobile/Library/Logs/CrashReporter/DiagnosticLogs/sysdiagnose/*/",
                    $name
                ),
            )+
            $($other,)+
        ]
    };
}

pub(crate) use sysdiagnose_paths;

/// When a sysdiagnose was made, and by which time zone the phone went then.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Taken {
    /// When it was begun.
    pub(crate) at: Time,
    /// Microseconds that the phone's clocks were ahead of UTC.
    ahead: i64,
}

/// Name of the file that says where the sysdiagnose was written, hence when.
const LOG: &str = "sysdiagnose.log";

/// Bytes of it that are read.
const LONGEST_LOG: u64 = 4 << 20;

/// Folders between a file and the top of its sysdiagnose.
const DEEPEST: usize = 6;

impl Taken {
    /// Of the sysdiagnose that `input` stands in, by its folder's name or its own log.
    pub(crate) fn of(input: &Input<'_>) -> Option<Self> {
        if let Some(taken) = Self::named_in(input.path.as_bytes()) {
            return Some(taken);
        }
        let mut folder = input.path;
        for _ in 0..DEEPEST {
            folder = folder.rsplit_once('/')?.0;
            let log = input.siblings.open(&format!("{folder}/{LOG}"));
            if let Ok(Some(data)) = log {
                let mut bytes = Vec::new();
                // What can be read of it is enough.
                let _ = Streamed::new(&data).take(LONGEST_LOG).read_to_end(&mut bytes);
                return Self::named_in(&bytes);
            }
        }
        None
    }

    /// Reads the first name of a sysdiagnose in `bytes`: `sysdiagnose_2024.05.06_07-08-09+0200_…`.
    pub(crate) fn named_in(bytes: &[u8]) -> Option<Self> {
        const MARK: &[u8] = b"sysdiagnose_";
        memmem::find_iter(bytes, MARK).find_map(|at| {
            let name = bytes.get(at.checked_add(MARK.len())?..)?.get(..24)?;
            Self::read(std::str::from_utf8(name).ok()?)
        })
    }

    /// Reads `2024.05.06_07-08-09+0200`.
    fn read(name: &str) -> Option<Self> {
        let (date, clock) = name.split_once('_')?;
        let (wall, offset) = clock.split_at_checked(8)?;
        let wall = format!("{}T{}", date.replace('.', "-"), wall.replace('-', ":"));
        let at = Time::parse(&format!("{wall}{offset}"))?;
        let ahead = Time::parse(&wall)?.unix_micros().checked_sub(at.unix_micros())?;
        Some(Self { at, ahead })
    }

    /// What the phone's clocks showed then, written as if it were UTC.
    pub(crate) fn wall(&self) -> Option<Time> {
        Time::from_unix_micros(self.at.unix_micros().checked_add(self.ahead)?)
    }

    /// The instant at which the phone's clocks showed `wall`, while they went by the same zone.
    pub(crate) fn instant(&self, wall: Time) -> Option<Time> {
        Time::from_unix_micros(wall.unix_micros().checked_sub(self.ahead)?)
    }
}

/// The instant `seconds` before `at`.
pub(crate) fn before(at: Time, seconds: f64) -> Option<Time> {
    let at_seconds = Time::from_unix_float(seconds)?.unix_micros();
    Time::from_unix_micros(at.unix_micros().checked_sub(at_seconds)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_time_and_zone() {
        let log = b"Output: /private/var/tmp/sysdiagnose_x/IN_PROGRESS_sysdiagnose_2024.05.06_07-08-09+0200_iPhone-OS_iPhone_21E236";
        let taken = Taken::named_in(log).unwrap();
        assert_eq!(taken.at.to_string(), "2024-05-06T05:08:09Z");
        assert_eq!(taken.wall().unwrap().to_string(), "2024-05-06T07:08:09Z");
        assert_eq!(taken.instant(taken.wall().unwrap()), Some(taken.at));
        assert_eq!(before(taken.at, 9.5).unwrap().to_string(), "2024-05-06T05:07:59.500000Z");
        assert_eq!(Taken::named_in(b"sysdiagnose_2024.13.06_07-08-09+0200"), None);
        assert_eq!(Taken::named_in(b"sysdiagnose_"), None);
        assert_eq!(before(taken.at, f64::NAN), None);
    }
}
