//! An app as service `package` knows it.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive,
};

pub(super) static KIND: Kind = Kind {
    id: "android.packages.package",
    title: Text { en: "Installed app", fr: "App installée" },
    brief: &["package", "version_name", "installer"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<Package>,
};

/// An app.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Package {
    /// Its package.
    pub(crate) package: String,
    /// True for the version on the system image that an update replaced.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) hidden: bool,
    /// Its number, without that of the user: `appId`, up to Android 12 `userId`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) app_id: Option<i64>,
    /// Name of the user id it shares with other apps: `android.uid.system`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) shared_user: Option<String>,
    /// Folder or file of its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) code_path: Option<String>,
    /// Version for machines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) version_code: Option<i64>,
    /// Version for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) version_name: Option<String>,
    /// Oldest API that it runs on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) min_sdk: Option<i64>,
    /// API that it was made for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) target_sdk: Option<i64>,
    /// When its files changed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) changed: Option<Time>,
    /// When it was first installed, for any user (up to Android 12).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first_installed: Option<Time>,
    /// When it was last updated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) updated: Option<Time>,
    /// Whose clock wrote these times and those of users.
    pub(crate) clock: Clocked,
    /// Package that is on record as its installer; who installs over adb may name any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) installer: Option<String>,
    /// Package that asked for the installation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) initiating: Option<String>,
    /// Package that the file came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) originating: Option<String>,
    /// Package that may update it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) update_owner: Option<String>,
    /// Where the file came from: 0 not said, 1 other, 2 store, 3 local file, 4 downloaded file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) source: Option<i64>,
    /// True where its flags say that it is part of the system.
    pub(crate) system: bool,
    /// Its flags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) flags: Vec<String>,
    /// Its private flags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) private_flags: Vec<String>,
    /// Version of the scheme that its signature follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) signing_version: Option<i64>,
    /// Short hashes of its certificates, equal where two apps have the same signer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) signatures: Vec<String>,
    /// Permissions that it asks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) requested: Vec<String>,
    /// Permissions that it defines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) declared: Vec<String>,
    /// Permissions that came with the installation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) install_permissions: Vec<Grant>,
    /// Its state for each user of the phone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) users: Vec<UserState>,
}

/// A clock, the phone's with unknown offset where none is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Clocked(pub(crate) Clock);

impl Default for Clocked {
    fn default() -> Self {
        Self(Clock::LocalUnknownOffset)
    }
}

/// A permission and whether it is given.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Grant {
    /// Name of the permission.
    pub(crate) permission: String,
    /// Whether the app has it.
    pub(crate) granted: bool,
    /// How it was decided: `USER_SET`, `GRANTED_BY_DEFAULT`…
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) flags: Vec<String>,
}

/// State of an app for one user of the phone.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct UserState {
    /// Number of the user.
    pub(crate) user: i32,
    /// Whether the user has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) installed: Option<bool>,
    /// Whether it is hidden from the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) hidden: Option<bool>,
    /// Whether it may not run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) suspended: Option<bool>,
    /// Whether it was stopped by force and not started since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) stopped: Option<bool>,
    /// Whether it was never started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) not_launched: Option<bool>,
    /// 0 as it comes, 1 switched on, 2 switched off, 3 switched off by the user, 4 until it is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) enabled: Option<i64>,
    /// Whether it is an instant app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) instant: Option<bool>,
    /// Why it is there: 1 policy, 2 restored, 3 set-up, 4 the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) install_reason: Option<i64>,
    /// Folder of its data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) data_dir: Option<String>,
    /// When it was first installed for the user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first_installed: Option<Time>,
    /// Who switched it off last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) last_disabled_by: Option<String>,
    /// Permissions that were asked for while it ran.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) runtime_permissions: Vec<Grant>,
    /// Parts of it that are switched off: a launcher icon that is hidden stands here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) disabled_components: Vec<String>,
    /// Parts of it that are switched on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) enabled_components: Vec<String>,
}

impl Record for Package {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let clock = self.clock.0;
        let own = [
            (self.changed, "app’s files changed"),
            (self.first_installed, "app installed"),
            (self.updated, "app updated"),
        ];
        let users = self.users.iter().map(|user| (user.first_installed, "app installed for a user"));
        for (at, means) in own.into_iter().chain(users) {
            if let Some(at) = at {
                see(Stamp { at, means, clock });
            }
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
        for (field, package) in [
            ("installer", &self.installer),
            ("initiating", &self.initiating),
            ("originating", &self.originating),
            ("update_owner", &self.update_owner),
            ("shared_user", &self.shared_user),
        ] {
            if let Some(package) = package {
                see(field, Observable::AppId(package));
            }
        }
        if let Some(path) = &self.code_path {
            see("code_path", Observable::Path(path));
        }
    }
}
