//! Where on the device the files of a piece of evidence stood, by their names in it.

use std::collections::BTreeSet;
use std::sync::Arc;

/// Folders of the iPhone's root that are links into `/private`.
const IN_PRIVATE: [&str; 3] = ["var/", "etc/", "tmp/"];

/// Folders and files that only evidence has, no phone: what claims to be one of them is not.
const OF_EVIDENCE: [&str; 13] = [
    "/captures/",
    "/dossier/",
    "/dumpsys/",
    "/dumpstate/",
    "/dumpstate.txt",
    "/bugreport/",
    "/androidqf/",
    "/backup/",
    "/intrusion_logs/",
    "/packages/",
    "/evidence/",
    "/scans/",
    "/sysdiagnose/",
];

/// Where a bug report keeps files of the phone.
const FILE_SYSTEM: &str = "FS/";

/// Where everything stands that AndroidQF wrote itself.
const ANDROIDQF: &str = "/androidqf/";

/// Where the files of Android backups stand.
pub(crate) const BACKUP: &str = "/backup/";

/// Where intrusion logs stand.
pub(crate) const INTRUSION_LOGS: &str = "/intrusion_logs/";

/// Their folder, among what AndroidQF collected too.
const LOGS: &str = "intrusion_logs/";

/// Where packages stand that are evidence by themselves.
pub(crate) const PACKAGES: &str = "/packages/";

/// Where the files of a dossier of interception stand.
pub(crate) const DOSSIER: &str = "/dossier/";

/// Where packet captures stand.
pub(crate) const CAPTURES: &str = "/captures/";

/// Where Internet scans stand, and what belongs to them.
pub(crate) const SCANS: &str = "/scans/";

/// How the names of packages end.
const PACKAGE: &str = ".apk";

/// Where files stand whose path only evidence has, although they came in a copy of a phone.
const NO_PHONE: &str = "/copy/";

/// How names become paths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// All of it is a copy of this folder of an iPhone; without a slash at the end.
    Below(&'static str),
    /// A bug report, with the name of its dumpstate where it has one.
    BugReport { dumpstate: Option<String> },
    /// The file with this name is a dumpstate; others beside it belong to something else.
    Dumpstate(String),
    /// What AndroidQF collected.
    Androidqf,
    /// An Android backup that was unpacked; others may lie beside it.
    UnpackedBackup,
    /// Copy of an Android phone's file system.
    AndroidFileSystem,
    /// Only some of the files belong to it.
    Chosen(Chosen),
    /// All of it stands below this folder among what evidence has; with a slash at its end.
    Inside(&'static str),
}

/// Files that belong together, whatever lies beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chosen {
    /// Where they stand among what evidence has; with a slash at its end.
    pub(crate) folder: &'static str,
    pub(crate) names: Arc<BTreeSet<String>>,
}

impl Layout {
    /// Writes the path of the file `name`; false when that does not belong to the piece.
    pub(crate) fn write_path(&self, name: &str, path: &mut String) -> bool {
        path.clear();
        match self {
            Self::Below(root) => {
                path.push_str(root);
                path.push('/');
                if root.is_empty() && is_in_private(name) {
                    path.push_str("private/");
                }
                path.push_str(name);
            }
            Self::BugReport { .. } => write_of_phone(name, FILE_SYSTEM, "/bugreport/", path),
            Self::Dumpstate(dumpstate) => {
                if name != dumpstate {
                    return false;
                }
                let own = name.rsplit('/').next().unwrap_or(name);
                path.push_str("/bugreport/");
                path.push_str(own);
            }
            Self::Androidqf => write_androidqf(name, path),
            Self::AndroidFileSystem => write_of_phone(name, "", NO_PHONE, path),
            Self::Chosen(chosen) => {
                if !chosen.names.contains(name) {
                    return false;
                }
                path.push_str(chosen.folder);
                path.push_str(name);
                if is_unlike_package(chosen.folder, name) {
                    path.push_str(PACKAGE);
                }
            }
            Self::UnpackedBackup => {
                if !is_in_backup(name) {
                    return false;
                }
                path.push_str(BACKUP);
                path.push_str(name);
            }
            Self::Inside(folder) => {
                path.push_str(folder);
                path.push_str(name);
            }
        }
        true
    }

