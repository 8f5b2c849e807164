//! Names by which evidence is recognised.

/// Folders of an iPhone's `/private/var`.
const OF_PRIVATE_VAR: [&str; 17] = [
    "mobile",
    "root",
    "db",
    "wireless",
    "containers",
    "Keychains",
    "preferences",
    "Managed Preferences",
    "MobileDevice",
    "MobileSoftwareUpdate",
    "installd",
    "networkd",
    "protected",
    "logs",
    "hardware",
    "keybags",
    "staged_system_apps",
];

/// Paths below `var` that no other computer has, when `private` is missing.
pub(super) const OF_VAR: [&str; 9] = [
    "mobile/Library",
    "mobile/Containers",
    "mobile/Media",
    "containers/Bundle",
    "containers/Data",
    "db/diagnostics",
    "db/uuidtext",
    "wireless/Library",
    "networkd",
];

/// Folders and links at the top of an iPhone's file system: nothing below them is other evidence.
const OF_ROOT: [&str; 16] = [
    "private",
    "var",
    "etc",
    "tmp",
    "System",
    "Library",
    "Applications",
    "Developer",
    "usr",
    "bin",
    "sbin",
    "dev",
    "cores",
    "mnt1",
    "mnt2",
    "AppleInternal",
];

/// Files and folders at the top of a sysdiagnose.
pub(super) const OF_SYSDIAGNOSE: [&str; 14] = [
    "sysdiagnose.log",
    "system_logs.logarchive",
    "ps.txt",
    "ps_thread.txt",
    "taskinfo.txt",
    "spindump-nosymbols.txt",
    "remotectl_dumpstate.txt",
    "crashes_and_spins",
    "summaries",
    "errors",
    "logs",
    "otctl_status.txt",
    "transparency.log",
    "security-sysdiagnose.txt",
];

/// Files in a folder of results of MVT, apart from those of its modules.
pub(super) const MVT_RESULTS_NEED: [&str; 3] = ["command.log", "info.json", "timeline.csv"];

/// Modules of MVT that find something on every phone, iPhones' first.
const OF_MVT_RESULTS: [&str; 26] = [
    "applications.json",
    "backup_info.json",
    "datausage.json",
    "global_preferences.json",
    "manifest.json",
    "safari_history.json",
    "sms.json",
    "tcc.json",
    "aqf_files.json",
    "aqf_get_prop.json",
    "aqf_packages.json",
    "aqf_processes.json",
    "aqf_settings.json",
    "bugreport_timestamps.json",
    "connect_event.json",
    "dbinfo.json",
    "dns_event.json",
    "dumpsys_accessibility.json",
    "dumpsys_activities.json",
    "dumpsys_appops.json",
    "dumpsys_battery_daily.json",
    "dumpsys_get_prop.json",
    "dumpsys_packages.json",
    "dumpsys_receivers.json",
    "security_event.json",
    "settings.json",
];

/// Whether a folder with such files holds results of MVT.
pub(super) fn is_mvt_results(has_file: impl Fn(&str) -> bool) -> bool {
    MVT_RESULTS_NEED.iter().any(|file| has_file(file))
        && OF_MVT_RESULTS.iter().any(|file| has_file(file))
}

/// What a complete one has.
pub(super) const SYSDIAGNOSE_NEEDS: [&str; 5] =
    ["sysdiagnose.log", "system_logs.logarchive", "ps.txt", "crashes_and_spins", "logs"];

/// What a complete one has.
pub(super) const FILE_SYSTEM_NEEDS: [&str; 4] =
    ["private/var/mobile", "private/var/root", "private/var/db", "private/var/wireless"];

/// Whether `name` begins as Apple names a sysdiagnose.
pub(super) fn is_sysdiagnose_name(name: &str) -> bool {
    name.get(..12).is_some_and(|start| start.eq_ignore_ascii_case("sysdiagnose_"))
}

/// Whether the files with these names at the top of a folder make a sysdiagnose of it.
pub(super) fn is_sysdiagnose<'a>(folder: &str, names: impl Iterator<Item = &'a str>) -> bool {
    let known = names.filter(|name| OF_SYSDIAGNOSE.contains(name));
    // `logs`, `errors` and `summaries` are common words: all of them together prove nothing.
    let weight = |name: &str| match name {
        "system_logs.logarchive" | "sysdiagnose.log" => 4,
        "logs" | "errors" | "summaries" => 1,
        _ => 2,
    };
    let sum: u32 = known.map(weight).sum();
    sum >= 4 || (sum >= 1 && is_sysdiagnose_name(folder))
}

/// The part of `name` that stands before `private/var/` (or `var/`) of an iPhone's file system.
pub(super) fn before_root(name: &str) -> Option<&str> {
    let mut at = 0;
    loop {
        let rest = name.get(at..)?;
        if let Some(var) = rest.strip_prefix("private/var/") {
            let (folder, inside) = var.split_once('/')?;
            if OF_PRIVATE_VAR.contains(&folder) && !inside.is_empty() {
                return name.get(..at);
            }
        } else if let Some(var) = rest.strip_prefix("var/")
            && OF_VAR.iter().any(|mark| is_below(var, mark))
        {
            return name.get(..at);
        }
        at = at.checked_add(rest.find('/')?)?.checked_add(1)?;
    }
}

/// Whether `folder` of `/private/var` is one of an iPhone.
pub(super) fn is_of_private_var(folder: &str) -> bool {
    OF_PRIVATE_VAR.contains(&folder)
}

/// Whether `name`, relative to the root of a file system, belongs to that file system.
pub(super) fn is_of_root(name: &str) -> bool {
    OF_ROOT.contains(&name.split('/').next().unwrap_or(name))
}

fn is_below(name: &str, folder: &str) -> bool {
    name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_found_at_whole_components() {
        let cases = [
            ("private/var/mobile/a", Some("")),
            ("x/y/private/var/db/a", Some("x/y/")),
            ("dump/var/mobile/Library/a", Some("dump/")),
            ("xprivate/var/mobile/a", None),
            ("my/private/var/games/a", None),
            ("var/log/syslog", None),
            ("var/mobile/Library", None),
            ("private/var/mobile", None),
            ("a/private/var/mobile/x/private/var/mobile/y", Some("a/")),
        ];
        for (name, expected) in cases {
            assert_eq!(before_root(name), expected, "{name}");
        }
    }

    #[test]
    fn a_folder_called_logs_is_no_sysdiagnose() {
        let is = |folder, names: &[&str]| is_sysdiagnose(folder, names.iter().copied());
        assert!(!is("case", &["logs", "errors", "summaries", "notes.txt", "x"]));
        assert!(is("case", &["sysdiagnose.log"]));
        assert!(is("case", &["ps.txt", "taskinfo.txt"]));
        assert!(is("sysdiagnose_2024.01.02_x", &["ps.txt"]));
        assert!(!is("case", &["ps.txt", "notes"]));
    }
}
