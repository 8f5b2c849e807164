//! A process or a thread in a list of those that ran.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, links, revive};

use crate::fields::More;
use crate::names::{each_process_name, paths_inside};

/// Which list it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum List {
    /// What AndroidQF wrote.
    Androidqf,
    /// What a bug report holds.
    BugReport,
}

/// Those that AndroidQF wrote.
pub(crate) static IN_ANDROIDQF: Kind = Kind {
    id: "android.aqf_processes.process",
    title: Text { en: "Running process", fr: "Processus en cours" },
    brief: &["name", "pid", "user"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<ListedProcess>,
};

/// Those in a bug report.
pub(crate) static IN_BUG_REPORT: Kind = Kind {
    id: "android.processes.process",
    title: Text { en: "Running process or thread", fr: "Processus ou fil d’exécution en cours" },
    brief: &["name", "pid", "user"],
    personal: &[],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<ListedProcess>,
};

/// A process or a thread.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ListedProcess {
    /// Which list it stands in.
    pub(crate) list: List,
    /// What it is called: a package, a path, a name that the kernel cut after 15 bytes.
    pub(crate) name: String,
    /// The app that it is of, where the kernel cut its name and its user id tells the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// Process id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) pid: Option<i64>,
    /// Thread id, where threads are listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tid: Option<i64>,
    /// Id of the process that started it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) parent_pid: Option<i64>,
    /// Id of the user it runs as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uid: Option<i64>,
    /// Name of the user it runs as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<String>,
    /// Its SELinux label.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) context: Option<String>,
    /// What it does: running, sleeping.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) state: Option<String>,
    /// File it runs from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
    /// What it was started with, its own name first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) arguments: Vec<String>,
    /// Its environment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) environment: Vec<String>,
    /// The folder it works in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) folder: Option<String>,
    /// Further columns or fields.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl ListedProcess {
    /// A process of which only the name is known.
    pub(crate) fn called(list: List, name: &str) -> Self {
        Self {
            list,
            name: name.to_owned(),
            package: None,
            pid: None,
            tid: None,
            parent_pid: None,
            uid: None,
            user: None,
            context: None,
            state: None,
            path: None,
            arguments: Vec::new(),
            environment: Vec::new(),
            folder: None,
            more: More::new(),
        }
    }
}

/// The path of a program, which is there although the file is gone.
fn without_deleted(path: &str) -> &str {
    path.strip_suffix(" (deleted)").unwrap_or(path)
}

impl Record for ListedProcess {
    fn kind(&self) -> &'static Kind {
        match self.list {
            List::Androidqf => &IN_ANDROIDQF,
            List::BugReport => &IN_BUG_REPORT,
        }
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        each_process_name(&self.name, |value| see("name", value));
        if let Some(package) = &self.package {
            see("package", Observable::AppId(package));
            see("package", Observable::Process(package));
        }
        if let Some(path) = &self.path {
            let path = without_deleted(path);
            see("path", Observable::Process(path));
            see("path", Observable::Path(path));
        }
        if let Some((first, others)) = self.arguments.split_first() {
            each_process_name(first, |value| see("arguments", value));
            // Some programs write all of it into the first.
            let inside = first.split_once(' ').map(|(_, rest)| rest);
            for argument in inside.into_iter().chain(others.iter().map(String::as_str)) {
                paths_inside(argument).for_each(|path| see("arguments", Observable::Path(path)));
                links(argument).for_each(|link| see("arguments", link.observable()));
            }
        }
        for variable in &self.environment {
            for part in variable.split(':') {
                paths_inside(part).for_each(|path| see("environment", Observable::Path(path)));
            }
        }
        if let Some(folder) = &self.folder {
            see("folder", Observable::Path(without_deleted(folder)));
        }
    }
}
