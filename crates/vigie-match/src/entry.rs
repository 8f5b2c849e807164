//! What a match says: which indicator, and how exactly.

/// Number of a loaded indicator value, in order of loading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub(crate) u32);

/// An observable equals a listed value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The listed value. When several sets list it, the first of them.
    pub entry: EntryId,
    /// How exactly it matched.
    pub strength: Strength,
}

/// How exactly an observable matched, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// The listed value itself.
    Exact,
    /// Something under the listed value: a child of a host, a file in a directory, a page below a
    /// URL, an address in a network.
    Within,
    /// A process name that the system cut short, which the listed name begins with.
    Cut,
    /// Part of what is listed: the last digits of a number, the address of an address and port.
    Partial,
}
