//! The processes that run while the sysdiagnose is taken: the same in every list of them.

use crate::Rng;
use crate::ios::phone::Phone;
use crate::ios::{Plant, chains};
use crate::words::PROCESSES;

/// One running process.
pub(super) struct Process {
    pub(super) plant: Option<Plant>,
    pub(super) pid: i64,
    pub(super) user: &'static str,
    pub(super) path: String,
    /// Seconds since it was started.
    pub(super) age: i64,
}

impl Process {
    /// The last part of its path.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The number of its user.
    pub(super) fn uid(&self) -> u32 {
        match self.user {
            "root" => 0,
            "mobile" => 501,
            _ => 65,
        }
    }

    /// The UUID of its binary.
    pub(super) fn uuid(&self) -> String {
        Rng::part(0, &self.path).uuid()
    }
}

/// Everything that runs, `launchd` first.
pub(super) fn running(phone: &Phone) -> Vec<Process> {
    let mut rng = phone.rng("processes");
    let boot = 190_000;
    let process = |pid, user, path: String, age| Process { plant: None, pid, user, path, age };
    let mut all = vec![process(1, "root", "/sbin/launchd".to_owned(), boot)];
    for (pid, name) in (60..).zip(PROCESSES) {
        let user = match *name {
            "mDNSResponder" => "_mdnsresponder",
            "wifid" | "CommCenter" | "trustd" | "locationd" | "symptomsd" => "root",
            _ => "mobile",
        };
        all.push(process(pid, user, path(name), boot - rng.range(10, 90_000)));
    }
    let app = "/private/var/containers/Bundle/Application/0D53AE50-7A5C-4C59-8D4B-0B7B9F6E0A11/Spotify.app/Spotify";
    all.push(process(1200, "mobile", app.to_owned(), 4000));
    if phone.has(Plant::PsProcess) {
        let path = "/private/var/tmp/nwshadowd".to_owned();
        all.push(Process { plant: Some(Plant::PsProcess), ..process(1300, "root", path, 9000) });
    }
    if phone.has(Plant::ChainProcess) {
        let path = chains::BINARY.to_owned();
        let plant = Some(Plant::ChainProcess);
        all.push(Process { plant, ..process(1301, "root", path, 140_000) });
    }
    all
}

/// Where the binary of a system process stands.
fn path(name: &str) -> String {
    match name {
        "SpringBoard" => "/System/Library/CoreServices/SpringBoard.app/SpringBoard".to_owned(),
        "mobilesafari" => "/Applications/MobileSafari.app/MobileSafari".to_owned(),
        "com.apple.MobileSMS" => "/Applications/MobileSMS.app/MobileSMS".to_owned(),
        "com.apple.WebKit.Networking" => {
            "/System/Library/Frameworks/WebKit.framework/XPCServices/com.apple.WebKit.Networking.xpc/com.apple.WebKit.Networking".to_owned()
        }
        "CommCenter" => {
            "/System/Library/Frameworks/CoreTelephony.framework/Support/CommCenter".to_owned()
        }
        "apsd" => "/System/Library/PrivateFrameworks/ApplePushService.framework/apsd".to_owned(),
        "mDNSResponder" | "mediaserverd" | "wifid" => format!("/usr/sbin/{name}"),
        _ => format!("/usr/libexec/{name}"),
    }
}
