//! Traffic of each user id over time: service `netstats`.
//!
//! `NetworkStatsService` keeps buckets of two hours for up to three months. Blocks `Dev stats`, `Xt stats`,
//! `UID stats` and `UID tag stats` list an identity of a network, the user id, and its buckets:
//!
//! ```text
//! UID stats:
//!   History since boot:
//!   ident=[{type=1, subType=COMBINED, networkId="home", metered=false}] uid=10151 set=DEFAULT tag=0x0
//!     NetworkStatsHistory: bucketDuration=7200
//!       st=1763971200 rb=100 rp=1 tb=200 tp=2 op=0
//! ```
//!
//! `st` is seconds since 1970; up to Android 5 the fields are called `bucketStart`, in milliseconds,
//! `rxBytes` and `txBytes`. One record per identity, user id and state
//! (in front or not), of the blocks for user ids.
//!
//! Layout after <https://android.googlesource.com/platform/packages/modules/Connectivity/+/refs/heads/main/framework-t/src/android/net/NetworkStatsHistory.java>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Time, Versions, Volume, revive,
};
use vigie_formats::lines::{Line, each_line_of};

use crate::section::{cut, indent, rest_of, value_of};

pub(crate) static ITEM: NetStats = NetStats;

pub(crate) struct NetStats;

static META: ParserMeta = ParserMeta {
    id: "net_stats",
    title: Text { en: "Traffic of apps over time", fr: "Trafic des apps dans le temps" },
    reads: &["/dumpsys/netstats", "/dumpsys/*/netstats"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&KIND],
    means: &[
        Text { en: "first traffic recorded", fr: "premier trafic enregistré" },
        Text { en: "last traffic recorded", fr: "dernier trafic enregistré" },
    ],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/packages/modules/Connectivity/+/refs/heads/main/framework-t/src/android/net/NetworkStatsHistory.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.net_stats.traffic",
    title: Text { en: "Traffic of an app", fr: "Trafic d’une app" },
    brief: &["uid", "received_bytes", "sent_bytes"],
    personal: &["network"],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<Traffic>,
};

/// Bytes of the name of a network that are kept.
const MOST_OF_NETWORK: usize = 500;

impl Parser for NetStats {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut reading = Reading::default();
        each_line_of(input, |line| reading.line(&line, sink))?;
        reading.end(sink)
    }
}

/// The user id that is being read.
#[derive(Default)]
struct Reading {
    open: Option<(u64, Traffic)>,
}

impl Reading {
    fn line(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (depth, text) = indent(line.text);
        if depth == 0 && !text.is_empty() {
            return self.end(sink);
        }
        if let Some(rest) = text.strip_prefix("ident=") {
            self.end(sink)?;
            self.open = Traffic::read(rest).map(|traffic| (line.number, traffic));
        } else if let Some((_, traffic)) = &mut self.open
            && (text.starts_with("st=") || text.starts_with("bucketStart="))
        {
            traffic.add(text);
        }
        Ok(())
    }

    fn end(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        match self.open.take() {
            Some((at, traffic)) if traffic.buckets > 0 => sink.emit(Locator::Line(at), &traffic),
            _ => Ok(()),
        }
    }
}

/// Traffic of a user id on a network.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Traffic {
    /// The user id.
    pub(crate) uid: i64,
    /// `DEFAULT` in the background, `FOREGROUND` in front.
    pub(crate) set: String,
    /// Which part of the app, as it says; 0 is all of it.
    pub(crate) tag: String,
    /// The network, as the dump has it.
    pub(crate) network: String,
    /// Bytes received.
    pub(crate) received_bytes: u64,
    /// Bytes sent.
    pub(crate) sent_bytes: u64,
    /// How many buckets have traffic.
    pub(crate) buckets: u64,
    /// Start of the first of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<Time>,
    /// Start of the last of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<Time>,
}

impl Traffic {
    /// Reads `[{type=1, …}] uid=10151 set=DEFAULT tag=0x0`; `None` for totals of all.
    fn read(text: &str) -> Option<Self> {
        let (network, rest) = text.rsplit_once(']').unwrap_or(("", text));
        let uid: i64 = value_of(rest, "uid")?.parse().ok()?;
        let network = cut(network.trim_start_matches('['), MOST_OF_NETWORK);
        (uid >= 0).then(|| Self {
            uid,
            set: value_of(rest, "set").unwrap_or("").to_owned(),
            tag: value_of(rest, "tag").unwrap_or("").to_owned(),
            network: network.to_owned(),
            ..Self::default()
        })
    }

    /// Adds a bucket.
    fn add(&mut self, text: &str) {
        let number = |key| rest_of(text, key)?.split(' ').next()?.parse::<u64>().ok();
        let received = number("rb").or_else(|| number("rxBytes")).unwrap_or(0);
        let sent = number("tb").or_else(|| number("txBytes")).unwrap_or(0);
        if received == 0 && sent == 0 {
            return;
        }
        self.received_bytes = self.received_bytes.saturating_add(received);
        self.sent_bytes = self.sent_bytes.saturating_add(sent);
        self.buckets = self.buckets.saturating_add(1);
        let at = number("st").or_else(|| number("bucketStart")).and_then(start);
        self.first = self.first.into_iter().chain(at).min();
        self.last = self.last.max(at);
    }
}

/// An instant in seconds, or milliseconds where the magnitude says so.
fn start(value: u64) -> Option<Time> {
    const MILLISECONDS_FROM: u64 = 100_000_000_000;
    let seconds = if value >= MILLISECONDS_FROM { value / 1000 } else { value };
    Time::from_unix_seconds(i64::try_from(seconds).ok()?)
}

impl Record for Traffic {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.first {
            see(Stamp::utc(at, "first traffic recorded"));
        }
        if let Some(at) = self.last {
            see(Stamp::utc(at, "last traffic recorded"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
