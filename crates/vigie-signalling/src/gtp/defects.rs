//! What of a message is not as its specification asks.

/// A set of deviations.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Defects(u16);

macro_rules! defects {
    ($($(#[$doc:meta])* $name:ident = $bit:literal, $word:literal;)*) => {
        impl Defects {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*

            /// Every deviation with its name.
            const ALL: &'static [(Self, &'static str)] = &[$((Self::$name, $word)),*];
        }
    };
}

defects! {
    /// The length in the header is not that of the bytes.
    LENGTH = 0, "message-length";
    /// Reserved bits of the header are set.
    FLAGS = 1, "header-flags";
    /// An element that ends after its message.
    CUT = 2, "element-cut";
    /// An element of another size than its type has.
    SIZE = 3, "element-size";
    /// Elements of version 1 out of order.
    ORDER = 4, "element-order";
    /// An element that must be there is missing.
    MISSING = 5, "missing-element";
    /// An element that stands once stands twice.
    DUPLICATE = 6, "duplicate-element";
    /// An element whose type is not known and has no length.
    UNKNOWN = 7, "unknown-element";
    /// An IMSI that is none.
    IMSI = 8, "imsi";
    /// A message type that no specification has.
    TYPE = 9, "message-type";
    /// A tunnel is needed and missing, or the other way round.
    TEID = 10, "teid";
    /// A value that is reserved: cause, radio technology, network.
    VALUE = 11, "reserved-value";
    /// Groups in groups beyond the depth that is read.
    DEEP = 12, "nested-too-deep";
}

impl Defects {
    /// None.
    pub const NONE: Self = Self(0);

    /// Adds `other`.
    #[inline]
    pub const fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Adds `other` where `holds`.
    #[inline]
    pub const fn add_if(&mut self, other: Self, holds: bool) {
        if holds {
            self.0 |= other.0;
        }
    }

    /// Whether any of `other` is in it.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// True without any.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The set of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Name of each.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().filter(move |(defect, _)| self.has(*defect)).map(|(_, name)| *name)
    }
}

impl std::fmt::Debug for Defects {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}
