//! Makers of phones, and what their phones say of themselves.

/// Who made a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vendor {
    /// Google: Android as its source has it.
    Google,
    /// Samsung: sections of its own, older layouts kept.
    Samsung,
    /// Xiaomi: bug reports inside another archive, overlays inside the blocks of apps.
    Xiaomi,
}

impl Vendor {
    /// Every maker there is.
    pub const ALL: &[Self] = &[Self::Google, Self::Samsung, Self::Xiaomi];

    /// Its name, in small letters.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Google => "google",
            Self::Samsung => "samsung",
            Self::Xiaomi => "xiaomi",
        }
    }
}

/// One model with one system.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Make {
    pub(crate) vendor: Vendor,
    /// First number of the version.
    pub(crate) android: u8,
    pub(crate) sdk: u8,
    pub(crate) model: &'static str,
    pub(crate) device: &'static str,
    pub(crate) build: &'static str,
    pub(crate) incremental: &'static str,
    pub(crate) patch: &'static str,
}

impl Make {
    /// The model of `vendor` that has `android`, or the nearest older one.
    pub(crate) fn of(vendor: Vendor, android: u8) -> Self {
        let makes = MAKES.iter().filter(|make| make.vendor == vendor);
        let nearest =
            makes.filter(|make| make.android <= android.max(7)).max_by_key(|make| make.android);
        nearest.copied().unwrap_or(MAKES[0])
    }

    /// `brand/product/device:release/id/incremental:type/keys`.
    pub(crate) fn fingerprint(&self) -> String {
        let Self { device, android, build, incremental, .. } = self;
        let brand = self.vendor.id();
        format!("{brand}/{device}/{device}:{android}/{build}/{incremental}:user/release-keys")
    }

    pub(crate) const fn manufacturer(&self) -> &'static str {
        match self.vendor {
            Vendor::Google => "Google",
            Vendor::Samsung => "samsung",
            Vendor::Xiaomi => "Xiaomi",
        }
    }
}

const fn make(
    vendor: Vendor,
    (android, sdk): (u8, u8),
    (model, device): (&'static str, &'static str),
    (build, incremental, patch): (&'static str, &'static str, &'static str),
) -> Make {
    Make { vendor, android, sdk, model, device, build, incremental, patch }
}

use Vendor::{Google, Samsung, Xiaomi};

/// Every model, by maker and version.
const MAKES: [Make; 15] = [
    make(Google, (7, 25), ("Nexus 5X", "bullhead"), ("N2G48C", "4104010", "2017-08-05")),
    make(Google, (10, 29), ("Pixel 3", "blueline"), ("QQ3A.200805.001", "6578210", "2020-08-05")),
    make(Google, (12, 31), ("Pixel 5", "redfin"), ("SQ3A.220705.003", "8671607", "2022-07-05")),
    make(Google, (14, 34), ("Pixel 8", "shiba"), ("AP2A.260905.005", "13012345", "2026-09-05")),
    make(Google, (16, 36), ("Pixel 10", "frankel"), ("BP3A.260905.014", "13912345", "2026-09-05")),
    make(Samsung, (7, 24), ("SM-G930F", "herolte"), ("NRD90M", "G930FXXU1DQL8", "2017-12-01")),
    make(
        Samsung,
        (10, 29),
        ("SM-G973F", "beyond1"),
        ("QP1A.190711.020", "G973FXXU9DTK9", "2020-11-01"),
    ),
    make(
        Samsung,
        (12, 31),
        ("SM-G991B", "o1s"),
        ("SP1A.210812.016", "G991BXXS5CVHI", "2022-08-01"),
    ),
    make(
        Samsung,
        (14, 34),
        ("SM-S911B", "dm1q"),
        ("UP1A.231005.007", "S911BXXSACXG1", "2026-09-01"),
    ),
    make(
        Samsung,
        (16, 36),
        ("SM-S931B", "pa1q"),
        ("BP2A.250605.031", "S931BXXU5BYI3", "2026-10-01"),
    ),
    make(Xiaomi, (7, 24), ("Redmi Note 4", "mido"), ("NRD90M", "V9.6.1.0.NCFMIFD", "2018-05-01")),
    make(
        Xiaomi,
        (10, 29),
        ("Mi 9T", "davinci"),
        ("QKQ1.190825.002", "V12.0.5.0.QFJEUXM", "2020-10-01"),
    ),
    make(
        Xiaomi,
        (12, 31),
        ("Redmi Note 10S", "rosemary"),
        ("SP1A.210812.016", "V13.0.13.0.SKLMIXM", "2023-01-01"),
    ),
    make(
        Xiaomi,
        (14, 34),
        ("Xiaomi 13", "fuxi"),
        ("UKQ1.230804.001", "V816.0.9.0.UMCEUXM", "2026-08-01"),
    ),
    make(
        Xiaomi,
        (16, 36),
        ("Xiaomi 15", "dada"),
        ("BP2A.250605.031", "OS3.0.4.0.WOCEUXM", "2026-09-01"),
    ),
];