    /// Names that the file with this path can have.
    pub(crate) fn names(&self, path: &str) -> Vec<String> {
        match self {
            Self::Below(root) => names_below(root, path),
            Self::BugReport { .. } => names_of_phone(path, FILE_SYSTEM, "/bugreport/"),
            Self::Dumpstate(name) => vec![name.clone()],
            Self::Androidqf => names_of_androidqf(path),
            Self::AndroidFileSystem => names_of_phone(path, "", NO_PHONE),
            Self::Chosen(chosen) => {
                let name = path.strip_prefix(chosen.folder);
                let other = name.and_then(|name| name.strip_suffix(PACKAGE));
                let names = [name, other].into_iter().flatten();
                names.filter(|name| chosen.names.contains(*name)).map(str::to_owned).collect()
            }
            Self::UnpackedBackup => {
                let name = path.strip_prefix(BACKUP).filter(|name| is_in_backup(name));
                name.map(str::to_owned).into_iter().collect()
            }
            Self::Inside(folder) => {
                path.strip_prefix(folder).map(str::to_owned).into_iter().collect()
            }
        }
    }

    /// Whether it is that of a bug report without its dumpstate, which may lie in an archive inside.
    pub(crate) fn lacks_all(&self) -> bool {
        *self == Self::BugReport { dumpstate: None }
    }

    /// Whether anything inside can be evidence of its own.
    pub(crate) fn may_hold_any(&self) -> bool {
        match self {
            Self::Below(_) | Self::Inside(_) | Self::AndroidFileSystem => false,
            Self::BugReport { dumpstate } => dumpstate.is_none(),
            Self::Dumpstate(_) | Self::Androidqf | Self::UnpackedBackup | Self::Chosen(_) => true,
        }
    }

    /// Whether the file `name` of it can be evidence of its own.
    pub(crate) fn may_hold(&self, name: &str) -> bool {
        match self {
            Self::Below(_) | Self::Inside(_) | Self::AndroidFileSystem => false,
            Self::BugReport { dumpstate } => dumpstate.is_none() && !name.starts_with(FILE_SYSTEM),
            Self::Dumpstate(dumpstate) => name != dumpstate,
            Self::Androidqf => may_androidqf_hold(name),
            Self::UnpackedBackup => !is_in_backup(name),
            Self::Chosen(chosen) => !chosen.names.contains(name),
        }
    }

    /// Whether the file `name` is divided into sections.
    pub(crate) fn is_cut(&self, name: &str) -> bool {
        match self {
            Self::Below(_) | Self::Inside(_) | Self::AndroidFileSystem => false,
            Self::Chosen(_) | Self::UnpackedBackup => false,
            Self::Androidqf => name == "dumpsys.txt",
            Self::BugReport { dumpstate } => dumpstate.as_deref() == Some(name),
            Self::Dumpstate(dumpstate) => dumpstate == name,
        }
    }
}

/// Writes the path of a file of the phone, which stands below `inside`, or else below `others`.
fn write_of_phone(name: &str, inside: &str, others: &str, path: &mut String) {
    if let Some(of_phone) = name.strip_prefix(inside) {
        path.push('/');
        path.push_str(of_phone);
        if !OF_EVIDENCE.iter().any(|own| path.starts_with(own)) {
            return;
        }
        path.clear();
    }
    path.push_str(others);
    path.push_str(name);
}

/// The reverse of [`write_of_phone`].
fn names_of_phone(path: &str, inside: &str, others: &str) -> Vec<String> {
    if let Some(name) = path.strip_prefix(others) {
        return vec![name.to_owned()];
    }
    path.strip_prefix('/').map(|name| format!("{inside}{name}")).into_iter().collect()
}

/// Whether a package is not called as they are: its path must be.
fn is_unlike_package(folder: &str, name: &str) -> bool {
    folder == PACKAGES && !name.ends_with(PACKAGE)
}

/// Whether a name is one of an Android backup's tar archive.
fn is_in_backup(name: &str) -> bool {
    name.starts_with("apps/") || name.starts_with("shared/")
}

