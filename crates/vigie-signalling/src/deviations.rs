//! Sets of what a message has that its specification does not: one bit each, and a name for records.

/// Declares such a set, its members and their names.
macro_rules! deviations {
    (
        $(#[$set_doc:meta])* $set:ident($bits:ty);
        $($(#[$doc:meta])* $name:ident = $bit:literal, $word:literal;)*
    ) => {
        $(#[$set_doc])*
        #[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $set($bits);

        impl $set {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*

            /// None.
            pub const NONE: Self = Self(0);

            /// Every deviation with its name.
            const ALL: &'static [(Self, &'static str)] = &[$((Self::$name, $word)),*];

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

            /// The bits, for records.
            #[must_use]
            pub const fn bits(self) -> $bits {
                self.0
            }

            /// From the bits; those that mean nothing are left out.
            #[must_use]
            pub fn of_bits(bits: $bits) -> Self {
                let known = Self::ALL.iter().fold(0, |all, (one, _)| all | one.0);
                Self(bits & known)
            }

            /// Name of each.
            pub fn names(self) -> impl Iterator<Item = &'static str> {
                Self::ALL.iter().filter(move |(one, _)| self.has(*one)).map(|(_, name)| *name)
            }
        }

        impl std::fmt::Debug for $set {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_set().entries(self.names()).finish()
            }
        }
    };
}
pub(crate) use deviations;
