//! Files, directories and links that the index lists.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Limits, Observable, Record, Siblings, Sink, Stamp, Text, Time, Volume, links, revive, Origin};
use vigie_evidence::device_path;
use vigie_formats::keyed_archive::{BackupFile, backup_file};
use vigie_formats::plist;
use vigie_formats::sqlite::{Column, Row, Table};

use crate::cells;
use crate::columns::Columns;
use crate::digests::hexadecimal;
use crate::paths;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.manifest.file",
    title: Text { en: "File in the backup", fr: "Fichier de la sauvegarde" },
    brief: &["domain", "relative_path"],
    personal: &["relative_path"],
    origin: Origin::Files,
    volume: Volume::Few,
    revive: revive::<File>,
};

/// A file, directory or link that the index lists.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct File {
    /// SHA-1 of domain and path; the name of the file in the backup.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) file_id: String,
    /// Part of the phone: `HomeDomain`, `AppDomain-` and an app, ….
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) domain: String,
    /// Path inside the domain.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) relative_path: String,
    /// 1 file, 2 directory, 4 symbolic link.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) flags: i64,
    /// True where the backup lacks the file.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) missing: bool,
    /// The app that the domain belongs to, on the first row of the domain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) app_id: Option<String>,
    /// When the file was created.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) birth: Option<Time>,
    /// When its content last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_modified: Option<Time>,
    /// When its metadata last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_status_change: Option<Time>,
    /// Type and permissions in octal: `100644`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) mode: Option<String>,
    /// Owner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user_id: Option<i64>,
    /// Group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) group_id: Option<i64>,
    /// Length in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) size: Option<i64>,
    /// Inode on the phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) inode: Option<i64>,
    /// When the phone lets it be read: 1 unlocked, 3 after the first unlock, 4 always, ….
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) protection_class: Option<i64>,
    /// Hash of the content, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) digest: Option<String>,
    /// Where a link points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) target: Option<String>,
    /// Extended attributes, such as where the file was downloaded from.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) extended_attributes: Columns,
}

fn is_zero(number: &i64) -> bool {
    *number == 0
}

