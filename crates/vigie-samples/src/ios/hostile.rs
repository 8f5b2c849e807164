//! Damage and oddities that evidence may hold.

/// Something odd or damaged in the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hostile {
    /// NULL where the system writes a value: dates, names, addresses.
    Nulls,
    /// Text where numbers stand, numbers and blobs where text stands, infinite and huge dates.
    WrongTypes,
    /// `attributedBody`, `payload_data` and property lists that end too early or are garbage.
    CutBlobs,
    /// Pages of the call database overwritten with garbage, and further files that are cut, empty
    /// or garbage beside the whole ones.
    DamagedPages,
    /// A sideloaded app without `iTunesMetadata`.
    AppWithoutMetadata,
    /// A configuration profile without `PayloadContent`.
    ProfileWithoutPayload,
    /// Index rows whose `file` is NULL, empty, cut, or deeply nested.
    OddIndexRows,
}

impl Hostile {
    /// Everything odd there is.
    pub const ALL: &[Self] = &[
        Self::Nulls,
        Self::WrongTypes,
        Self::CutBlobs,
        Self::DamagedPages,
        Self::AppWithoutMetadata,
        Self::ProfileWithoutPayload,
        Self::OddIndexRows,
    ];
}
