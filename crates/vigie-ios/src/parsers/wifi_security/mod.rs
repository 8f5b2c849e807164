//! `WiFi/security.txt`: passwords of wireless networks that the phone keeps, without the passwords.
//!
//! Printed for `sysdiagnose`: a block per item of the keychain, with the keychain's short names:
//! `acct` and `labl` the network, `cdat` and `mdat` when it was made and changed, `svce` `AirPort`,
//! `sync` whether the account's other devices have it too.
//!
//! ```text
//! acct : Home
//! cdat : 2023-05-24 19:58:29 +0000
//! svce : AirPort
//! ```
//!
//! Layout after <https://github.com/EC-DIGIT-CSIRC/sysdiagnose>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, revive,
};

use crate::columns::{Columns, Scalar};
use vigie_formats::lines::each_line;
use crate::sysdiagnose::sysdiagnose_paths;

pub(crate) static ITEM: WifiSecurity = WifiSecurity;

pub(crate) struct WifiSecurity;

static META: ParserMeta = ParserMeta {
    id: "wifi_security",
    title: Text {
        en: "Wi-Fi networks whose password the phone keeps",
        fr: "Réseaux Wi-Fi dont le téléphone garde le mot de passe",
    },
    reads: sysdiagnose_paths!["WiFi/security.txt"; "/security.txt"],
    found_in: &[EvidenceKind::IosSysdiagnose, EvidenceKind::IosFileSystem, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[
        Text { en: "password of the network kept", fr: "mot de passe du réseau gardé" },
        Text { en: "password of the network changed", fr: "mot de passe du réseau modifié" },
    ],
    versions: Versions::ios(12),
    references: &["https://github.com/EC-DIGIT-CSIRC/sysdiagnose"],
};

static KIND: Kind = Kind {
    id: "ios.wifi_security.password",
    title: Text {
        en: "Wi-Fi network with a password",
        fr: "Réseau Wi-Fi avec mot de passe",
    },
    brief: &["network", "label", "created"],
    personal: &["network", "label"],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Password>,
};

impl Parser for WifiSecurity {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut block: Option<(u64, Password)> = None;
        each_line(&*input.data, |line| {
            let Some((key, value)) = line.text.split_once(" : ") else {
                return close(&mut block, sink);
            };
            let (key, value) = (key.trim(), value.trim());
            // A block begins with the access control or the account; a second one ends the first.
            let again = block.as_ref().is_some_and(|(_, password)| {
                key == "acct" && password.network.is_some()
            });
            if again {
                close(&mut block, sink)?;
            }
            let (number, password) = block.get_or_insert((line.number, Password::default()));
            password.set(key, value, *number, sink);
            Ok(())
        })?;
        close(&mut block, sink)
    }
}

/// Emits the block that has ended.
fn close(block: &mut Option<(u64, Password)>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    match block.take() {
        Some((line, password)) if password.network.is_some() || password.label.is_some() => {
            sink.emit(Locator::Line(line), &password)
        }
        _ => Ok(()),
    }
}

/// A network whose password the phone keeps.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Password {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) network: Option<String>,
    /// Its label, mostly the name again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) label: Option<String>,
    /// When the password was first kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<Time>,
    /// When it was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<Time>,
    /// Whether the account's other devices have it too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) shared: Option<bool>,
    /// What else is said.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// Most attributes that are kept.
const MOST: usize = 40;

impl Password {
    fn set(&mut self, key: &str, value: &str, line: u64, sink: &mut Sink<'_>) {
        let mut date = |name: &str| {
            let time = Time::parse(value);
            if time.is_none() {
                sink.problem(Locator::Line(line), format!("{name}: expected a date"));
            }
            time
        };
        match key {
            "acct" => self.network = Some(value.to_owned()),
            "labl" => self.label = Some(value.to_owned()),
            "cdat" => self.created = date("cdat"),
            "mdat" => self.modified = date("mdat"),
            "sync" => self.shared = Some(value == "1"),
            _ if self.columns.len() < MOST => {
                self.columns.push(key.to_owned(), Scalar::Text(value.to_owned()));
            }
            _ => {}
        }
    }
}

impl Record for Password {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.created {
            see(Stamp::utc(at, "password of the network kept"));
        }
        if let Some(at) = self.modified {
            see(Stamp::utc(at, "password of the network changed"));
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
