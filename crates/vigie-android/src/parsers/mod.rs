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
        airguard,
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
        battery_daily_xml,
        battery_history,
        battery_usage_db,
        bluetooth_config,
        boot_stat,
        calllog_db,
        chromium_cookies,
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
        frosting_db,
        gass_db,
        hosts_file,
        input_methods,
        install_sessions,
        intrusion_logs,
        jobs,
        library_db,
        localappstate_db,
        mms_backup,
        mmssms_db,
        mounts,
        net_stats,
        netstats_files,
        notification_history,
        notification_listeners,
        packages,
        packages_xml,
        platform_compat,
        power_log,
        processes,
        recovery_history,
        resolver_tables,
        roles,
        roles_xml,
        runtime_permissions,
        settings,
        settings_xml,
        shutdown_checkpoints,
        siminfo,
        sms_backup,
        system_properties,
        telecom,
        tombstones,
        usage_intervals,
        usage_mappings,
        usage_stats,
        user_certificates,
        users,
        vpn,
        whatsapp_messages,
        wifi_config,
    }
}

pub(crate) use accessibility::Service as AccessibilityService;
pub(crate) use adb_keys::Key as StoredAdbKey;
pub(crate) use adb_state::Key as AdbKey;
pub(crate) use adb_state::State as AdbState;
pub(crate) use anr::Traced;
pub(crate) use apk::App as Apk;
pub(crate) use appops::PackageOps;
pub(crate) use appops_xml::Use as StoredUse;
pub(crate) use aqf_acquisition::Acquisition;
pub(crate) use aqf_acquisition::HostKey;
pub(crate) use aqf_files::File as ListedFile;
pub(crate) use aqf_packages::Package as AqfPackage;
pub(crate) use aqf_root_binaries::Binary as RootBinary;
pub(crate) use aqf_selinux::State as Selinux;
pub(crate) use aqf_tmp::File as TmpFile;
pub(crate) use battery_checkin::App as Drain;
pub(crate) use battery_daily::Action as DailyAction;
pub(crate) use battery_daily::Change as DailyChange;
pub(crate) use battery_history::Event as BatteryEvent;
pub(crate) use battery_history::What as BatteryWhat;
pub(crate) use device_idle::DeviceIdle;
pub(crate) use device_policies::Administrator;
pub(crate) use device_policy::Admin;
pub(crate) use device_policy::Role;
pub(crate) use drop_box::Entry as DropBoxEntry;
pub(crate) use input_methods::InputMethods;
pub(crate) use install_sessions::Session as InstallSession;
pub(crate) use intrusion_logs::Event as SecurityEvent;
pub(crate) use mounts::Mount;
pub(crate) use notification_listeners::NotificationListeners;
pub(crate) use packages::Package;
pub(crate) use packages_xml::Package as StoredPackage;
pub(crate) use platform_compat::Override;
pub(crate) use resolver_tables::Entry as Resolved;
pub(crate) use roles::Roles;
pub(crate) use roles_xml::Holder as StoredRole;
pub(crate) use settings::Setting;
pub(crate) use settings_xml::Setting as StoredSetting;
pub(crate) use system_properties::Property;
pub(crate) use telecom::Telecom;
pub(crate) use tombstones::Crash;
pub(crate) use usage_stats::Usage;
pub(crate) use user_certificates::Authority;
pub(crate) use users::User;
pub(crate) use vpn::Vpn;
