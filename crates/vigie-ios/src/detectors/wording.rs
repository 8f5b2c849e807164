//! The files that hold a detector's words.

pub(super) use vigie_core::wording;
