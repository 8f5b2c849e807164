//! Traces that can be planted: what the tables of all kinds of phone share.

use crate::stix::IndicatorKind;

/// By what a plant is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// By an indicator of the family's set.
    Indicator(IndicatorKind, &'static str),
    /// By what it looks like, whatever the indicators: the rule in a few words.
    Rule(&'static str),
}

/// Declares the plants of a kind of phone: name, id, sign, whether MVT finds it, what it is.
macro_rules! plants {
    ($($name:ident $id:literal $sign:expr, $mvt:literal, $about:literal;)*) => {
        /// Something planted in the evidence.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Plant { $(#[doc = $about] $name,)* }

        impl Plant {
            /// Every plant there is.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its name in answer keys.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// By what it is known.
            #[must_use]
            pub const fn sign(self) -> Sign {
                match self { $(Self::$name => $sign,)* }
            }

            /// Whether MVT 2026.10.26 finds it.
            #[must_use]
            pub const fn seen_by_mvt(self) -> bool {
                match self { $(Self::$name => $mvt,)* }
            }

            /// What was planted, in words.
            #[must_use]
            pub const fn about(self) -> &'static str {
                match self { $(Self::$name => $about,)* }
            }
        }
    };
}

pub(crate) use plants;

pub(crate) const fn app(value: &'static str) -> Sign {
    Sign::Indicator(IndicatorKind::App, value)
}

pub(crate) const fn domain(value: &'static str) -> Sign {
    Sign::Indicator(IndicatorKind::Domain, value)
}

pub(crate) const fn email(value: &'static str) -> Sign {
    Sign::Indicator(IndicatorKind::Email, value)
}

pub(crate) const fn file_name(value: &'static str) -> Sign {
    Sign::Indicator(IndicatorKind::FileName, value)
}

pub(crate) const fn file_path(value: &'static str) -> Sign {
    Sign::Indicator(IndicatorKind::FilePath, value)
}

pub(crate) const fn ipv4(value: &'static str) -> Sign {
    Sign::Indicator(IndicatorKind::Ipv4, value)
}

pub(crate) const fn process(value: &'static str) -> Sign {
    Sign::Indicator(IndicatorKind::Process, value)
}

pub(crate) const fn profile(value: &'static str) -> Sign {
    Sign::Indicator(IndicatorKind::Profile, value)
}
