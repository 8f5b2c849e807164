//! Where a subscriber is, as signalling says it: cells, areas, coordinates.
//!
//! Identities are those of 3GPP TS 23.003 §4, §12 and §19.6, coordinates those of TS 23.032. The same
//! octets stand in MAP (TS 29.002), in AVPs of Diameter (TS 29.272 §7.3.116 and on, TS 29.061 §16.4.7.2)
//! and in the User Location Information of GTP (TS 29.060 §7.7.51, TS 29.274 §8.21).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::plmn::Plmn;

/// One place, as precisely as its message says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Cell of GSM.
    Cgi {
        /// Network.
        plmn: Plmn,
        /// Location area code.
        lac: u16,
        /// Cell identity.
        ci: u16,
    },
    /// Service area of UMTS.
    Sai {
        /// Network.
        plmn: Plmn,
        /// Location area code.
        lac: u16,
        /// Service area code.
        sac: u16,
    },
    /// Routing area.
    Rai {
        /// Network.
        plmn: Plmn,
        /// Location area code.
        lac: u16,
        /// Routing area code.
        rac: u8,
    },
    /// Location area.
    Lai {
        /// Network.
        plmn: Plmn,
        /// Location area code.
        lac: u16,
    },
    /// Tracking area of LTE or 5G.
    Tai {
        /// Network.
        plmn: Plmn,
        /// Tracking area code: two octets, three in 5G.
        tac: u32,
    },
    /// Cell of LTE.
    Ecgi {
        /// Network.
        plmn: Plmn,
        /// Cell identity of 28 bits; the upper 20 name the eNodeB.
        eci: u32,
    },
    /// Base station of LTE.
    Enb {
        /// Network.
        plmn: Plmn,
        /// Its identity: 20 bits, 18 or 21 where it is an extended one.
        enb: u32,
    },
    /// Coordinates.
    Point(Point),
}

/// A point on the Earth (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Point {
    /// Millionths of a degree, north positive.
    pub latitude_micro: i32,
    /// Millionths of a degree, east positive.
    pub longitude_micro: i32,
    /// Radius in metres in which the subscriber is, where the message says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncertainty_m: Option<u32>,
}

impl Place {
    /// Which network's place it is; coordinates have none.
    #[must_use]
    pub const fn plmn(&self) -> Option<Plmn> {
        match *self {
            Self::Cgi { plmn, .. }
            | Self::Sai { plmn, .. }
            | Self::Rai { plmn, .. }
            | Self::Lai { plmn, .. }
            | Self::Tai { plmn, .. }
            | Self::Ecgi { plmn, .. }
            | Self::Enb { plmn, .. } => Some(plmn),
            Self::Point(_) => None,
        }
    }

    /// Whether it is a cell, a service area or a point: where somebody is, not only in which region.
    #[must_use]
    pub const fn is_precise(&self) -> bool {
        matches!(
            self,
            Self::Cgi { .. }
                | Self::Sai { .. }
                | Self::Ecgi { .. }
                | Self::Enb { .. }
                | Self::Point(_)
        )
    }

    /// Cell global identity: 7 octets.
    #[must_use]
    pub fn cgi(octets: &[u8]) -> Option<Self> {
        let (plmn, lac, ci) = three_two_two(octets)?;
        Some(Self::Cgi { plmn, lac, ci })
    }

    /// Service area identity: 7 octets.
    #[must_use]
    pub fn sai(octets: &[u8]) -> Option<Self> {
        let (plmn, lac, sac) = three_two_two(octets)?;
        Some(Self::Sai { plmn, lac, sac })
    }

    /// Routing area identity: 6 octets, or 7 with a filler.
    #[must_use]
    pub fn rai(octets: &[u8]) -> Option<Self> {
        let (plmn, rest) = plmn(octets)?;
        let [lac_high, lac_low, rac, ..] = *rest else { return None };
        Some(Self::Rai { plmn, lac: u16::from_be_bytes([lac_high, lac_low]), rac })
    }

    /// Location area identity: 5 octets.
    #[must_use]
    pub fn lai(octets: &[u8]) -> Option<Self> {
        let (plmn, rest) = plmn(octets)?;
        let [high, low, ..] = *rest else { return None };
        Some(Self::Lai { plmn, lac: u16::from_be_bytes([high, low]) })
    }

