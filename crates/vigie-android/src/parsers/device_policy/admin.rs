//! An administrator or owner, line by line.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Volume, revive,
};
use vigie_formats::lines::Line;

use crate::section::{component, indent, is_package, user};

pub(super) static KIND: Kind = Kind {
    id: "android.device_policy.admin",
    title: Text { en: "App that administers the phone", fr: "App qui administre le téléphone" },
    brief: &["role", "component", "user"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Admin>,
};

/// What an app is to the phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Role {
    /// It owns the whole device.
    DeviceOwner,
    /// It owns a profile.
    ProfileOwner,
    /// It is one of the administrators.
    #[default]
    Admin,
}

/// An app that administers the phone.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Admin {
    /// What it is to the phone.
    pub(crate) role: Role,
    /// Package of the app.
    pub(crate) package: String,
    /// The component that administers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) component: Option<String>,
    /// Name that the owner gave itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// For which user of the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<i32>,
    /// Its user id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uid: Option<i64>,
    /// Whether it is only for tests, and can be removed over adb.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) test_only: Option<bool>,
    /// What it may do: `force-lock`, `wipe-data`…
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) policies: Vec<String>,
}

impl Record for Admin {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
    }
}

/// Policies of one administrator that are kept.
const MOST_POLICIES: usize = 1000;

/// The administrator that is being read.
#[derive(Default)]
pub(super) struct Admins {
    /// The block: what those in it are, and of which user.
    block: Option<(usize, Role, Option<i32>)>,
    open: Option<(u64, Admin)>,
    /// How far the line `policies:` is indented.
    policies: Option<usize>,
}

impl Admins {
    pub(super) fn line(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (depth, text) = indent(line.text);
        if text.is_empty() {
            return Ok(());
        }
        if let Some((role, of_user)) = heading(text) {
            self.end(sink)?;
            self.block = Some((depth, role, of_user));
            if role != Role::Admin {
                self.open = Some((line.number, Admin { role, user: of_user, ..Admin::default() }));
            }
            return Ok(());
        }
        let Some((of_block, role, of_user)) = self.block else { return Ok(()) };
        if depth <= of_block {
            self.block = None;
            return self.end(sink);
        }
        if role == Role::Admin && depth == of_block + 2 {
            let name = text.strip_suffix(':').unwrap_or(text);
            if let Some((package, _)) = component(name) {
                self.end(sink)?;
                let (package, component) = (package.to_owned(), Some(name.to_owned()));
                let admin = Admin { role, package, component, user: of_user, ..Admin::default() };
                self.open = Some((line.number, admin));
                return Ok(());
            }
        }
        self.inside(depth, text);
        Ok(())
    }

    /// A line of the administrator at hand.
    fn inside(&mut self, depth: usize, text: &str) {
        let Some((_, admin)) = &mut self.open else { return };
        if let Some(heading) = self.policies {
            if depth > heading {
                if admin.policies.len() < MOST_POLICIES {
                    admin.policies.push(text.to_owned());
                }
                return;
            }
            self.policies = None;
        }
        if text == "policies:" {
            self.policies = Some(depth);
            return;
        }
        let Some((key, value)) = text.split_once('=').or_else(|| text.split_once(": ")) else { return };
        match key {
            "admin" => {
                let name = value.trim_start_matches("ComponentInfo{").trim_end_matches('}');
                if let Some((package, _)) = component(name) {
                    package.clone_into(&mut admin.package);
                    admin.component = Some(name.to_owned());
                }
            }
            "package" if is_package(value) => value.clone_into(&mut admin.package),
            "name" => admin.name = (!value.is_empty()).then(|| value.to_owned()),
            "User ID" => admin.user = user(value),
            "uid" => admin.uid = value.parse().ok(),
            "testOnlyAdmin" => admin.test_only = Some(value == "true"),
            _ => {}
        }
    }

    /// Emits the administrator at hand.
    pub(super) fn end(&mut self, sink: &mut Sink<'_>) -> Result<(), Stop> {
        self.policies = None;
        match self.open.take() {
            Some((at, admin)) if !admin.package.is_empty() => sink.emit(Locator::Line(at), &admin),
            _ => Ok(()),
        }
    }
}

/// Reads `Device Owner:`, `Profile Owner (User 10):` and `Enabled Device Admins (User 0, …):`.
fn heading(text: &str) -> Option<(Role, Option<i32>)> {
    let text = text.strip_suffix(':')?;
    if text == "Device Owner" {
        return Some((Role::DeviceOwner, None));
    }
    if let Some(rest) = text.strip_prefix("Profile Owner") {
        return Some((Role::ProfileOwner, user(rest)));
    }
    let rest = text.strip_prefix("Enabled Device Admins")?;
    Some((Role::Admin, rest.split(',').next().and_then(user)))
}
