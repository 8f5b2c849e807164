//! What is left by programs that make others root.

use crate::parsers::Mount;

/// Texts in the paths of the files that such programs need.
pub(super) const QUESTIONS: &[&str] = &["/data/adb/", "bin/su", "magisk"];

/// Apps that make others root or hide it, as their projects name them.
const APPS: &[&str] = &[
    "com.amphoras.hidemyroot",
    "com.amphoras.hidemyrootadfree",
    "com.devadvance.rootcloak",
    "com.devadvance.rootcloakplus",
    "com.formyhm.hideroot",
    "com.kingo.root",
    "com.kingouser.com",
    "com.kingroot.kinguser",
    "com.koushikdutta.superuser",
    "com.noshufou.android.su",
    "com.noshufou.android.su.elite",
    "com.saurik.substrate",
    "com.thirdparty.superuser",
    "com.topjohnwu.magisk",
    "com.zachspong.temprootremovejb",
    "com.zhiqupk.root.global",
    "de.robv.android.xposed.installer",
    "eu.chainfire.supersu",
    "io.github.huskydg.magisk",
    "io.github.vvb2060.magisk",
    "me.bmax.apatch",
    "me.phh.superuser",
    "me.weishu.kernelsu",
    "com.rifsxd.ksunext",
    "com.sukisu.ultra",
    "org.lsposed.manager",
    "org.meowcat.edxposed.manager",
];

/// Whether an app makes others root, or hides it.
pub(super) fn is_app(package: &str) -> bool {
    APPS.contains(&package)
}

/// Whether a file is one of such a program.
pub(super) fn is_file(path: &str) -> bool {
    const FOLDERS: [&str; 8] = [
        "/data/adb/magisk",
        "/data/adb/modules",
        "/data/adb/ksu",
        "/data/adb/ap",
        "/data/adb/zygisk",
        "/data/adb/lspd",
        "/sbin/.magisk",
        "/debug_ramdisk/.magisk",
    ];
    let below = |folder: &&str| {
        let rest = path.strip_prefix(*folder);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.', 'd']))
    };
    const NAMES: [&str; 4] = ["su", "magisk", "magisk32", "magisk64"];
    let in_bin = |name: &&str| {
        path.strip_suffix(*name).is_some_and(|folder| {
            folder.ends_with("/bin/") || folder.ends_with("/xbin/") || folder.ends_with("/sbin/")
        })
    };
    FOLDERS.iter().any(below) || NAMES.iter().any(in_bin)
}

/// Whether a mount is one that such a program makes, in the view of any process.
pub(super) fn is_mount(mount: &Mount) -> bool {
    const DEVICES: [&str; 6] = ["magisk", "KSU", "APatch", "zygisk", "kernelsu", "worker"];
    let root = mount.root.as_deref().unwrap_or("");
    let own = root.contains("/adb/modules") || root.contains("/adb/magisk");
    own || DEVICES.contains(&mount.device.as_str())
        || mount.point.contains("/.magisk")
        || mount.point.starts_with("/data/adb/modules")
}
