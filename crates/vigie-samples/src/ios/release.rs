//! The iOS generations whose schemas are known.

use crate::{Error, Moment, Result};

/// One release of iOS, and when the sample's phone was backed up with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// First number of the version.
    pub ios: u8,
    /// `ProductVersion`.
    pub version: &'static str,
    /// `Build Version`.
    pub build: &'static str,
    /// `ProductType` of a phone that ran it.
    pub product: &'static str,
    /// `Product Name` of that phone.
    pub name: &'static str,
    /// The day of the backup.
    pub backed_up: Moment,
}

const fn release(
    ios: u8,
    [version, build, product, name]: [&'static str; 4],
    backed_up: i64,
) -> Release {
    Release { ios, version, build, product, name, backed_up: Moment::from_unix(backed_up) }
}

const RELEASES: &[Release] = &[
    release(10, ["10.3.3", "14G60", "iPhone8,1", "iPhone 6s"], 1_505_000_000),
    release(11, ["11.4.1", "15G77", "iPhone8,1", "iPhone 6s"], 1_533_000_000),
    release(12, ["12.5.7", "16H81", "iPhone7,2", "iPhone 6"], 1_680_000_000),
    release(13, ["13.7", "17H35", "iPhone10,1", "iPhone 8"], 1_600_000_000),
    release(14, ["14.3", "18C66", "iPhone9,3", "iPhone 7"], 1_612_000_000),
    release(15, ["15.7", "19H12", "iPhone12,1", "iPhone 11"], 1_664_000_000),
    release(16, ["16.6", "20G75", "iPhone13,2", "iPhone 12"], 1_692_000_000),
    release(17, ["17.5", "21F79", "iPhone14,5", "iPhone 13"], 1_717_000_000),
    release(18, ["18.5", "22F76", "iPhone15,4", "iPhone 15"], 1_748_000_000),
    release(26, ["26.1", "23B85", "iPhone17,3", "iPhone 16"], 1_794_000_000),
];

impl Release {
    /// The release that stands for iOS `ios`.
    ///
    /// # Errors
    /// [`Error::UnknownIos`] when no schema is known; there never was an iOS 19 to 25.
    pub fn of(ios: u8) -> Result<Self> {
        RELEASES.iter().find(|release| release.ios == ios).copied().ok_or(Error::UnknownIos(ios))
    }

    /// Every release, oldest first.
    #[must_use]
    pub const fn all() -> &'static [Self] {
        RELEASES
    }
}
