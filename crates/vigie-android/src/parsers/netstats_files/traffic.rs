//! What an app sent and received over a span.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use super::history::History;
use super::identity::Network;

pub(super) static KIND: Kind = Kind {
    id: "android.netstats_files.traffic",
    title: Text { en: "Traffic of an app", fr: "Trafic d’une app" },
    brief: &["packages", "owner", "sent", "received"],
    personal: &["networks"],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<Traffic>,
};

/// What an app sent and received over a span.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Traffic {
    /// Which statistics: `uid` and `uid_tag` by app, `xt` and `dev` by network.
    pub(crate) table: String,
    /// User id of the app.
    pub(crate) uid: i32,
    /// Whose it is where that is no app: `removed apps`, `tethering`, `all`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) owner: Option<String>,
    /// Apps that the user id stands for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) packages: Vec<String>,
    /// Whether the app was in front.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) foreground: Option<bool>,
    /// What the app says it is for, as a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tag: Option<u32>,
    /// Over which networks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) networks: Vec<Network>,
    /// Bytes received.
    pub(crate) received: i64,
    /// Bytes sent.
    pub(crate) sent: i64,
    /// When the first traffic was, to two hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first: Option<Time>,
    /// When the last traffic was, to two hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last: Option<Time>,
}

impl Traffic {
    pub(super) fn new(
        table: &str,
        uid: i32,
        set: i32,
        tag: u32,
        packages: Vec<String>,
        networks: &[Network],
        history: &History,
    ) -> Self {
        let owner = match uid {
            -1 => Some("all"),
            -4 => Some("removed apps"),
            -5 => Some("tethering"),
            _ => None,
        };
        let foreground = match set {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        };
        Self {
            table: table.to_owned(),
            uid,
            owner: owner.map(str::to_owned),
            packages,
            foreground,
            tag: Some(tag).filter(|tag| *tag != 0),
            networks: networks.to_vec(),
            received: history.received,
            sent: history.sent,
            first: history.first,
            last: history.last,
        }
    }
}

impl Record for Traffic {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        for (at, means) in [
            (self.first, "app first used the network in this span"),
            (self.last, "app last used the network in this span"),
        ] {
            if let Some(at) = at {
                see(Stamp::utc(at, means));
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        self.packages.iter().for_each(|package| see("packages", Observable::AppId(package)));
    }
}
