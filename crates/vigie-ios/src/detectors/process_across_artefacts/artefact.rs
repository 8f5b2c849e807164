//! Records that name processes, and which of them are kept by different parts of the system.

/// Kinds that tell where a program lies, few enough to be read whole.
pub(super) const LISTS: &[&str] = &[
    "ios.crash_reports.crash",
    "ios.process_list.process",
    "ios.shutdown_log.client",
    "ios.spindump.process",
    "ios.task_info.process",
];

/// Beginnings of kinds that name most programs without their folder.
pub(super) const PATHS: &[&str] = &[
    "ios.analytics.",
    "ios.crash_reports.process",
    "ios.datausage.usage",
    "ios.locationd_clients.",
    "ios.logdata_statistics.process",
    "ios.netusage.",
    "ios.os_analytics_ad_daily.baseline",
    "ios.unified_log.process",
];

/// Beginnings of every kind that names programs.
pub(super) const NAMED: &[&str] = &[
    "ios.analytics.",
    "ios.biome.",
    "ios.crash_reports.",
    "ios.datausage.usage",
    "ios.knowledge_c.",
    "ios.launchd_disabled.",
    "ios.locationd_clients.",
    "ios.logdata_statistics.process",
    "ios.netusage.",
    "ios.os_analytics_ad_daily.baseline",
    "ios.powerlog.",
    "ios.process_list.process",
    "ios.shutdown_log.client",
    "ios.spindump.process",
    "ios.tailspin_binaries.binary",
    "ios.task_info.process",
    "ios.tcc.",
    "ios.unified_log.",
];

/// What a record of `kind` counts as: records that one part of the system keeps say one thing
/// together, however many they are.
pub(super) fn of(kind: &str) -> &str {
    match kind.split('.').nth(1) {
        // Three ways to print the processes of one moment.
        Some("process_list" | "spindump" | "task_info") => "process_list",
        Some(parser) => parser,
        None => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_one_moment_are_one_artefact() {
        assert_eq!(of("ios.spindump.process"), of("ios.task_info.process"));
        assert_ne!(of("ios.datausage.usage"), of("ios.netusage.usage"));
        assert_eq!(of("ios.powerlog.name"), of("ios.powerlog.process"));
    }
}