    /// Tracking area identity: 5 octets, 6 in 5G.
    #[must_use]
    pub fn tai(octets: &[u8]) -> Option<Self> {
        let (plmn, rest) = plmn(octets)?;
        let tac = match *rest {
            [high, low] => u32::from_be_bytes([0, 0, high, low]),
            [high, middle, low] => u32::from_be_bytes([0, high, middle, low]),
            _ => return None,
        };
        Some(Self::Tai { plmn, tac })
    }

    /// E-UTRAN cell global identity: 7 octets.
    #[must_use]
    pub fn ecgi(octets: &[u8]) -> Option<Self> {
        let (plmn, rest) = plmn(octets)?;
        let eci = u32::from_be_bytes(*rest.first_chunk()?) & 0x0fff_ffff;
        Some(Self::Ecgi { plmn, eci })
    }

    /// Identity of a base station of LTE: 6 octets.
    #[must_use]
    pub fn enb(octets: &[u8]) -> Option<Self> {
        let (plmn, rest) = plmn(octets)?;
        let [high, middle, low] = *rest.first_chunk()?;
        Some(Self::Enb { plmn, enb: u32::from_be_bytes([0, high & 0x0f, middle, low]) })
    }

    /// Extended identity of a base station of LTE: 6 octets, of which the first bit behind the network
    /// says whether it has 18 bits or 21.
    #[must_use]
    pub fn extended_enb(octets: &[u8]) -> Option<Self> {
        let (plmn, rest) = plmn(octets)?;
        let [high, middle, low] = *rest.first_chunk()?;
        let mask = if high & 0x80 == 0 { 0x1f } else { 0x03 };
        Some(Self::Enb { plmn, enb: u32::from_be_bytes([0, high & mask, middle, low]) })
    }

    /// Geographical Information: shape, latitude, longitude, uncertainty; 8 octets.
    #[must_use]
    pub fn geographical(octets: &[u8]) -> Option<Self> {
        Self::estimate(octets)
    }

    /// Geodetic Information: as in ISUP's calling geodetic location, behind an octet on who may see it.
    #[must_use]
    pub fn geodetic(octets: &[u8]) -> Option<Self> {
        let (_, rest) = octets.split_first()?;
        match *rest {
            // Type of shape is a number here: 0 a point, 1 one with an uncertainty.
            [0, ref at @ ..] => point(at).map(Self::Point),
            [1 | 0x10, ref at @ ..] => {
                let radius = at.get(6).map(|code| radius(*code));
                Some(Self::Point(Point { uncertainty_m: radius, ..point(at)? }))
            }
            _ => None,
        }
    }

    /// An estimate of the location in any shape of TS 23.032; of a polygon, its first corner.
    #[must_use]
    pub fn estimate(octets: &[u8]) -> Option<Self> {
        let (first, rest) = octets.split_first()?;
        let uncertainty_m = match first >> 4 {
            0 | 8 => None,
            // A circle; of an ellipse the longer half, which comes first.
            1 | 3 => Some(radius(*rest.get(6)?)),
            9 => Some(radius(*rest.get(8)?)),
            5 => return point(rest).map(Self::Point),
            10 => {
                let inner: [u8; 2] = *rest.get(6..)?.first_chunk()?;
                let steps = u32::from(u16::from_be_bytes(inner));
                Some(steps.wrapping_mul(5).wrapping_add(radius(*rest.get(8)?)))
            }
            11 | 12 => return precise_point(rest).map(Self::Point),
            _ => return None,
        };
        Some(Self::Point(Point { uncertainty_m, ..point(rest)? }))
    }
}

fn plmn(octets: &[u8]) -> Option<(Plmn, &[u8])> {
    let (first, rest) = octets.split_first_chunk()?;
    Some((Plmn::from_octets(*first)?, rest))
}

fn three_two_two(octets: &[u8]) -> Option<(Plmn, u16, u16)> {
    let (plmn, rest) = plmn(octets)?;
    let [a, b, c, d] = *rest.first_chunk()?;
    Some((plmn, u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d])))
}

/// Latitude: a sign and 23 bits of 90 degrees. Longitude: 24 bits of 360 degrees, two's complement.
fn point(octets: &[u8]) -> Option<Point> {
    let [a, b, c, d, e, f] = *octets.first_chunk()?;
    let magnitude = i64::from(u32::from_be_bytes([0, a & 0x7f, b, c]));
    let north = (magnitude * 90_000_000) >> 23;
    // The three octets as the upper ones of 32 bits keep their sign.
    let east = (i64::from(i32::from_be_bytes([d, e, f, 0])) * 360_000_000) >> 32;
    Some(Point {
        latitude_micro: i32::try_from(if a & 0x80 == 0 { north } else { -north }).ok()?,
        longitude_micro: i32::try_from(east).ok()?,
        uncertainty_m: None,
    })
}

