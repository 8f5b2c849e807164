//! Which app answers to which event: the resolver tables of service `package`.
//!
//! `PackageManagerService` prints one table each for activities, receivers, services and providers:
//! what opens a link, what is woken by an incoming message, a call, the start of the phone.
//!
//! ```text
//! Receiver Resolver Table:
//!   Non-Data Actions:
//!       android.provider.Telephony.SMS_RECEIVED:
//!         18d43d com.example/.Receiver (2 filters)
//! ```
//!
//! Up to Android 9 each filter stands by itself, `18d43d com.example/.Receiver filter 1a2b3c`, with lines
//! of its own below. On some phones a heading is indented where none should be: it is told by its words.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/IntentResolver.java>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Versions, Volume, revive,
};
use vigie_formats::lines::{Line, each_line_of};

use crate::section::{component, indent};

pub(crate) static ITEM: ResolverTables = ResolverTables;

pub(crate) struct ResolverTables;

static META: ParserMeta = ParserMeta {
    id: "resolver_tables",
    title: Text {
        en: "Apps that answer to events (activities, receivers, services)",
        fr: "Apps qui répondent à des événements (activités, récepteurs, services)",
    },
    reads: &["/dumpsys/package", "/dumpsys/*/package"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&KINDS.activity, &KINDS.receiver, &KINDS.service, &KINDS.provider],
    means: &[],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/IntentResolver.java",
    ],
};

struct Kinds {
    activity: Kind,
    receiver: Kind,
    service: Kind,
    provider: Kind,
}

static KINDS: Kinds = Kinds {
    activity: kind(
        "android.resolver_tables.activity",
        "Activity of an app that opens something",
        "Activité d’une app qui ouvre quelque chose",
    ),
    receiver: kind(
        "android.resolver_tables.receiver",
        "Receiver of an app that an event wakes",
        "Récepteur d’une app qu’un événement réveille",
    ),
    service: kind(
        "android.resolver_tables.service",
        "Service that an app offers",
        "Service qu’une app propose",
    ),
    provider: kind(
        "android.resolver_tables.provider",
        "Provider of content that an app offers",
        "Fournisseur de contenu qu’une app propose",
    ),
};

const fn kind(id: &'static str, en: &'static str, fr: &'static str) -> Kind {
    Kind {
        id,
        title: Text { en, fr },
        brief: &["component", "key"],
        personal: &[],
        origin: Origin::Apps,
        volume: Volume::Many,
        revive: revive::<Entry>,
    }
}

impl Parser for ResolverTables {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut table = None;
        each_line_of(input, |line| read(&mut table, &line, sink))
    }
}

/// Headings of the parts of a table.
const CATEGORIES: [&str; 6] = [
    "Full MIME Types",
    "Base MIME Types",
    "Wild MIME Types",
    "Schemes",
    "Non-Data Actions",
    "MIME Typed Actions",
];

/// Reads a line; `entry` is the one that the next component completes, inside a table.
fn read(entry: &mut Option<Entry>, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let (depth, text) = indent(line.text);
    if text.is_empty() {
        return Ok(());
    }
    if let Some(name) = text.strip_suffix(" Resolver Table:") {
        *entry = Table::read(name).map(Entry::of);
        return Ok(());
    }
    if depth == 0 {
        *entry = None;
        return Ok(());
    }
    let Some(entry) = entry else { return Ok(()) };
    if let Some(heading) = text.strip_suffix(':') {
        if CATEGORIES.contains(&heading) {
            heading.clone_into(&mut entry.category);
            entry.key.clear();
        } else if depth >= 4 {
            heading.clone_into(&mut entry.key);
        }
        return Ok(());
    }
    let Some((id, rest)) = text.split_once(' ') else { return Ok(()) };
    let name = rest.split(' ').next().unwrap_or(rest);
    let Some((package, _)) = component(name) else { return Ok(()) };
    // The lines below a filter name no identity of an object.
    if entry.key.is_empty() || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(());
    }
    package.clone_into(&mut entry.package);
    name.clone_into(&mut entry.component);
    entry.filters = filters(rest);
    sink.emit(Locator::Line(line.number), entry)
}

/// The number of `com.example/.Receiver (2 filters)`; one is not said.
fn filters(text: &str) -> u32 {
    let number = text.rsplit_once('(').and_then(|(_, rest)| rest.strip_suffix(" filters)"));
    number.and_then(|number| number.parse().ok()).unwrap_or(1)
}

/// Which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Table {
    /// What opens something.
    Activity,
    /// What is woken by an event.
    Receiver,
    /// What works in the background for others.
    Service,
    /// What gives content to others.
    Provider,
}

impl Table {
    fn read(name: &str) -> Option<Self> {
        Some(match name {
            "Activity" => Self::Activity,
            "Receiver" => Self::Receiver,
            "Service" => Self::Service,
            "Provider" => Self::Provider,
            _ => return None,
        })
    }
}

/// A component of an app that answers to something.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// In which table it stands.
    pub(crate) table: Table,
    /// By what it is found: `Schemes`, `Non-Data Actions`…
    pub(crate) category: String,
    /// What it answers to: an action, a scheme, a type.
    pub(crate) key: String,
    /// Package of the app.
    pub(crate) package: String,
    /// The component, with its package.
    pub(crate) component: String,
    /// How many of its filters say so.
    pub(crate) filters: u32,
}

impl Entry {
    fn of(table: Table) -> Self {
        let [category, key, package, component] = [const { String::new() }; 4];
        Self { table, category, key, package, component, filters: 1 }
    }
}

impl Record for Entry {
    fn kind(&self) -> &'static Kind {
        match self.table {
            Table::Activity => &KINDS.activity,
            Table::Receiver => &KINDS.receiver,
            Table::Service => &KINDS.service,
            Table::Provider => &KINDS.provider,
        }
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
    }
}
