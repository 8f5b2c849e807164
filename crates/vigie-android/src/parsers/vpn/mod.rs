//! Which app sends the traffic of the phone where: services `vpn_management` and `connectivity`.
//!
//! `Vpn` prints per user, from Android 12 on in the first service, before in the second:
//!
//! ```text
//! VPNs:
//!   0: com.example.vpn
//!     Active package name: com.example.vpn
//!     Active vpn type: 1
//!     mEventChanges (most recent first):
//!       2026-09-08T03:29:30 - [LockdownAlwaysOn] Mode changed: lockdown=true alwaysOn=true calling from 1000
//! ```
//!
//! `[Legacy VPN]` is that of the system. The settings `always_on_vpn_app` and `always_on_vpn_lockdown` tell
//! of the mode too.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/connectivity/Vpn.java>.

use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Origin, Parser, ParserMeta, Sink, Stop, Text, Versions, Volume,
    revive,
};
use vigie_formats::lines::each_line_of;

use crate::holder::{Holder, Power};
use crate::section::{indent, value_of};

pub(crate) static ITEM: Vpn = Vpn;

pub(crate) struct Vpn;

static META: ParserMeta = ParserMeta {
    id: "vpn",
    title: Text { en: "Apps that carry the traffic (VPN)", fr: "Apps qui acheminent le trafic (VPN)" },
    reads: &["/dumpsys/vpn_management", "/dumpsys/*/vpn_management", "/dumpsys/connectivity", "/dumpsys/*/connectivity"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(7),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/connectivity/Vpn.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.vpn.holder",
    title: Text { en: "App that carries the traffic", fr: "App qui achemine le trafic" },
    brief: &["what", "package", "user"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Holder<Vpn>>,
};

impl Power for Vpn {
    fn kind() -> &'static Kind {
        &KIND
    }
}

impl Parser for Vpn {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut of_user = None;
        let mut package = String::new();
        let mut mode_known = false;
        each_line_of(input, |line| {
            let (_, text) = indent(line.text);
            let mut give = |what: &str, name: &str| {
                let name = name.split([' ', ',']).next().unwrap_or(name);
                let holder: Option<Holder<Self>> = Holder::read(what, name, of_user);
                match holder.filter(|_| is_known(name)) {
                    Some(holder) => sink.emit(Locator::Line(line.number), &holder),
                    None => Ok(()),
                }
            };
            if let Some((_, name)) = text.split_once("Active package name: ") {
                return give("VPN", name);
            }
            if let Some((_, name)) = text.split_once("mAlwaysOnPackage=") {
                return give("VPN always on", name);
            }
            // The newest change of the mode comes first, the older ones are past.
            if let Some((_, mode)) = text.split_once("[LockdownAlwaysOn] Mode changed: ") {
                let is_newest = !std::mem::replace(&mut mode_known, true);
                let says = |key| value_of(mode, key) == Some("true");
                return match (says("alwaysOn"), says("lockdown")) {
                    (true, true) if is_newest => give("VPN always on, nothing beside it", &package),
                    (true, false) if is_newest => give("VPN always on", &package),
                    _ => Ok(()),
                };
            }
            if let Some((number, name)) = text.split_once(':')
                && let Ok(number) = number.parse()
            {
                of_user = Some(number);
                name.trim().clone_into(&mut package);
                mode_known = false;
            }
            Ok(())
        })
    }
}

/// Whether a name is one.
fn is_known(name: &str) -> bool {
    !name.is_empty() && name != "null"
}
