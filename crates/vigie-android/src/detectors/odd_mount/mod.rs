//! Mounts that lay other files over parts of the system, or come from where no mount comes from.

use vigie_core::{
    Claim, Confidence, Detector, DetectorMeta, Evidence, Found, Order, Seen, Severity, Text, Watch,
    wording,
};

use super::places::is_of_system;
use crate::parsers::Mount;

pub(crate) static ITEM: OddMount = OddMount;

pub(crate) struct OddMount;

static META: DetectorMeta = DetectorMeta {
    id: "odd_mount",
    version: 1,
    title: Text {
        en: "Mount that lays other files over the system",
        fr: "Montage qui pose d’autres fichiers sur le système",
    },
    severity: Severity::Medium,
    order: Order::Time,
    reads: &[
        "android.mounts.mount",
    ],
    catalogue: &[],
    manual: include_str!("manual.md"),
    wording: wording!(),
    references: &[
        "https://www.kernel.org/doc/html/latest/filesystems/overlayfs.html",
        "https://source.android.com/docs/core/architecture/partitions",
    ],
};

impl Detector for OddMount {
    fn meta(&self) -> &'static DetectorMeta {
        &META
    }

    fn watch(&self) -> Box<dyn Watch> {
        Box::new(Mounts::default())
    }
}

/// Most mounts that are cited.
const MOST: usize = 200;

#[derive(Default)]
struct Mounts {
    staged: Vec<Evidence>,
    laid: Vec<Evidence>,
}

impl Watch for Mounts {
    fn see(&mut self, seen: &Seen<'_>, _: &mut Vec<Found>) {
        let Some(mount) = seen.record.as_a::<Mount>() else { return };
        let list = if is_staged(mount) {
            &mut self.staged
        } else if is_of_system(&mount.point) && lies_over(mount) {
            &mut self.laid
        } else {
            return;
        };
        if list.len() < MOST {
            list.push(seen.evidence("point", &mount.point));
        }
    }

    fn end(&mut self, out: &mut Vec<Found>) {
        let lists = [
            ("odd-mount-staged", Severity::Medium, std::mem::take(&mut self.staged)),
            ("odd-mount-laid", Severity::Low, std::mem::take(&mut self.laid)),
        ];
        for (key, severity, evidence) in lists {
            let mut points: Vec<&str> = evidence.iter().map(|one| &*one.quote).collect();
            points.dedup();
            let (count, points) = (points.len().to_string(), points.iter().take(5).copied().collect::<Vec<_>>().join(", "));
            if !evidence.is_empty() {
                let claim = Claim::new(key, [("count", &count), ("points", &points)]);
                out.push(Found { severity, confidence: Confidence::Low, claim, evidence });
            }
        }
    }
}

/// Whether a mount is on, or of, the folder where adb puts its files, or shared storage laid elsewhere.
fn is_staged(mount: &Mount) -> bool {
    let root = mount.root.as_deref().unwrap_or("");
    mount.point.starts_with("/data/local/")
        || root.starts_with("/local/tmp")
        || root.starts_with("/data/local/")
        || mount.device.starts_with("/data/local/")
        || is_of_system(&mount.point) && (root.starts_with("/media/") || mount.device.starts_with("/sdcard"))
}

/// Whether a mount lays files of the user's partition, or of memory, over others.
fn lies_over(mount: &Mount) -> bool {
    let options = [Some(mount.options.as_str()), mount.super_options.as_deref()];
    let upper = options.into_iter().flatten().any(|options| {
        options.contains("upperdir=/data/") || options.contains("lowerdir=/data/")
    });
    let root = mount.root.as_deref().unwrap_or("/");
    let of_data = ["/app/", "/adb/", "/data/", "/misc/", "/system/"].iter().any(|folder| {
        root.starts_with(folder) && matches!(mount.file_system.as_str(), "f2fs" | "ext4")
    });
    upper || of_data && mount.device.contains("userdata")
}