/// Writes the path of a file that AndroidQF collected. On Windows it wrote `\` into names.
fn write_androidqf(name: &str, path: &mut String) {
    if name.contains('\\') && !name.contains('/') {
        return write_androidqf(&name.replace('\\', "/"), path);
    }
    if name.starts_with(LOGS) {
        path.push('/');
        path.push_str(name);
    } else {
        write_of_phone(name, "logs/", ANDROIDQF, path);
    }
}

/// The reverse of [`write_androidqf`].
fn names_of_androidqf(path: &str) -> Vec<String> {
    let mut names = match path.strip_prefix('/').filter(|name| name.starts_with(LOGS)) {
        Some(name) => vec![name.to_owned()],
        None => names_of_phone(path, "logs/", ANDROIDQF),
    };
    let windows: Vec<String> = names.iter().map(|name| name.replace('/', "\\")).collect();
    names.extend(windows);
    names
}

/// A bug report, a backup and archives of intrusion logs are evidence of their own; packages, logs
/// and what lay in a folder for everybody are not.
fn may_androidqf_hold(name: &str) -> bool {
    let is = |end: &str| name.len() > end.len() && name.to_ascii_lowercase().ends_with(end);
    match name.split(['/', '\\']).collect::<Vec<_>>().as_slice() {
        [name] => is(".ab") || is(".zip") || name.starts_with("dumpsys_"),
        ["apks" | "logs" | "tmp", ..] => false,
        ["intrusion_logs", ..] => is(".zip"),
        _ => true,
    }
}

fn names_below(root: &str, path: &str) -> Vec<String> {
    let inside = path.strip_prefix(root).and_then(|rest| rest.strip_prefix('/'));
    let Some(inside) = inside.filter(|inside| !inside.is_empty()) else { return Vec::new() };
    let short = if root.is_empty() { inside.strip_prefix("private/") } else { None };
    let short = short.filter(|name| is_in_private(name));
    [Some(inside), short].into_iter().flatten().map(str::to_owned).collect()
}

fn is_in_private(name: &str) -> bool {
    IN_PRIVATE.iter().any(|start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(layout: &Layout, name: &str) -> Option<String> {
        let mut path = String::new();
        layout.write_path(name, &mut path).then_some(path)
    }

    #[test]
    fn paths_of_an_iphone() {
        let cases = [
            ("", "private/var/mobile/a", "/private/var/mobile/a"),
            ("", "var/mobile/a", "/private/var/mobile/a"),
            ("", "System/a", "/System/a"),
            ("", "various/a", "/various/a"),
            ("/private/var", "mobile/a", "/private/var/mobile/a"),
            ("/sysdiagnose", "var/a", "/sysdiagnose/var/a"),
        ];
        for (root, name, expected) in cases {
            let layout = Layout::Below(root);
            assert_eq!(path(&layout, name).as_deref(), Some(expected));
            assert!(layout.names(expected).iter().any(|other| other == name));
        }
    }

    #[test]
    fn a_bug_report_holds_files_of_the_phone_and_others() {
        let layout = Layout::BugReport { dumpstate: Some("d.txt".into()) };
        let cases = [
            ("FS/data/anr/a", "/data/anr/a"),
            ("d.txt", "/bugreport/d.txt"),
            ("version.txt", "/bugreport/version.txt"),
            // A phone has no such folder: nobody can put a section there.
            ("FS/dumpsys/package", "/bugreport/FS/dumpsys/package"),
        ];
        for (name, expected) in cases {
            assert_eq!(path(&layout, name).as_deref(), Some(expected));
            assert_eq!(layout.names(expected), [name]);
        }
        assert!(layout.is_cut("d.txt") && !layout.is_cut("x/d.txt"));
    }

    #[test]
    fn a_dumpstate_alone_has_no_neighbours() {
        let layout = Layout::Dumpstate("bugreport-x.txt".into());
        assert_eq!(path(&layout, "bugreport-x.txt").as_deref(), Some("/bugreport/bugreport-x.txt"));
        assert_eq!(path(&layout, "other.txt"), None);
    }
}
