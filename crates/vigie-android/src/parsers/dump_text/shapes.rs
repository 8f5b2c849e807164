//! What a word can be beside what it looks like.

use crate::names::is_of_android;

/// First labels of names of packages and properties, which few hosts start with.
const OF_PROGRAMS: [&str; 18] = [
    "android", "androidx", "com", "dalvik", "debug", "gsm", "init", "java", "javax", "kotlin",
    "kotlinx", "libcore", "net", "org", "persist", "ro", "sys", "vendor",
];

/// Last labels of hosts that no name of a program ends in.
const OF_HOSTS: [&str; 5] = ["biz", "com", "info", "net", "org"];

/// Whether a name with dots can be that of a host: small letters, a last label of letters, and not
/// the start of a package.
pub(super) fn is_host(name: &str) -> bool {
    let first = name.split('.').next().unwrap_or("");
    let top = name.rsplit('.').next().unwrap_or("");
    top.len() > 1
        && top.bytes().all(|byte| byte.is_ascii_lowercase())
        && name.bytes().all(|byte| !byte.is_ascii_uppercase() && byte != b'_')
        && (!OF_PROGRAMS.contains(&first) || OF_HOSTS.contains(&top))
}

/// Folders that programs run from.
const PROGRAMS: [&str; 4] = ["/bin/", "/xbin/", "/sbin/", "/data/local/"];

/// Whether a path can be that of a program, and its last component the name of a process.
pub(super) fn is_program(path: &str) -> bool {
    PROGRAMS.iter().any(|folder| path.contains(folder)) && !is_of_android(path)
}
