//! The beginning of an SSH connection, as a record.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

pub(super) static SSH: Kind = Kind {
    id: "network.capture.ssh",
    title: Text { en: "Beginning of an SSH connection", fr: "Début d’une connexion SSH" },
    brief: &["server", "client_software", "server_software"],
    personal: &["client"],
    origin: Origin::Asked,
    volume: Volume::Many,
    revive: revive::<Greeting>,
};

pub(super) const BEGAN: Text =
    Text { en: "SSH connection began", fr: "début d’une connexion SSH" };

/// What both sides of an SSH connection say before they encrypt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Greeting {
    /// Number of the connection in the capture.
    pub(crate) connection: u64,
    /// Who connected.
    pub(crate) client: SocketAddr,
    /// To whom.
    pub(crate) server: SocketAddr,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Software of the client, as it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) client_software: Option<String>,
    /// Software of the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) server_software: Option<String>,
    /// HASSH of the client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) hassh: Option<String>,
    /// HASSH of the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) hassh_server: Option<String>,
}

impl Record for Greeting {
    fn kind(&self) -> &'static Kind {
        &SSH
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, BEGAN.en));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("server", Observable::Ip(self.server.ip()));
    }
}
