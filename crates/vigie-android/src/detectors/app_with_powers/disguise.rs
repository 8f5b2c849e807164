//! Names that an app wears to be taken for a part of the system.

/// Beginnings of the packages of Android's and Google's own apps and those of makers of phones.
const BEGINNINGS: &[&str] = &[
    "android.",
    "com.android.",
    "com.google.android.",
    "com.samsung.android.",
    "com.sec.android.",
    "com.miui.",
    "com.xiaomi.",
    "com.huawei.android.",
    "com.oneplus.",
    "com.coloros.",
    "com.oplus.",
];

/// Names for people that such apps wear, lower case.
const LABELS: &[&str] = &[
    "android",
    "android service",
    "android system",
    "battery",
    "device health",
    "device service",
    "google play protect",
    "google play services",
    "google services",
    "internet service",
    "play protect",
    "settings",
    "sim toolkit",
    "sync service",
    "sync services",
    "system",
    "system service",
    "system services",
    "system settings",
    "system update",
    "system ui",
    "update service",
    "wifi",
    "wi-fi",
];

/// Whether an app that is no part of the system is called as if it were one.
pub(super) fn is_worn(package: &str, label: Option<&str>) -> bool {
    let label = label.map(|label| label.trim().to_lowercase());
    BEGINNINGS.iter().any(|beginning| package.starts_with(beginning))
        || label.is_some_and(|label| LABELS.contains(&label.as_str()))
}
