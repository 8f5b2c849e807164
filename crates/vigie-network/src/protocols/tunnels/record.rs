//! A host that was asked for through a proxy, as a record.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

pub(super) static TUNNEL: Kind = Kind {
    id: "network.capture.tunnel",
    title: Text { en: "Host asked for through a proxy", fr: "Hôte demandé à travers un proxy" },
    brief: &["protocol", "host", "port"],
    personal: &["host"],
    origin: Origin::Asked,
    volume: Volume::Many,
    revive: revive::<Tunnel>,
};

pub(super) const ASKED: Text =
    Text { en: "asked for through a proxy", fr: "demandé à travers un proxy" };

/// A host that was asked for through a proxy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Tunnel {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Number of the connection in the capture.
    pub(crate) connection: u64,
    /// `SOCKS4`, `SOCKS5` or `PROXY`.
    pub(crate) protocol: String,
    /// The host.
    pub(crate) host: String,
    /// Its port.
    pub(crate) port: u16,
}

impl Record for Tunnel {
    fn kind(&self) -> &'static Kind {
        &TUNNEL
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, ASKED.en));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("host", Observable::Host(&self.host));
    }
}
