//! A device of the owner's Apple account. One type for every list that names devices, so that what
//! joins them need not know which lists there are.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};

use crate::columns::Columns;

/// A list that names devices of an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DeviceList {
    /// The circle of devices that share the keychain: `otctl_status.txt`.
    #[default]
    Octagon,
    /// `transparency.log`.
    Transparency,
    /// The older circle: `security-sysdiagnose.txt`.
    Circle,
    /// `TrustedPeersHelper.db`.
    TrustedPeers,
    /// `devicelist.db` of `akd`.
    Account,
}

const fn kind(id: &'static str, title: Text) -> Kind {
    Kind {
        id,
        title,
        brief: &["name", "model", "serial_number", "os_version"],
        personal: &["name", "serial_number", "peer_id", "machine_id", "imei", "account", "columns"],
        origin: Origin::Other,
        volume: Volume::Few,
        revive: revive::<AccountDevice>,
    }
}

pub(crate) static IN_OCTAGON: Kind = kind(
    "ios.octagon.peer",
    Text { en: "Device that shares the keychain", fr: "Appareil qui partage le trousseau" },
);

pub(crate) static IN_TRANSPARENCY: Kind = kind(
    "ios.transparency_log.device",
    Text {
        en: "Device whose iMessage keys are known",
        fr: "Appareil dont les clés iMessage sont connues",
    },
);

pub(crate) static IN_CIRCLE: Kind = kind(
    "ios.security_sysdiagnose.peer",
    Text {
        en: "Device of the older keychain circle",
        fr: "Appareil de l’ancien cercle du trousseau",
    },
);

pub(crate) static IN_TRUSTED_PEERS: Kind = kind(
    "ios.trusted_peers.device",
    Text {
        en: "Device whose keychain is in escrow",
        fr: "Appareil dont le trousseau est sous séquestre",
    },
);

pub(crate) static IN_ACCOUNT: Kind = kind(
    "ios.account_device_list.device",
    Text { en: "Device of the Apple account", fr: "Appareil du compte Apple" },
);

/// A device of the account.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct AccountDevice {
    /// Which list.
    pub(crate) list: DeviceList,
    /// Part of the list, where it has several: `excluded`, `Retired`, `deleted`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) group: Option<String>,
    /// Whether it is the phone itself, where the list says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_phone: Option<bool>,
    /// Name that its owner gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// `iPhone14,5`, or `iPhone`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) model: Option<String>,
    /// Version of its system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) os_version: Option<String>,
    /// Build of its system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) build_version: Option<String>,
    /// Serial number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) serial_number: Option<String>,
    /// Number in mobile networks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) imei: Option<String>,
    /// Its id in the circle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) peer_id: Option<String>,
    /// Its id in the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) machine_id: Option<String>,
    /// Id of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) account: Option<String>,
    /// Whether the account trusts it, where the list says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) trusted: Option<bool>,
    /// When it was added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) added: Option<Time>,
    /// When its entry was last changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) updated: Option<Time>,
    /// When its keychain was put in escrow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) escrowed: Option<Time>,
    /// When it was taken off the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) removed: Option<Time>,
    /// When the list was printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seen: Option<Time>,
    /// What else the list says.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

/// What stamps say.
pub(crate) mod means {
    use vigie_core::Text;

    pub(crate) const ADDED: Text =
        Text { en: "device added to the account", fr: "appareil ajouté au compte" };
    pub(crate) const UPDATED: Text =
        Text { en: "entry of the device changed", fr: "fiche de l’appareil modifiée" };
    pub(crate) const ESCROWED: Text =
        Text { en: "keychain of the device put in escrow", fr: "trousseau mis sous séquestre" };
    pub(crate) const REMOVED: Text =
        Text { en: "device removed from the account", fr: "appareil retiré du compte" };
    pub(crate) const LISTED: Text =
        Text { en: "device in the account", fr: "appareil dans le compte" };
}

impl Record for AccountDevice {
    fn kind(&self) -> &'static Kind {
        match self.list {
            DeviceList::Octagon => &IN_OCTAGON,
            DeviceList::Transparency => &IN_TRANSPARENCY,
            DeviceList::Circle => &IN_CIRCLE,
            DeviceList::TrustedPeers => &IN_TRUSTED_PEERS,
            DeviceList::Account => &IN_ACCOUNT,
        }
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let stamps = [
            (self.added, means::ADDED),
            (self.updated, means::UPDATED),
            (self.escrowed, means::ESCROWED),
            (self.removed, means::REMOVED),
            (self.seen, means::LISTED),
        ];
        for (at, means) in stamps {
            if let Some(at) = at {
                see(Stamp::utc(at, means.en));
            }
        }
    }

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
