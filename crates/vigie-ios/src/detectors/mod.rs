//! Patterns worth a second look. To add one: write `<id>/mod.rs`, its manual, wording and cases,
//! name it below.

vigie_core::registry! {
    /// Every iOS detector.
    pub static DETECTORS: Detector = { }
}
