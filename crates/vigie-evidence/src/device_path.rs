//! Where the files of a backup stood on the device.
//!
//! A backup names a file by domain and relative path; parsers want the path on the device. Several
//! domains share a folder (`HomeDomain`, `MediaDomain`, `CameraRollDomain`: `/private/var/mobile`),
//! so one path can belong to a file of any of them.

/// Domains whose files stand in one folder, and that folder.
const FIXED: &[(&str, &str)] = &[
    ("HomeDomain", "/private/var/mobile"),
    ("CameraRollDomain", "/private/var/mobile"),
    ("MediaDomain", "/private/var/mobile"),
    ("HomeKitDomain", "/private/var/mobile"),
    ("TonesDomain", "/private/var/mobile"),
    ("HealthDomain", "/private/var/mobile/Library"),
    ("BooksDomain", "/private/var/mobile/Media/Books"),
    ("RootDomain", "/private/var/root"),
    ("WirelessDomain", "/private/var/wireless"),
    ("KeychainDomain", "/private/var/Keychains"),
    ("SystemPreferencesDomain", "/private/var/preferences"),
    ("ManagedPreferencesDomain", "/private/var/Managed Preferences"),
    ("DatabaseDomain", "/private/var/db"),
    ("InstallDomain", "/private/var/installd"),
    ("MobileDeviceDomain", "/private/var/MobileDevice"),
    ("NetworkDomain", "/private/var/networkd"),
    ("ProtectedDomain", "/private/var/protected"),
];

/// Families of domains, `PREFIX-NAME`, and the folder that holds a folder per name. A prefix that
/// begins another one's stands after it.
const FAMILIES: &[(&str, &str)] = &[
    ("AppDomainGroup-", "/private/var/mobile/Containers/Shared/AppGroup/"),
    ("AppDomainPlugin-", "/private/var/mobile/Containers/Data/PluginKitPlugin/"),
    ("AppDomain-", "/private/var/mobile/Containers/Data/Application/"),
    ("SysContainerDomain-", "/private/var/containers/Data/System/"),
    ("SysSharedContainerDomain-", "/private/var/containers/Shared/SystemGroup/"),
];

/// Folder for domains that nobody has told us about.
const UNKNOWN: &str = "/private/var/domains/";

/// The absolute path on the device of the file `relative` of backup domain `domain`.
#[must_use]
pub fn device_path(domain: &str, relative: &str) -> String {
    let mut path = String::new();
    write_device_path(domain, relative, &mut path);
    path
}

/// [`device_path`] into a buffer that is used again and again.
pub(crate) fn write_device_path(domain: &str, relative: &str, path: &mut String) {
    path.clear();
    let fixed = FIXED.iter().find(|(name, _)| *name == domain);
    let family = || {
        let name_in = |(prefix, folder): &(&str, &'static str)| {
            domain.strip_prefix(prefix).map(|name| (*folder, name))
        };
        FAMILIES.iter().find_map(name_in)
    };
    if let Some((_, folder)) = fixed {
        path.push_str(folder);
    } else {
        let (folder, name) = family().unwrap_or((UNKNOWN, domain));
        path.push_str(folder);
        path.push_str(name);
    }
    if !relative.is_empty() {
        path.push('/');
        path.push_str(relative);
    }
}

/// Every domain and relative path that [`device_path`] would turn into `path`.
pub(crate) fn domains_of(path: &str) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    for (domain, folder) in FIXED {
        if let Some(relative) = below(path, folder) {
            found.push(((*domain).to_owned(), relative));
        }
    }
    let unknown = ("", UNKNOWN);
    for (prefix, folder) in FAMILIES.iter().chain([&unknown]) {
        if let Some(rest) = path.strip_prefix(folder) {
            let (name, relative) = rest.split_once('/').unwrap_or((rest, ""));
            found.push((format!("{prefix}{name}"), relative));
        }
    }
    found
}

/// What of `path` stands below `folder`.
fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(folder)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_have_their_folder() {
        let cases = [
            ("HomeDomain", "Library/SMS/sms.db", "/private/var/mobile/Library/SMS/sms.db"),
            ("MediaDomain", "Media/DCIM/a.jpg", "/private/var/mobile/Media/DCIM/a.jpg"),
            ("HealthDomain", "Health/h.sqlite", "/private/var/mobile/Library/Health/h.sqlite"),
            ("AppDomain-a.b", "x", "/private/var/mobile/Containers/Data/Application/a.b/x"),
            ("AppDomainGroup-g", "x", "/private/var/mobile/Containers/Shared/AppGroup/g/x"),
            ("AppDomainPlugin-p", "", "/private/var/mobile/Containers/Data/PluginKitPlugin/p"),
            ("SysContainerDomain-s", "x", "/private/var/containers/Data/System/s/x"),
            ("NewDomain", "a/b", "/private/var/domains/NewDomain/a/b"),
            ("AppDomain", "a", "/private/var/domains/AppDomain/a"),
        ];
        for (domain, relative, path) in cases {
            assert_eq!(device_path(domain, relative), path);
            let back = domains_of(path);
            assert!(back.iter().any(|one| one.0 == domain && one.1 == relative), "{back:?}");
        }
    }

    #[test]
    fn a_folder_that_only_begins_alike_is_another_one() {
        assert!(domains_of("/private/var/mobile2/x").is_empty());
        assert!(domains_of("/private/var/rooted").is_empty());
    }
}
