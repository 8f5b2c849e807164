//! Apps that changed since the start of the phone.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Volume, revive,
};
use vigie_formats::lines::Line;

use crate::section::{indent, is_package, user, value_of};

pub(super) static KIND: Kind = Kind {
    id: "android.packages.change",
    title: Text { en: "App changed since the start", fr: "App modifiée depuis le démarrage" },
    brief: &["package", "user"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<Change>,
};

/// The block `Package Changes:`.
#[derive(Default)]
pub(super) struct Changes {
    inside: bool,
    user: Option<i32>,
}

impl Changes {
    pub(super) fn line(&mut self, line: &Line<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        if line.text.starts_with(|c: char| !c.is_whitespace()) {
            self.inside = line.text.starts_with("Package Changes:");
            return Ok(());
        }
        if !self.inside {
            return Ok(());
        }
        let (_, text) = indent(line.text);
        if let Some(number) = text.strip_prefix("User ") {
            self.user = user(number);
        } else if let Some(package) = value_of(text, "package").filter(|name| is_package(name)) {
            let sequence = value_of(text, "seq").and_then(|number| number.parse().ok());
            let change = Change { package: package.to_owned(), user: self.user, sequence };
            sink.emit(Locator::Line(line.number), &change)?;
        }
        Ok(())
    }
}

/// An app that was installed, updated, switched or removed since the start of the phone.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Change {
    /// Its package.
    pub(crate) package: String,
    /// For which user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<i32>,
    /// Number of the change; later ones have greater ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) sequence: Option<i64>,
}

impl Record for Change {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("package", Observable::AppId(&self.package));
    }
}
