//! Paths as the system writes them.

use std::borrow::Cow;

/// `path` as an absolute path on the device: `~` is the home of user mobile, and `/var`, `/tmp` and
/// `/etc` are links into `/private`. `None` where it is no absolute path.
pub(crate) fn absolute(path: &str) -> Option<Cow<'_, str>> {
    if let Some(rest) = path.strip_prefix("~/") {
        Some(Cow::Owned(format!("/private/var/mobile/{rest}")))
    } else if ["/var/", "/tmp/", "/etc/"].iter().any(|folder| path.starts_with(folder)) {
        Some(Cow::Owned(format!("/private{path}")))
    } else {
        path.starts_with('/').then_some(Cow::Borrowed(path))
    }
}

/// The last component of `path`.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Most paths that [`inside`] gives.
const MOST_INSIDE: usize = 100;

/// Absolute paths that stand in the words of `text`.
pub(crate) fn inside(text: &str) -> impl Iterator<Item = &str> {
    let quote = |c: char| {
        matches!(c, '\'' | '"' | '‘' | '’' | '“' | '”' | '(' | ')' | '<' | '>' | '[' | ']')
    };
    let words = text.split(move |c: char| c.is_whitespace() || quote(c) || matches!(c, ',' | ';'));
    let words = words.map(|word| word.trim_end_matches(['.', ':']));
    let is_path = |word: &&str| word.starts_with('/') && word.matches('/').count() > 1;
    words.filter(is_path).take(MOST_INSIDE)
}

/// Folders that no app runs from, and that Pegasus, Reign and Predator were seen to run from.
const STAGING: &[&str] = &["/private/var/db/", "/private/var/tmp/", "/private/tmp/"];

/// Whether an absolute path lies in a folder that spyware was seen to run from.
pub(crate) fn is_staging(path: &str) -> bool {
    STAGING.iter().any(|folder| path.starts_with(folder))
}

/// Folders that programs of the system and of apps run from.
const PROGRAMS: &[&str] = &[
    "/Applications/",
    "/AppleInternal/",
    "/Developer/",
    "/Library/",
    "/System/",
    "/bin/",
    "/cores/",
    "/private/preboot/",
    "/private/var/MobileAsset/",
    "/private/var/MobileSoftwareUpdate/",
    "/private/var/PersonalizedFactory/",
    "/private/var/containers/Bundle/",
    "/private/var/personalized_automation/",
    "/private/var/personalized_debug/",
    "/private/var/staged_system_apps/",
    "/sbin/",
    "/usr/",
];

/// Whether programs of the system or of apps run from the folder of an absolute path.
pub(crate) fn is_of_programs(path: &str) -> bool {
    PROGRAMS.iter().any(|folder| path.starts_with(folder))
}

/// Whether a program in a staging folder is called as the one that updates iOS, which runs from
/// `/private/var/db/com.apple.xpc.roleaccountd.staging` too. Spyware could take its name.
pub(crate) fn is_called_updater(path: &str) -> bool {
    path.starts_with("/private/var/db/com.apple.xpc.roleaccountd.staging/")
        && file_name(path).starts_with("com.apple.MobileSoftwareUpdate.")
}

/// Folder that apps from the store and from elsewhere are installed in.
const APPS: &str = "/private/var/containers/Bundle/Application/";

/// Whether an absolute path lies in an installed app.
pub(crate) fn is_of_app(path: &str) -> bool {
    path.starts_with(APPS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_the_system_are_followed() {
        assert_eq!(absolute("~/Library/x").unwrap(), "/private/var/mobile/Library/x");
        assert_eq!(absolute("/var/tmp/x").unwrap(), "/private/var/tmp/x");
        assert_eq!(absolute("/private/var/x").unwrap(), "/private/var/x");
        assert_eq!(absolute("x/y"), None);
        assert_eq!(file_name("/a/b"), "b");
        let text =
            "Library not loaded: '/private/var/tmp/a.dylib', referenced from /usr/lib/x. a/b /c";
        let found: Vec<_> = inside(text).collect();
        assert_eq!(found, ["/private/var/tmp/a.dylib", "/usr/lib/x"]);
        assert!(is_staging("/private/var/tmp/x") && !is_staging("/private/var/tmpx/x"));
        assert!(is_of_programs("/usr/libexec/x") && !is_of_programs("/usrx/x"));
        let staged = "/private/var/db/com.apple.xpc.roleaccountd.staging/";
        let updater = "com.apple.MobileSoftwareUpdate.UpdateBrainService";
        assert!(is_called_updater(&format!("{staged}1.xpc/{updater}")));
        assert!(!is_called_updater(&format!("{staged}rolexd")));
    }
}
