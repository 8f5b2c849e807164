//! What can be said of the certificates of one connection at the time of its capture, as a record.

use std::net::SocketAddr;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

pub(crate) static CHAIN: Kind = Kind {
    id: "network.capture.certificate_chain",
    title: Text {
        en: "Certificates of a connection, judged at the time of capture",
        fr: "Certificats d’une connexion, jugés à la date de capture",
    },
    brief: &["server_name", "issuer", "trust"],
    personal: &["client", "server_name", "subject"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Judgement>,
};

pub(crate) const SHOWN: Text = Text { en: "certificates shown", fr: "certificats présentés" };

/// Whether a chain leads to a root that browsers trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Trust {
    /// It does, at the time of capture or while the certificate was valid.
    Public,
    /// It ends in a root of somebody's own, or in an issuer that was not sent and is no public root.
    Private,
    /// The certificate is signed with its own key.
    SelfSigned,
    /// Issuers are missing, so that it could not be told.
    Incomplete,
    /// It could not be judged: an algorithm or a form that is not known here.
    Unknown,
}

/// What a timestamp of a log is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Proof {
    /// Signed by a known log.
    Good,
    /// A known log did not sign it.
    Bad,
    /// It is dated after the capture.
    Future,
    /// The log is not known here, or the issuer it was made for is not there.
    Unknown,
}

/// A signed certificate timestamp.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Timestamp {
    /// Where it stood: `certificate`, `handshake`, `ocsp`.
    pub(crate) carrier: String,
    /// Name of the log, or its id.
    pub(crate) log: String,
    /// When the log saw the certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// What it is worth.
    pub(crate) proof: Proof,
}

/// Who reads along, by a list of roots that do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reader {
    /// Name of the root.
    pub(crate) name: String,
    /// `national`, `adware`, `tool`, `antivirus`, `organisation`.
    pub(crate) class: String,
    /// Whether the root's key signed the chain; otherwise only the name is the same.
    pub(crate) verified: bool,
}

/// The certificates that a server showed in one connection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Judgement {
    /// Number of the conversation.
    pub(crate) connection: u64,
    /// Who asked.
    pub(crate) client: SocketAddr,
    /// Who showed them.
    pub(crate) server: SocketAddr,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// The name that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) server_name: Option<String>,
    /// SHA-256 of each, the server's own first.
    pub(crate) certificates: Vec<String>,
    /// Whom the server's own is for.
    pub(crate) subject: String,
    /// Who signed it.
    pub(crate) issuer: String,
    /// SHA-256 of the server's public key.
    pub(crate) key_sha256: String,
    /// From when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) not_before: Option<Time>,
    /// Until when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) not_after: Option<Time>,
    /// Whether it leads to a root that browsers trust.
    pub(crate) trust: Trust,
    /// Why it could not be judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) trust_detail: Option<String>,
    /// Date of the list of roots.
    pub(crate) roots_of: String,
    /// Whether the server's own was past its dates at the time of capture.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) expired: bool,
    /// Whether its dates had not begun.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) not_yet_valid: bool,
    /// Whether it is for the name that was asked for; absent where none was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name_matches: Option<bool>,
    /// Whether name and address are those of the public internet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) public: bool,
    /// Whether the issuer signed it, by the key of the next certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) issuer_verified: Option<bool>,
    /// A known reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reader: Option<Reader>,
    /// Timestamps of logs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) timestamps: Vec<Timestamp>,
    /// What is weak in it: `SHA-1`, `MD5`, `RSA below 2048`, `long validity`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) weak: Vec<String>,
}

impl Record for Judgement {
    fn kind(&self) -> &'static Kind {
        &CHAIN
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp::utc(at, SHOWN.en));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        // The certificates are records of their own, but only where they first come up: later
        // connections with a listed one have to be found as well.
        for hash in &self.certificates {
            see("certificates", Observable::CertificateHash(hash));
        }
    }
}
