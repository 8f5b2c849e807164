//! The app for calls, and accounts that place or screen them: service `telecom`.
//!
//! The form of the dump changes with each version: any line that gives a package to something called
//! dialer, call screening or call redirection counts, and any line with a phone account, which names the
//! component behind it:
//!
//! ```text
//!   [[X] PhoneAccount: ComponentInfo{com.example/com.example.Calls}, [1a2b], UserHandle{0} Capabilities: …
//! ```
//!
//! Layout after <https://android.googlesource.com/platform/packages/services/Telecomm/+/refs/heads/main/src/com/android/server/telecom/TelecomServiceImpl.java>.

use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Origin, Parser, ParserMeta, Sink, Stop, Text, Versions, Volume,
    revive,
};
use vigie_formats::lines::each_line_of;

use crate::holder::{Holder, Power};
use crate::names::is_package;
use crate::section::{indent, user};

pub(crate) static ITEM: Telecom = Telecom;

pub(crate) struct Telecom;

static META: ParserMeta = ParserMeta {
    id: "telecom",
    title: Text { en: "Apps for calls and phone accounts", fr: "Apps d’appel et comptes téléphoniques" },
    reads: &["/dumpsys/telecom", "/dumpsys/*/telecom"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(5),
    references: &[
        "https://android.googlesource.com/platform/packages/services/Telecomm/+/refs/heads/main/src/com/android/server/telecom/TelecomServiceImpl.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.telecom.holder",
    title: Text { en: "App for calls", fr: "App d’appel" },
    brief: &["what", "package", "user"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Holder<Telecom>>,
};

impl Power for Telecom {
    fn kind() -> &'static Kind {
        &KIND
    }
}

impl Parser for Telecom {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        each_line_of(input, |line| {
            let (_, text) = indent(line.text);
            if let Some((_, rest)) = text.split_once("PhoneAccount: ") {
                let of_user = rest.split_once("UserHandle{").and_then(|(_, rest)| user(rest));
                let name = rest.split(',').next().unwrap_or(rest);
                let holder: Option<Holder<Self>> = Holder::read("phone account", name, of_user);
                return holder.map_or(Ok(()), |one| sink.emit(Locator::Line(line.number), &one));
            }
            let Some((key, value)) = text.split_once([':', '=']) else { return Ok(()) };
            let value = value.trim();
            let Some(what) = power(key).filter(|_| is_package(value)) else { return Ok(()) };
            let holder: Option<Holder<Self>> = Holder::read(what, value, None);
            holder.map_or(Ok(()), |one| sink.emit(Locator::Line(line.number), &one))
        })
    }
}

/// The power that a line speaks of.
fn power(key: &str) -> Option<&'static str> {
    // Letters and numbers of a log are no key.
    if key.len() > 60 {
        return None;
    }
    let key = key.to_ascii_lowercase();
    [("dialer", "dialer"), ("screen", "call screening"), ("redirect", "call redirection")]
        .into_iter()
        .find_map(|(word, what)| key.contains(word).then_some(what))
}
