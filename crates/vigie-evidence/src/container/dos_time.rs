//! Times as MS-DOS wrote them, and zip archives still do.

use vigie_core::Time;

/// A local time in steps of two seconds (APPNOTE §4.4.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DosTime {
    pub(super) time: u16,
    pub(super) date: u16,
}

/// What is written where no time is known: the first day that can be.
const NEVER: DosTime = DosTime { time: 0, date: 0x21 };

impl DosTime {
    /// What a clock on the wall showed, as if that were UTC.
    pub(crate) fn as_utc(self) -> Option<Time> {
        if self == NEVER {
            return None;
        }
        let Self { time, date } = self;
        let (year, month, day) = ((date >> 9) + 1980, (date >> 5) & 15, date & 31);
        let (hour, minute, second) = (time >> 11, (time >> 5) & 63, (time & 31) * 2);
        Time::parse(&format!("{year}-{month}-{day} {hour}:{minute}:{second}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_the_wall() {
        let time = DosTime { time: (14 << 11) | (5 << 5) | 29, date: (44 << 9) | (2 << 5) | 29 };
        assert_eq!(time.as_utc().unwrap().to_string(), "2024-02-29T14:05:58Z");
        assert_eq!(NEVER.as_utc(), None);
        assert_eq!(DosTime { time: 0, date: 0 }.as_utc(), None);
        assert_eq!(DosTime { time: u16::MAX, date: u16::MAX }.as_utc(), None);
    }
}
