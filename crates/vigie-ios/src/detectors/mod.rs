//! Patterns worth a second look. To add one: write `<id>/mod.rs`, its manual, wording and cases,
//! name it below.

vigie_core::registry! {
    /// Every iOS detector.
    pub static DETECTORS: Detector = {
        app_not_from_store,
        apple_threat_notification,
        attachment_in_tmp,
        calendar_meeting_notes,
        crash_cluster,
        datausage_gap,
        datausage_orphan,
        fast_redirect,
        hidden_notifications_profile,
        id_status_nul_pair,
        lockdown_mode,
        missing_files,
        odd_image,
        outdated_ios,
        process_in_odd_folder,
        profile_installed,
        reboot_delay,
        tcc_sensitive_grant,
        trusted_root,
    }
}

mod wording;
