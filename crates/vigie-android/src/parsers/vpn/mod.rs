//! Which app sends the traffic of the phone where: services `vpn_management` and `connectivity`.
//!
//! `Vpn` prints per user, from Android 12 on in the first service, before in the second:
//!
//! ```text
//! VPNs:
//!   0:
//!     Active package name: com.example.vpn
//!     Active vpn type: 1
//! ```
//!
//! `[Legacy VPN]` is that of the system. Whether it is always on, and whether traffic beside it is blocked,
//! stands in the settings `always_on_vpn_app` and `always_on_vpn_lockdown`.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/connectivity/Vpn.java>.

use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Origin, Parser, ParserMeta, Sink, Stop, Text, Versions, Volume,
    revive,
};
use vigie_formats::lines::each_line_of;

use crate::holder::{Holder, Power};
use crate::section::{indent, user};

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
        each_line_of(input, |line| {
            let (_, text) = indent(line.text);
            if let Some(number) = text.strip_suffix(':').filter(|text| text.parse::<i32>().is_ok()) {
                of_user = user(number);
            }
            for (key, what) in [
                ("Active package name: ", "VPN"),
                ("Always-on package: ", "VPN always on"),
                ("mAlwaysOnPackage=", "VPN always on"),
                ("Lockdown package: ", "VPN with lockdown"),
            ] {
                let Some((_, name)) = text.split_once(key) else { continue };
                let name = name.split([' ', ',']).next().unwrap_or(name);
                let is_none = name.is_empty() || name == "null";
                let holder: Option<Holder<Self>> = Holder::read(what, name, of_user);
                if let Some(holder) = holder.filter(|_| !is_none) {
                    sink.emit(Locator::Line(line.number), &holder)?;
                }
            }
            Ok(())
        })
    }
}
