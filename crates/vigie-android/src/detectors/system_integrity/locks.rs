//! The locks of a system, and what says that one is open.

use vigie_core::Severity;

/// A lock of the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lock {
    /// What starts the phone checks nothing.
    Boot,
    /// What starts the phone checks with a key of somebody else than the maker.
    OwnKey,
    /// The build is one for development.
    Build,
    /// The build is signed with keys that everybody has.
    TestKeys,
    /// SELinux only looks on.
    Selinux,
    /// Programs can be made root.
    Root,
    /// A tool is there that often comes with root.
    Busybox,
    /// A partition of the system can be written to.
    Partition,
}

impl Lock {
    /// How much it matters that it is open.
    pub(super) const fn severity(self) -> Severity {
        match self {
            Self::OwnKey | Self::Busybox => Severity::Info,
            Self::TestKeys => Severity::Low,
            Self::Boot | Self::Build | Self::Selinux | Self::Root | Self::Partition => {
                Severity::Medium
            }
        }
    }

    /// Key of the sentence that says so.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Boot => "system-integrity-boot",
            Self::OwnKey => "system-integrity-own-key",
            Self::Build => "system-integrity-build",
            Self::TestKeys => "system-integrity-test-keys",
            Self::Selinux => "system-integrity-selinux",
            Self::Root => "system-integrity-root",
            Self::Busybox => "system-integrity-busybox",
            Self::Partition => "system-integrity-partition",
        }
    }
}

/// The lock that a property says is open.
pub(super) fn of_property(name: &str, value: &str) -> Option<Lock> {
    match (name, value) {
        ("ro.boot.verifiedbootstate", "orange" | "red") => Some(Lock::Boot),
        ("ro.boot.verifiedbootstate", "yellow") => Some(Lock::OwnKey),
        ("ro.boot.flash.locked", "0") | ("ro.boot.vbmeta.device_state", "unlocked") => {
            Some(Lock::Boot)
        }
        ("ro.boot.veritymode", "disabled" | "logging") => Some(Lock::Boot),
        ("ro.debuggable" | "service.adb.root", "1") | ("ro.secure" | "ro.adb.secure", "0") => {
            Some(Lock::Build)
        }
        ("ro.build.type", "eng" | "userdebug") => Some(Lock::Build),
        ("ro.build.tags", tags) if tags.contains("test-keys") || tags.contains("dev-keys") => {
            Some(Lock::TestKeys)
        }
        ("ro.boot.selinux" | "ro.build.selinux.enforce", "permissive" | "disabled" | "0") => {
            Some(Lock::Selinux)
        }
        _ => None,
    }
}
