//! What sites may see and hear.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Input, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};
use vigie_formats::plist::{self, Value};

use crate::bookmark_rows::{when, with_attributes};
use crate::columns::Columns;
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.web_permissions.capture",
    title: Text {
        en: "Camera and microphone of a site in Safari",
        fr: "Appareil photo et micro d’un site dans Safari",
    },
    brief: &["origin", "camera", "microphone"],
    personal: &["origin", "top_level_origin"],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Capture>,
};

/// What a site may see and hear.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Capture {
    /// The site that asked.
    pub(crate) origin: String,
    /// The site whose page it asked from, where it is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) top_level_origin: Option<String>,
    /// `ask`, `deny` or `allow`; absent where nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) camera: Option<String>,
    /// The same for the microphone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) microphone: Option<String>,
    /// The number that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) permission: Option<i64>,
    /// When it was decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) granted: Option<Time>,
    /// Until when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expires: Option<Time>,
    /// What else is kept about it.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) columns: Columns,
}

impl Record for Capture {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    /// The end lies ahead: it is nothing that happened.
    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.granted {
            see(Stamp::utc(at, "camera or microphone decided for the site"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("origin", Observable::Url(&self.origin));
        if let Some(origin) = &self.top_level_origin {
            see("top_level_origin", Observable::Url(origin));
        }
    }
}

/// Emits every entry with an `origin` and a `permission`.
pub(super) fn read(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
    if let Some(root) = &root {
        trees::each_dictionary(root, |path, entry| {
            let Some(origin) = trees::text(entry, "origin") else { return Ok(()) };
            let permission = entry.find("permission");
            let Some(permission) = permission else { return Ok(()) };
            let at = Locator::Key(path.to_owned());
            if permission.as_u64().is_none() {
                sink.problem(at.clone(), "permission: expected a number");
            }
            sink.emit(at, &capture(entry, origin, permission.as_i64()))
        })?;
    }
    damage.map_or(Ok(()), Err)
}

/// Keys with a field of their own, and the secret that device ids are made with.
const KEYS: &[&str] = &[
    "origin",
    "topLevelOrigin",
    "permission",
    "permissionGrantDateKey",
    "permissionExpirationDate",
    "salt",
];

fn capture(entry: &Value, origin: String, permission: Option<i64>) -> Capture {
    let top = trees::text(entry, "topLevelOrigin").filter(|top| *top != origin);
    let of = |shift: u32| permission.and_then(|bits| word(bits >> shift));
    let never = |key| entry.find(key).and_then(Value::as_f64) == Some(0.0);
    let date = |key| when(entry, key).filter(|_| !never(key));
    Capture {
        top_level_origin: top,
        microphone: of(0),
        camera: of(3),
        permission,
        granted: date("permissionGrantDateKey"),
        expires: date("permissionExpirationDate"),
        columns: with_attributes(Columns::default(), entry, KEYS),
        origin,
    }
}

/// What three bits say; denying goes before allowing, as in Safari.
fn word(bits: i64) -> Option<String> {
    let word = match bits & 7 {
        bits if bits & 2 != 0 => "deny",
        bits if bits & 4 != 0 => "allow",
        bits if bits & 1 != 0 => "ask",
        _ => return None,
    };
    Some(word.to_owned())
}