impl Record for File {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let (birth, modified, changed) = (self.birth, self.last_modified, self.last_status_change);
        // One event per instant: most files have three times that are the same.
        if let Some(at) = birth {
            let means = match (modified == birth, changed == birth) {
                (true, true) => "file created, modified and changed",
                (true, false) => "file created and modified",
                (false, true) => "file created and its attributes changed",
                (false, false) => "file created",
            };
            see(Stamp::utc(at, means));
        }
        if let Some(at) = modified.filter(|_| modified != birth) {
            let means =
                if changed == modified { "file modified and changed" } else { "file modified" };
            see(Stamp::utc(at, means));
        }
        if let Some(at) = changed.filter(|_| changed != birth && changed != modified) {
            see(Stamp::utc(at, "file attributes changed"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(app) = &self.app_id {
            each_app_id(&self.domain, app, |id| see("app_id", Observable::AppId(id)));
        }
        if !self.relative_path.is_empty() {
            let path = device_path(&self.domain, &self.relative_path);
            see("relative_path", Observable::Path(&path));
            see("relative_path", Observable::FileName(paths::file_name(&self.relative_path)));
            each_host(&self.relative_path, |host| see("relative_path", Observable::Host(host)));
        }
        if let Some(path) = self.target.as_deref().and_then(paths::absolute) {
            see("target", Observable::Path(&path));
        }
        for (_, text) in self.extended_attributes.texts() {
            links(text).for_each(|link| see("extended_attributes", link.observable()));
        }
    }
}

/// Domains that belong to one app.
const APP_DOMAINS: [&str; 3] = ["AppDomain-", "AppDomainGroup-", "AppDomainPlugin-"];

/// The app or app group that `domain` belongs to.
fn app_of(domain: &str) -> Option<&str> {
    APP_DOMAINS.iter().find_map(|prefix| domain.strip_prefix(prefix)).filter(|id| !id.is_empty())
}

/// The ids that an app of domain `domain` may be listed under: itself, the app that a group is
/// named after, and the app that holds a plug-in, whose id always begins with that of its app.
fn each_app_id<'a>(domain: &str, id: &'a str, mut see: impl FnMut(&'a str)) {
    see(id);
    if let Some(app) = id.strip_prefix("group.") {
        see(app);
    }
    if domain.starts_with("AppDomainPlugin-")
        && let Some((app, _)) = id.rsplit_once('.')
    {
        see(app);
    }
}

/// The hosts in names of folders and files where WebKit keeps what a website stored:
/// `https_bad.example_0.localstorage`.
fn each_host(path: &str, mut see: impl FnMut(&str)) {
    if memchr::memchr(b'_', path.as_bytes()).is_none() {
        return;
    }
    for name in path.split('/').filter(|name| name.contains('_')) {
        name.split('_').filter(|part| is_host(part)).for_each(&mut see);
    }
}

fn is_host(part: &str) -> bool {
    let Some((labels, top)) = part.rsplit_once('.') else { return false };
    let label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let address = labels.split('.').chain([top]).all(|octet| octet.parse::<u8>().is_ok());
    let name = top.len() >= 2 && top.chars().any(char::is_alphabetic) && label(top);
    (name || address) && labels.split('.').all(label)
}

/// Domains whose first row is remembered.
const MOST_DOMAINS: usize = 200_000;

/// What is needed to make a file of a row.
pub(super) struct Rows<'a> {
    file_id: Option<Column>,
    domain: Option<Column>,
    relative_path: Option<Column>,
    flags: Option<Column>,
    file: Option<Column>,
    siblings: Option<&'a dyn Siblings>,
    limits: &'a Limits,
    domains: HashSet<String>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(
        table: &Table<'_>,
        siblings: Option<&'a dyn Siblings>,
        limits: &'a Limits,
    ) -> Self {
        let column = |name| table.column(name);
        Self {
            file_id: column("fileID"),
            domain: column("domain"),
            relative_path: column("relativePath"),
            flags: column("flags"),
            file: column("file"),
            siblings,
            limits,
            domains: HashSet::new(),
        }
    }

    pub(super) fn file(&mut self, row: &Row<'_>, sink: &mut Sink<'_>) -> File {
        let mut file = File {
            file_id: cells::text(row, self.file_id).unwrap_or_default(),
            domain: cells::text(row, self.domain).unwrap_or_default(),
            relative_path: cells::text(row, self.relative_path).unwrap_or_default(),
            flags: row.integer(self.flags).unwrap_or_default(),
            ..File::default()
        };
        if file.file_id.is_empty() || file.domain.is_empty() {
            sink.problem(row.locator(), "expected a fileID and a domain");
        }
        if let Some(app) = app_of(&file.domain)
            && self.domains.len() < MOST_DOMAINS
            && !self.domains.contains(&file.domain)
        {
            self.domains.insert(file.domain.clone());
            file.app_id = Some(app.to_owned());
        }
        let there = |siblings: &dyn Siblings| siblings.has_backup_file(&file.file_id);
        file.missing = file.flags == 1 && !self.siblings.is_none_or(there);
        match row.blob(self.file).filter(|bytes| !bytes.is_empty()) {
            None => {}
            Some(bytes) => match backup_file(bytes, self.limits) {
                Ok(about) => self.fill(&mut file, about, row, sink),
                Err(stop) => sink.problem(row.locator(), format!("file: {stop}")),
            },
        }
        file
    }

    fn fill(&self, file: &mut File, about: BackupFile, row: &Row<'_>, sink: &mut Sink<'_>) {
        if let Some(damage) = about.damage {
            sink.problem(row.locator(), format!("file: {damage}"));
        }
        file.birth = about.birth;
        file.last_modified = about.last_modified;
        file.last_status_change = about.last_status_change;
        file.mode = about.mode.map(|mode| format!("{mode:o}"));
        file.user_id = about.user_id;
        file.group_id = about.group_id;
        file.size = about.size;
        file.inode = about.inode;
        file.protection_class = about.protection_class;
        file.digest = about.digest.map(|bytes| hexadecimal(&bytes));
        file.target = about.target;
        if let Some(bytes) = about.extended_attributes {
            match plist::parse(&bytes, self.limits) {
                Ok(attributes) => file.extended_attributes = attribute_texts(&attributes, self.limits),
                Err(stop) => sink.problem(row.locator(), format!("extended attributes: {stop}")),
            }
        }
    }
}

/// Extended attributes; the values are often property lists themselves.
fn attribute_texts(attributes: &plist::Value, limits: &Limits) -> Columns {
    let fields = attributes.as_dictionary().into_iter().flat_map(|fields| fields.iter());
    let decoded = fields.map(|(name, value)| {
        let inner = value.as_bytes().filter(|bytes| bytes.starts_with(b"bplist"));
        let inner = inner.and_then(|bytes| plist::parse(bytes, limits).ok());
        (name.to_owned(), inner.unwrap_or_else(|| value.clone()))
    });
    trees::flatten(&plist::Value::Dictionary(decoded.collect()), 50)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_in_names() {
        let hosts = |path| {
            let mut found = Vec::new();
            each_host(path, |host| found.push(host.to_owned()));
            found
        };
        let storage = "Library/WebKit/LocalStorage/https_bad.example_0.localstorage";
        assert_eq!(hosts(storage), ["bad.example", "0.localstorage"]);
        assert_eq!(hosts("IndexedDB/http_198.51.100.7_8080/x"), ["198.51.100.7"]);
        assert!(hosts("Library/History.db").is_empty());
        assert!(hosts("a_b/c_d.").is_empty());
    }

    #[test]
    fn ids_behind_groups_and_plug_ins() {
        let ids = |domain: &str| {
            let mut found = Vec::new();
            each_app_id(domain, app_of(domain).unwrap(), |id| found.push(id.to_owned()));
            found
        };
        assert_eq!(ids("AppDomain-a.b"), ["a.b"]);
        assert_eq!(ids("AppDomainGroup-group.a.b"), ["group.a.b", "a.b"]);
        assert_eq!(ids("AppDomainPlugin-a.b.keyboard"), ["a.b.keyboard", "a.b"]);
        assert_eq!(app_of("HomeDomain"), None);
    }
}
