//! Apps that may use power while the phone sleeps: service `deviceidle`.
//!
//! ```text
//!   Whitelist (except idle) system apps:
//!     com.android.providers.downloads
//!   Whitelist user apps:
//!     com.example
//! ```
//!
//! The owner has to agree to an exemption of a user app; what records for long asks for one.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/apex/jobscheduler/service/java/com/android/server/DeviceIdleController.java>.

use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Origin, Parser, ParserMeta, Sink, Stop, Text, Versions, Volume,
    revive,
};
use vigie_formats::lines::each_line_of;

use crate::holder::{Holder, Power};
use crate::names::is_package;
use crate::section::indent;

pub(crate) static ITEM: DeviceIdle = DeviceIdle;

pub(crate) struct DeviceIdle;

static META: ParserMeta = ParserMeta {
    id: "device_idle",
    title: Text { en: "Apps that may use power while the phone sleeps", fr: "Apps autorisées à consommer pendant la veille" },
    reads: &["/dumpsys/deviceidle", "/dumpsys/*/deviceidle"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(6),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/apex/jobscheduler/service/java/com/android/server/DeviceIdleController.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.device_idle.exemption",
    title: Text { en: "App exempt from saving power", fr: "App dispensée d’économie d’énergie" },
    brief: &["what", "package", "user"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Holder<DeviceIdle>>,
};

impl Power for DeviceIdle {
    fn kind() -> &'static Kind {
        &KIND
    }
}

impl Parser for DeviceIdle {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut block: Option<(usize, &str)> = None;
        each_line_of(input, |line| {
            let (depth, text) = indent(line.text);
            if let Some(heading) = heading(text) {
                block = Some((depth, heading));
                return Ok(());
            }
            let Some((_, what)) = block.filter(|(heading, _)| depth > *heading) else {
                block = None;
                return Ok(());
            };
            let name = text.split([' ', ',']).next().unwrap_or(text);
            if !is_package(name) {
                return Ok(());
            }
            let holder: Option<Holder<Self>> = Holder::read(what, name, None);
            holder.map_or(Ok(()), |one| sink.emit(Locator::Line(line.number), &one))
        })
    }
}

/// What the lines below a heading list.
fn heading(text: &str) -> Option<&'static str> {
    Some(match text.strip_suffix(':')?.replace("Allowlist", "Whitelist").as_str() {
        "Whitelist (except idle) system apps" => "system app, but for deep sleep",
        "Whitelist system apps" => "system app",
        "Whitelist (except idle) user apps" => "user app, but for deep sleep",
        "Whitelist user apps" => "user app",
        "Removed from whitelist system apps" => "system app, taken away",
        "Temp whitelist" => "for a while",
        _ => return None,
    })
}