/// The point of high accuracy: 32 bits each, two's complement, of 180 and 360 degrees.
fn precise_point(octets: &[u8]) -> Option<Point> {
    let (latitude, rest) = octets.split_first_chunk()?;
    let degrees = |octets: [u8; 4], whole: i64| {
        i32::try_from((i64::from(i32::from_be_bytes(octets)) * whole) >> 32).ok()
    };
    Some(Point {
        latitude_micro: degrees(*latitude, 180_000_000)?,
        longitude_micro: degrees(*rest.first_chunk()?, 360_000_000)?,
        uncertainty_m: None,
    })
}

/// Metres that an uncertainty code of 7 bits stands for: 10 (1.1^k − 1).
fn radius(code: u8) -> u32 {
    let metres = 10.0 * (1.1_f64.powi(i32::from(code & 0x7f)) - 1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most 1.8 million, never below 0"
    )]
    let whole = metres.round() as u32;
    whole
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cgi { plmn, lac, ci } => write!(f, "CGI {plmn} {lac} {ci}"),
            Self::Sai { plmn, lac, sac } => write!(f, "SAI {plmn} {lac} {sac}"),
            Self::Rai { plmn, lac, rac } => write!(f, "RAI {plmn} {lac} {rac}"),
            Self::Lai { plmn, lac } => write!(f, "LAI {plmn} {lac}"),
            Self::Tai { plmn, tac } => write!(f, "TAI {plmn} {tac}"),
            Self::Ecgi { plmn, eci } => write!(f, "ECGI {plmn} {eci}"),
            Self::Enb { plmn, enb } => write!(f, "eNB {plmn} {enb}"),
            Self::Point(point) => {
                let degrees = |micro: i32| f64::from(micro) / 1e6;
                let (north, east) = (degrees(point.latitude_micro), degrees(point.longitude_micro));
                write!(f, "{north:.5} {east:.5}")?;
                point.uncertainty_m.map_or(Ok(()), |metres| write!(f, " within {metres} m"))
            }
        }
    }
}

/// Most places that one message is taken to tell.
pub const MOST_PLACES: usize = 8;

/// The places that one message tells, in its order. Repeats and what is beyond [`MOST_PLACES`] are left
/// out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Places {
    all: [Option<Place>; MOST_PLACES],
}

impl Places {
    /// Adds a place that could be read.
    pub fn add(&mut self, place: Option<Place>) {
        let Some(place) = place else { return };
        for slot in &mut self.all {
            match slot {
                Some(known) if *known == place => return,
                Some(_) => {}
                None => {
                    *slot = Some(place);
                    return;
                }
            }
        }
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = Place> + '_ {
        self.all.iter().map_while(|place| *place)
    }

    /// True where there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Whether any tells where somebody is, not only in which region.
    #[must_use]
    pub fn are_precise(&self) -> bool {
        self.iter().any(|place| place.is_precise())
    }

    /// The network of the first place that has one.
    #[must_use]
    pub fn plmn(&self) -> Option<Plmn> {
        self.iter().find_map(|place| place.plmn())
    }

    /// The User Location Information of GTPv2: an octet of flags, then what each announces. False where
    /// it ends too early or a network's digits are none.
    pub fn add_user_location(&mut self, octets: &[u8]) -> bool {
        type Read = fn(&[u8]) -> Option<Place>;
        const PARTS: [(u8, usize, Read); 8] = [
            (0x01, 7, Place::cgi),
            (0x02, 7, Place::sai),
            (0x04, 7, Place::rai),
            (0x08, 5, Place::tai),
            (0x10, 7, Place::ecgi),
            (0x20, 5, Place::lai),
            (0x40, 6, Place::enb),
            (0x80, 6, Place::extended_enb),
        ];
        let Some((flags, mut rest)) = octets.split_first() else { return false };
        let mut is_whole = true;
        for (flag, length, read) in PARTS {
            if flags & flag == 0 {
                continue;
            }
            let Some((part, behind)) = rest.split_at_checked(length) else { return false };
            let place = read(part);
            is_whole &= place.is_some();
            self.add(place);
            rest = behind;
        }
        is_whole
    }

