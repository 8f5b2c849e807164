//! Which events of the security log matter, and what they say.

use vigie_core::Severity;

use crate::parsers::SecurityEvent;

/// Texts in the events that are asked for. No event has two of them.
pub(super) const QUESTIONS: &[&str] = &[
    "adb_shell_",
    "adb_sync_",
    "cert_authority_installed",
    "crypto_self_test",
    "key_integrity_violation",
    "logging_stopped",
    "package_installed",
    "wipe_failure",
];

/// A sort of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// Somebody vouches for the other end of encrypted connections from then on.
    Authority,
    /// The log was switched off.
    Stopped,
    /// Erasing the phone failed.
    Wipe,
    /// A key in the key store was changed.
    Key,
    /// The test of cryptography failed.
    SelfTest,
    /// Something was done over adb.
    Command,
    /// An app was installed.
    Installed,
}

impl Sort {
    /// Key of the sentence for events that are told by their sort.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Authority => "intrusion-log-events-authority",
            Self::Stopped => "intrusion-log-events-stopped",
            Self::Wipe => "intrusion-log-events-wipe",
            Self::Key => "intrusion-log-events-key",
            Self::SelfTest => "intrusion-log-events-self-test",
            Self::Command => "intrusion-log-events-adb",
            Self::Installed => "intrusion-log-events-installed",
        }
    }

    /// How much such an event matters.
    pub(super) const fn severity(self) -> Severity {
        match self {
            Self::Wipe | Self::Key => Severity::Medium,
            Self::Authority | Self::Stopped | Self::SelfTest => Severity::Low,
            Self::Command | Self::Installed => Severity::Info,
        }
    }
}

/// The sort of `event`, where it matters.
pub(super) fn sort(event: &SecurityEvent) -> Option<Sort> {
    match event.event.as_str() {
        "cert_authority_installed" if event.success != Some(false) => Some(Sort::Authority),
        "logging_stopped" => Some(Sort::Stopped),
        "wipe_failure" => Some(Sort::Wipe),
        "key_integrity_violation" => Some(Sort::Key),
        "crypto_self_test_completed" if event.success == Some(false) => Some(Sort::SelfTest),
        "adb_shell_interactive" | "adb_shell_cmd" | "adb_sync_recv_file" | "adb_sync_send_file" => {
            Some(Sort::Command)
        }
        "package_installed" => Some(Sort::Installed),
        _ => None,
    }
}

/// The words of `event` that matter: a command, a path, an app, the name of an authority.
pub(super) fn words(event: &SecurityEvent) -> String {
    let names = ["command", "path", "package_name", "subject", "alias", "key_alias"];
    let values = names.iter().filter_map(|name| event.details.get(*name)?.as_str());
    values.take(1).collect()
}

/// Whether a command installs an app.
pub(super) fn installs(command: &str) -> bool {
    let mut words = command.split_whitespace();
    words.any(|word| word.starts_with("install")) && ["pm", "package", "cmd"].iter().any(|tool| {
        command.split_whitespace().any(|word| word == *tool || word.ends_with("/pm"))
    })
}

/// Whether a command gives `app` powers.
pub(super) fn grants(command: &str, app: &str) -> bool {
    const POWERS: [&str; 8] = [
        "grant",
        "appops",
        "enabled_accessibility_services",
        "enabled_notification_listeners",
        "allow_listener",
        "set-active-admin",
        "set-device-owner",
        "whitelist",
    ];
    let names = crate::names::packages_inside(command).any(|package| package == app);
    names && POWERS.iter().any(|power| command.contains(power))
}
