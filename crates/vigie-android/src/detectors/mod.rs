//! Patterns in records that deserve a finding, one folder each.

vigie_core::registry! {
    /// Every detector for Android.
    pub static DETECTORS: Detector = {
        app_with_powers,
    }
}

mod apps;
