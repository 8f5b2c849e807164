//! A mount.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, revive};

pub(super) static KIND: Kind = Kind {
    id: "android.mounts.mount",
    title: Text { en: "Mounted file system", fr: "Système de fichiers monté" },
    brief: &["point", "device", "file_system"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Mount>,
};

/// Most processes that a mount lists.
const MOST_PROCESSES: usize = 50;

/// A mounted file system.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Mount {
    /// What is mounted: a device, a file, a name.
    pub(crate) device: String,
    /// Where.
    pub(crate) point: String,
    /// Kind of file system.
    pub(crate) file_system: String,
    /// Options of the mount.
    pub(crate) options: String,
    /// Options of the file system below, where they are told apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) super_options: Option<String>,
    /// True where it can be written to, as far as all options tell.
    pub(crate) writable: bool,
    /// Folder of the file system that is mounted, where it is not its root.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) root: Option<String>,
    /// Number of the mount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<u64>,
    /// Number of the mount it lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) parent: Option<u64>,
    /// Major and minor number of the device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) device_number: Option<String>,
    /// How it is shared with other namespaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sharing: Option<String>,
    /// How many processes see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) process_count: Option<u64>,
    /// The first of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) processes: Vec<u32>,
    /// The list it was first seen in, where that is another than the one cited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<String>,
}

impl Mount {
    /// Notes that a process sees it.
    pub(super) fn add_process(&mut self, process: Option<u32>) {
        let Some(process) = process else { return };
        let count = self.process_count.unwrap_or(0);
        self.process_count = Some(count.saturating_add(1));
        if self.processes.len() < MOST_PROCESSES {
            self.processes.push(process);
        }
    }
}

impl Record for Mount {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("point", Observable::Path(&self.point));
        if self.device.starts_with('/') {
            see("device", Observable::Path(&self.device));
        }
        // A file bound over another shows its own path here.
        if let Some(root) = &self.root {
            see("root", Observable::Path(root));
        }
    }
}
