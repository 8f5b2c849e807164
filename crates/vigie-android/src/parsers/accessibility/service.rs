//! An accessibility service of one user, and how many are installed.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Volume, revive};

pub(super) static KIND: Kind = Kind {
    id: "android.accessibility.service",
    title: Text { en: "Accessibility service", fr: "Service d’accessibilité" },
    brief: &["component", "enabled", "bound", "user"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Service>,
};

pub(super) static COUNT: Kind = Kind {
    id: "android.accessibility.count",
    title: Text {
        en: "Number of installed accessibility services",
        fr: "Nombre de services d’accessibilité installés",
    },
    brief: &["installed", "named", "user"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Count>,
};

/// An accessibility service. A state is absent where the dump does not list it.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Service {
    /// User of the phone.
    pub(crate) user: i32,
    /// Package of the app; empty where only its label is known.
    pub(crate) package: String,
    /// The component, with its package, or its label.
    pub(crate) component: String,
    /// Whether it is installed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) installed: Option<bool>,
    /// Whether the user switched it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) enabled: Option<bool>,
    /// Whether the system is starting it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) binding: Option<bool>,
    /// Whether it is at work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) bound: Option<bool>,
    /// Whether it crashed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) crashed: Option<bool>,
    /// Whether it says that it is a tool for people with disabilities.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) tool: bool,
}

impl Record for Service {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if !self.package.is_empty() {
            see("package", Observable::AppId(&self.package));
        }
    }
}

/// How many accessibility services a user has, where the dump gives a number.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Count {
    /// User of the phone.
    pub(crate) user: i32,
    /// How many are installed.
    pub(crate) installed: u32,
    /// How many the dump names.
    pub(crate) named: u32,
}

impl Record for Count {
    fn kind(&self) -> &'static Kind {
        &COUNT
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, _: &mut dyn FnMut(&'static str, Observable<'_>)) {}
}
