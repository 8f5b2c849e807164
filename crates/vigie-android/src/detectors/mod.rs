//! Patterns in records that deserve a finding, one folder each.

vigie_core::registry! {
    /// Every detector for Android.
    pub static DETECTORS: Detector = {
        added_authority,
        android_crash_cluster,
        app_installed_oddly,
        app_with_powers,
        behaviour,
        debugging_key,
        different_android_phones,
        disabled_protection_app,
        intrusion_log_events,
        odd_mount,
        other_profile,
        platform_key_misuse,
        staged_file,
        system_integrity,
        unsafe_setting,
    }
}

mod apps;
mod places;
