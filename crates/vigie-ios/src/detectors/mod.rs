//! Patterns worth a second look. To add one: write `<id>/mod.rs`, its manual, wording and cases,
//! name it below.

vigie_core::registry! {
    /// Every iOS detector.
    pub static DETECTORS: Detector = {
        app_came_and_went,
        app_not_from_store,
        apple_threat_notification,
        attachment_in_tmp,
        calendar_meeting_notes,
        company_signed_app,
        crash_cluster,
        crash_reports_off,
        custom_access_point,
        datausage_gap,
        datausage_orphan,
        different_phones,
        fast_redirect,
        hidden_notifications_profile,
        host_pairing,
        id_status_nul_pair,
        ios_downgrade,
        link_to_crash,
        lockdown_mode,
        mdm_enrolled,
        missing_files,
        missing_rows,
        network_extension_set,
        odd_image,
        outdated_ios,
        process_across_artefacts,
        process_in_odd_folder,
        profile_installed,
        program_in_odd_folder,
        proxy_set,
        reboot_delay,
        redirect_to_address,
        running_in_odd_folder,
        service_disabled,
        shortcut_unasked,
        tcc_sensitive_grant,
        trusted_root,
        unknown_device_in_account,
        wiped_calls,
        wiped_history,
        wiped_messages,
        wiped_sibling,
    }
}

mod absent;
mod attack_surface;
mod times;
mod wording;
