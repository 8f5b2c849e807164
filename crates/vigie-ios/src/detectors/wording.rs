//! The files that hold a detector's words.

/// The English and French sentences of the detector in whose folder this stands.
macro_rules! wording {
    () => {
        &[
            vigie_core::Wording { lang: "en", fluent: include_str!("en.ftl") },
            vigie_core::Wording { lang: "fr", fluent: include_str!("fr.ftl") },
        ]
    };
}

pub(super) use wording;
