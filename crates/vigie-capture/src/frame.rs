//! What stands in a capture file: frames, and the interfaces they were captured on.

use crate::{Direction, LinkType, Moment, Origin};

/// One captured frame, as it stands in the file.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Where and when.
    pub at: Moment,
    /// Number of its interface in [`Capture::interfaces`](crate::Capture::interfaces).
    pub interface: u32,
    /// How its bytes begin.
    pub link: LinkType,
    /// Which way it went, where the file says so.
    pub direction: Option<Direction>,
    /// The bytes that were kept.
    pub data: &'a [u8],
    /// How many bytes it had on the wire.
    pub wire_len: u32,
    /// Where `data` stands.
    pub origin: Origin,
}

/// What a capture was made on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interface {
    /// Link-layer header type of its frames.
    pub link: LinkType,
    /// Most bytes kept of a frame; 0 where there is no limit.
    pub snap_len: u32,
    /// Its name, where the file says so: `en0`.
    pub name: Option<String>,
    /// What the capturing program let through, where the file says so.
    pub filter: Option<String>,
    /// Frames that were kept in the file.
    pub frames: u64,
    /// Frames dropped because the capturing program was too slow, as the file says.
    pub dropped: Option<u64>,
    /// How its timestamps count.
    pub(crate) clock: Ticks,
}

/// How the timestamps of an interface count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ticks {
    unit: Unit,
    /// Seconds to add.
    offset: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// Nanoseconds of one tick.
    Nanos(u64),
    /// Ticks of one nanosecond.
    PerNano(u64),
    /// Ticks of one second, as a power of two.
    PowerOfTwo(u8),
}

impl Ticks {
    pub(crate) const MICROS: Self = Self { unit: Unit::Nanos(1000), offset: 0 };

    /// From the options `if_tsresol` and `if_tsoffset`.
    pub(crate) fn new(resolution: u8, offset: i64) -> Self {
        let unit = match resolution {
            0x80.. => Unit::PowerOfTwo(resolution & 0x7f),
            ..=9 => Unit::Nanos(10_u64.pow(9_u32.saturating_sub(resolution.into()))),
            _ => {
                let power = u32::from(resolution).saturating_sub(9);
                Unit::PerNano(10_u64.checked_pow(power).unwrap_or(u64::MAX))
            }
        };
        Self { unit, offset }
    }

    /// Nanoseconds since 1970; `None` beyond what 64 bits hold.
    #[inline]
    pub(crate) fn nanos(self, ticks: u64) -> Option<i64> {
        let nanos = match self.unit {
            Unit::Nanos(each) => ticks.checked_mul(each)?,
            Unit::PerNano(each) => ticks.checked_div(each)?,
            Unit::PowerOfTwo(power) => {
                let wide = u128::from(ticks).checked_mul(1_000_000_000)?;
                u64::try_from(wide.checked_shr(power.into())?).ok()?
            }
        };
        let offset = self.offset.checked_mul(1_000_000_000)?;
        i64::try_from(nanos).ok()?.checked_add(offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_of_every_resolution_become_nanoseconds() {
        assert_eq!(Ticks::MICROS.nanos(5), Some(5000));
        assert_eq!(Ticks::new(9, 0).nanos(5), Some(5));
        assert_eq!(Ticks::new(0, 1).nanos(5), Some(6_000_000_000));
        assert_eq!(Ticks::new(12, 0).nanos(5999), Some(5));
        assert_eq!(Ticks::new(0x80 | 10, 0).nanos(512), Some(500_000_000));
        assert_eq!(Ticks::new(0x80 | 127, 0).nanos(512), Some(0));
        assert_eq!(Ticks::new(0, 0).nanos(u64::MAX), None);
        assert_eq!(Ticks::new(6, i64::MIN).nanos(1), None);
    }
}
