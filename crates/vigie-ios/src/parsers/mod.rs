//! What an iPhone leaves behind. To add a parser: write `<id>/mod.rs` and its cases, name it below.

vigie_core::registry! {
    /// Every iOS parser.
    pub static PARSERS: Parser = {
        account_device_list,
        accounts,
        activation_log,
        analytics,
        app_privacy_report,
        app_states,
        app_store,
        applications,
        backup_info,
        biome,
        cache_files,
        calendar,
        call_transactions,
        calls,
        cellular_usage,
        chrome_favicon,
        chrome_history,
        configuration_profiles,
        contacts,
        container_manager_log,
        crash_reporting,
        crash_reports,
        datausage,
        deleted_rows,
        device_identity,
        filesystem,
        firefox_favicon,
        firefox_history,
        fs_events,
        global_preferences,
        id_status_cache,
        interaction_c,
        ios_version_history,
        knowledge_c,
        launchd_disabled,
        locationd_clients,
        lockdownd_log,
        logdata_statistics,
        mail,
        manifest,
        mdm,
        mobile_backup_plist,
        mobile_installation_log,
        mvt_results,
        netusage,
        network_extensions,
        notifications,
        octagon,
        os_analytics_ad_daily,
        other_browsers,
        pair_records,
        powerlog,
        preferences_network,
        process_list,
        provisioning_profiles,
        recents,
        remotectl,
        safari_bookmarks,
        safari_browser_state,
        safari_closed_tabs,
        safari_cookies,
        safari_downloads,
        safari_favicon,
        safari_history,
        safari_tabs,
        security_sysdiagnose,
        shortcuts,
        shutdown_log,
        signal,
        sms,
        spindump,
        staged_files,
        sysdiagnose_info,
        tailspin_binaries,
        task_info,
        tcc,
        telegram,
        transparency_log,
        trust_store,
        trusted_peers,
        #[cfg(feature = "unified-logs")]
        unified_log,
        viber,
        web_clips,
        web_permissions,
        webkit_resource_load_statistics,
        webkit_session_resource_log,
        webkit_storage,
        whatsapp,
        whatsapp_contacts,
        wifi_scan,
        wifi_security,
    }
}

pub(crate) use analytics::AnalyticsEvent;
pub(crate) use app_store::StoreApp;
pub(crate) use applications::App;
pub(crate) use backup_info::Device;
pub(crate) use biome::Event as BiomeEvent;
pub(crate) use calendar::Event as CalendarEvent;
pub(crate) use call_transactions::Transaction as CallTransaction;
pub(crate) use calls::Call;
pub(crate) use chrome_history::ChromeVisit;
pub(crate) use configuration_profiles::{Event, Payload, Profile};
pub(crate) use contacts::Contact;
pub(crate) use crash_reporting::CrashSettings;
pub(crate) use crash_reports::{Image, Report};
pub(crate) use datausage::{OrphanUsage, ProcessGap, Usage};
pub(crate) use deleted_rows::MissingRows;
pub(crate) use device_identity::PhoneIdentity;
pub(crate) use firefox_history::FirefoxVisit;
pub(crate) use global_preferences::GlobalPreference;
pub(crate) use id_status_cache::Lookup;
pub(crate) use interaction_c::Interaction;
pub(crate) use ios_version_history::RanVersion;
pub(crate) use knowledge_c::Event as KnowledgeEvent;
pub(crate) use launchd_disabled::Service;
pub(crate) use locationd_clients::LocationClient;
pub(crate) use lockdownd_log::{HostClient, Pairing};
pub(crate) use manifest::Index;
pub(crate) use mdm::{Enrolment, Server};
pub(crate) use mobile_installation_log::{Event as InstallStep, InstallEvent};
pub(crate) use network_extensions::Configuration;
pub(crate) use notifications::Notification;
pub(crate) use os_analytics_ad_daily::Baseline;
pub(crate) use pair_records::{BackupComputer, PairedHost};
pub(crate) use preferences_network::{AccessPoint, Proxy};
pub(crate) use provisioning_profiles::ProvisioningProfile;
pub(crate) use safari_browser_state::Tab as StateTab;
pub(crate) use safari_history::{Tombstone, Visit};
pub(crate) use safari_tabs::Tab as SafariTab;
pub(crate) use shortcuts::Automation;
pub(crate) use shutdown_log::{Client, Shutdown};
pub(crate) use signal::KIND as SIGNAL_DATABASE;
pub(crate) use sms::{Attachment, Message};
pub(crate) use spindump::LoadedImage;
pub(crate) use staged_files::StagedFile;
pub(crate) use sysdiagnose_info::SysdiagnosedDevice;
pub(crate) use tcc::Access;
pub(crate) use telegram::KIND as TELEGRAM_DATABASE;
pub(crate) use trust_store::{Trust, TrustedCertificate};
#[cfg(feature = "unified-logs")]
pub(crate) use unified_log::fuzz_log;
pub(crate) use webkit_resource_load_statistics::{Domain as LoadedDomain, Redirect};
pub(crate) use webkit_session_resource_log::Site;
pub(crate) use whatsapp::WhatsappMessage;
