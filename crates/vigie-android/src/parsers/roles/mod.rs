//! Which app holds which role, such as that of phone, messages, browser, assistant: service `role`.
//!
//! ```text
//!   user_states={
//!     {
//!       user_id=0
//!       roles=[
//!         {
//!           name=android.app.role.DIALER
//!           holders=com.example.dialer
//! ```
//!
//! Several holders stand in a list in brackets or on lines of their own. From Android 10 on.
//!
//! Layout after <https://android.googlesource.com/platform/packages/modules/Permission/+/refs/heads/main/service/java/com/android/role/RoleUserState.java>.

use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Origin, Parser, ParserMeta, Sink, Stop, Text, Versions, Volume,
    revive,
};
use vigie_formats::lines::each_line_of;

use crate::holder::{Holder, Power};
use crate::section::{indent, is_package, user};

pub(crate) static ITEM: Roles = Roles;

pub(crate) struct Roles;

static META: ParserMeta = ParserMeta {
    id: "roles",
    title: Text { en: "Roles of apps (phone, messages, assistant…)", fr: "Rôles des apps (téléphone, messages, assistant…)" },
    reads: &["/dumpsys/role", "/dumpsys/*/role"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(10),
    references: &[
        "https://android.googlesource.com/platform/packages/modules/Permission/+/refs/heads/main/service/java/com/android/role/RoleUserState.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.roles.holder",
    title: Text { en: "App with a role", fr: "App ayant un rôle" },
    brief: &["what", "package", "user"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Holder<Roles>>,
};

impl Power for Roles {
    fn kind() -> &'static Kind {
        &KIND
    }
}

impl Parser for Roles {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut role = Role::default();
        each_line_of(input, |line| {
            let (_, text) = indent(line.text);
            for holder in role.line(text) {
                sink.emit(Locator::Line(line.number), &holder)?;
            }
            Ok(())
        })
    }
}

/// The role that is being read.
#[derive(Default)]
struct Role {
    user: Option<i32>,
    name: String,
    in_list: bool,
}

impl Role {
    /// The holders that a line names.
    fn line(&mut self, text: &str) -> Vec<Holder<Roles>> {
        let (key, value) = text.split_once('=').unwrap_or(("", text));
        match key {
            "user_id" => self.user = user(value),
            "name" => {
                value.clone_into(&mut self.name);
                self.in_list = false;
            }
            "holders" => self.in_list = value.starts_with('[') && !value.ends_with(']'),
            "" if self.in_list => self.in_list = !value.ends_with(']'),
            _ => {}
        }
        let is_list = key == "holders" || key.is_empty() && !self.name.is_empty();
        let names = value.split([' ', ',', '[', ']']).filter(|name| is_package(name));
        let holders = names.filter(|_| is_list && !self.name.is_empty());
        holders.filter_map(|name| Holder::read(&self.name, name, self.user)).collect()
    }
}
