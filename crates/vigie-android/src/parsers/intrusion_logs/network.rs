//! Names that apps looked up, and connections that they made.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use super::tags::{CONNECTED, RESOLVED};
use crate::fields::{Fields, More};

pub(super) static LOOKUP: Kind = Kind {
    id: "android.intrusion_logs.lookup",
    title: Text { en: "Host name looked up", fr: "Nom d’hôte résolu" },
    brief: &["hostname", "package"],
    personal: &["hostname"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Lookup>,
};

pub(super) static CONNECTION: Kind = Kind {
    id: "android.intrusion_logs.connection",
    title: Text { en: "Connection", fr: "Connexion" },
    brief: &["address", "port", "package"],
    personal: &["address"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Connection>,
};

/// A host name that an app looked up.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Lookup {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) time: Option<Time>,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) hostname: Option<String>,
    /// The addresses that it stands for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) addresses: Vec<String>,
    /// The app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// Fields that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

/// A connection that an app made.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Connection {
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) time: Option<Time>,
    /// The address it went to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) address: Option<String>,
    /// The port it went to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) port: Option<i64>,
    /// The app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) package: Option<String>,
    /// Fields that are not known.
    #[serde(default, skip_serializing_if = "More::is_empty")]
    pub(crate) more: More,
}

impl Lookup {
    pub(super) fn read(mut fields: Fields, time: Option<Time>) -> Self {
        Self {
            time,
            hostname: fields.text("hostname"),
            addresses: fields.texts("ip_addresses").iter().map(|text| plain(text)).collect(),
            package: fields.text("package_name"),
            more: fields.more(),
        }
    }
}

impl Connection {
    pub(super) fn read(mut fields: Fields, time: Option<Time>) -> Self {
        Self {
            time,
            address: fields.text("ip_address").map(|text| plain(&text)),
            port: fields.integer("port"),
            package: fields.text("package_name"),
            more: fields.more(),
        }
    }
}

/// An address as Java writes it, `name/address` or `/address`, without what stands before the stroke.
fn plain(text: &str) -> String {
    text.rsplit('/').next().unwrap_or(text).to_owned()
}

fn see_address(
    field: &'static str,
    text: &str,
    see: &mut dyn FnMut(&'static str, Observable<'_>),
) {
    let text = text.split('%').next().unwrap_or(text);
    match text.parse::<IpAddr>() {
        Ok(address) if address.is_unspecified() => {}
        Ok(address) => see(field, Observable::Ip(address)),
        Err(_) => see(field, Observable::Host(text)),
    }
}

impl Record for Lookup {
    fn kind(&self) -> &'static Kind {
        &LOOKUP
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.time {
            see(Stamp::utc(at, RESOLVED.en));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(hostname) = &self.hostname {
            see("hostname", Observable::Host(hostname));
        }
        self.addresses.iter().for_each(|address| see_address("addresses", address, see));
        if let Some(package) = &self.package {
            see("package", Observable::AppId(package));
        }
    }
}

impl Record for Connection {
    fn kind(&self) -> &'static Kind {
        &CONNECTION
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.time {
            see(Stamp::utc(at, CONNECTED.en));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(address) = &self.address {
            see_address("address", address, see);
        }
        if let Some(package) = &self.package {
            see("package", Observable::AppId(package));
        }
    }
}
