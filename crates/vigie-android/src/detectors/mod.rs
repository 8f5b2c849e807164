//! Patterns in records that deserve a finding, one folder each.

vigie_core::registry! {
    /// Every detector for Android.
    pub static DETECTORS: Detector = {
        android_crash_cluster,
        app_installed_oddly,
        app_with_powers,
        debugging_key,
        other_profile,
        system_integrity,
    }
}

mod apps;