    /// The User Location Information of GTPv1 and of RADIUS (3GPP-User-Location-Info): an octet that says
    /// which one, then it. False where it cannot be read.
    pub fn add_typed_location(&mut self, octets: &[u8]) -> bool {
        let Some((kind, rest)) = octets.split_first() else { return false };
        let place = match kind {
            0 => Place::cgi(rest),
            1 => Place::sai(rest),
            2 => Place::rai(rest),
            128 => Place::tai(rest.get(..5).unwrap_or(rest)),
            129 => Place::ecgi(rest),
            130 => {
                self.add(rest.get(..5).and_then(Place::tai));
                rest.get(5..).and_then(Place::ecgi)
            }
            _ => None,
        };
        self.add(place);
        place.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_of_every_size() {
        let all = [
            (Place::cgi(&[0x02, 0xf8, 0x10, 0, 1, 0, 2]), "CGI 208-01 1 2"),
            (Place::sai(&[0x02, 0xf8, 0x10, 0, 1, 0, 2]), "SAI 208-01 1 2"),
            (Place::rai(&[0x02, 0xf8, 0x10, 0, 1, 9]), "RAI 208-01 1 9"),
            (Place::lai(&[0x02, 0xf8, 0x10, 0x12, 0x34]), "LAI 208-01 4660"),
            (Place::tai(&[0x02, 0xf8, 0x10, 0x12, 0x34]), "TAI 208-01 4660"),
            (Place::tai(&[0x02, 0xf8, 0x10, 1, 0, 0]), "TAI 208-01 65536"),
            (Place::ecgi(&[0x02, 0xf8, 0x10, 0xf1, 0, 0, 7]), "ECGI 208-01 16777223"),
            (Place::enb(&[0x02, 0xf8, 0x10, 0x01, 0, 3]), "eNB 208-01 65539"),
        ];
        for (place, text) in all {
            assert_eq!(place.unwrap().to_string(), text);
        }
        assert_eq!(Place::cgi(&[0x02, 0xf8, 0x10, 0, 1, 0]), None);
    }

    #[test]
    fn coordinates_as_the_specification_rounds_them() {
        // 48.8584 N, 2.2945 E, code 18: Paris, within 46 m.
        let octets = [0x10, 0x45, 0x7c, 0xcc, 0x01, 0xa1, 0xb3, 18];
        let Some(Place::Point(point)) = Place::geographical(&octets) else { panic!("no point") };
        assert!((point.latitude_micro - 48_858_400).abs() < 30, "{point:?}");
        assert!((point.longitude_micro - 2_294_500).abs() < 30, "{point:?}");
        assert_eq!(point.uncertainty_m, Some(46));
        // South and west.
        let octets = [0x00, 0xc5, 0x7c, 0xcc, 0xfe, 0x5e, 0x4d];
        let Some(Place::Point(point)) = Place::estimate(&octets) else { panic!("no point") };
        assert!((point.latitude_micro + 48_858_400).abs() < 30, "{point:?}");
        assert!((point.longitude_micro + 2_294_500).abs() < 30, "{point:?}");
        assert_eq!(Place::estimate(&[0x70, 0, 0, 0, 0, 0, 0]), None);
        assert_eq!(Place::estimate(&[0x10, 0, 0]), None);
        let geodetic = [0x00, 0x01, 0x45, 0x7c, 0xcc, 0x01, 0xa1, 0xb3, 18, 90];
        assert_eq!(Place::geodetic(&geodetic).unwrap().to_string(), "48.85839 2.29449 within 46 m");
    }

    #[test]
    fn user_locations_hold_what_their_flags_say() {
        let mut places = Places::default();
        let tai = [0x02, 0xf8, 0x10, 0, 5];
        let ecgi = [0x02, 0xf8, 0x10, 0, 0, 1, 2];
        assert!(places.add_user_location(&[&[0x18][..], &tai, &ecgi].concat()));
        let text: Vec<String> = places.iter().map(|place| place.to_string()).collect();
        assert_eq!(text, ["TAI 208-01 5", "ECGI 208-01 258"]);
        assert!(places.are_precise() && !places.is_empty());
        assert!(!Places::default().add_user_location(&[0x18, 0x02]));
        let mut typed = Places::default();
        assert!(typed.add_typed_location(&[&[130][..], &tai, &ecgi].concat()));
        assert_eq!(typed, places);
        assert!(!typed.add_typed_location(&[]));
    }
}
