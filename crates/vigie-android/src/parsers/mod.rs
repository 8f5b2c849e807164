//! Readers of single artefacts, one folder each.
//!
//! Paths are those on the phone, whatever container a file came in, and besides them:
//!
//! | path | what it is |
//! | --- | --- |
//! | `/dumpsys/NAME` | what service NAME printed, in a bug report or in `dumpsys.txt` of AndroidQF; what it printed first or second, by priority, stands at `/dumpsys/CRITICAL/NAME` and `/dumpsys/HIGH/NAME` |
//! | `/dumpstate/TITLE` | what a command printed into a bug report: `/dumpstate/SYSTEM PROPERTIES`; further ones of the same title are numbered, `/dumpstate/SYSTEM LOG#2` |
//! | `/bugreport/NAME` | a member of a bug report that is no file of the phone |
//! | `/androidqf/NAME` | a file that AndroidQF wrote |
//! | `/intrusion_logs/NAME` | a file of intrusion logs |
//! | `/backup/apps/…` | a file in an Android backup |
//!
//! A section gives line numbers of the file it stands in: read lines with
//! [`each_line_of`](vigie_formats::lines::each_line_of).

vigie_core::registry! {
    /// Every parser for Android.
    pub static PARSERS: Parser = {
        accessibility,
        adb_keys,
        adb_state,
        anr,
        apk,
        appops,
        appops_xml,
        aqf_acquisition,
        aqf_env,
        aqf_files,
        aqf_hashes,
        aqf_packages,
        aqf_processes,
        aqf_root_binaries,
        aqf_selinux,
        aqf_tmp,
        backup_files,
        backup_manifest,
        battery_checkin,
        battery_daily,
        battery_history,
        calllog_db,
        chromium_history,
        contacts_db,
        dbinfo,
        device_idle,
        device_policies,
        device_policy,
        downloads_db,
        drop_box,
        dump_text,
        file_times,
        gass_db,
        input_methods,
        install_sessions,
        intrusion_logs,
        jobs,
        mms_backup,
        mmssms_db,
        mounts,
        net_stats,
        notification_listeners,
        packages,
        packages_xml,
        platform_compat,
        processes,
        resolver_tables,
        roles,
        roles_xml,
        runtime_permissions,
        settings,
        settings_xml,
        sms_backup,
        system_properties,
        telecom,
        tombstones,
        usage_mappings,
        usage_stats,
        user_certificates,
        users,
        vpn,
    }
}
