//! Pictures of apps' screens, which show when an app was used.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links, revive,
};
use vigie_formats::plist::Value;

use crate::{paths, trees};

pub(super) static KIND: Kind = Kind {
    id: "ios.app_states.snapshot",
    title: Text { en: "Picture of an app’s screen", fr: "Image de l’écran d’une app" },
    brief: &["bundle_id", "group", "file"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<Snapshot>,
};

/// A picture that the system keeps of an app's screen, to show it while the app starts.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Snapshot {
    /// Id of the app.
    pub(crate) bundle_id: String,
    /// Which of the app's screens, such as `sceneID:com.example-default`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) group: Option<String>,
    /// Name of the picture's file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<String>,
    /// Scheme of URLs that the picture was made for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) scheme: Option<String>,
    /// Version of the system that it was made on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) required_os_version: Option<String>,
    /// When it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<Time>,
    /// When it was last shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) last_used: Option<Time>,
    /// When it is to be thrown away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) expires: Option<Time>,
}

impl Record for Snapshot {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.created {
            see(Stamp::utc(at, "picture of the app’s screen made"));
        }
        if let Some(at) = self.last_used.filter(|at| self.created != Some(*at)) {
            see(Stamp::utc(at, "picture of the app’s screen used"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("bundle_id", Observable::AppId(&self.bundle_id));
        if let Some(file) = &self.file {
            match paths::absolute(file) {
                Some(path) => see("file", Observable::Path(&path)),
                None => see("file", Observable::FileName(paths::file_name(file))),
            }
        }
        if let Some(group) = &self.group {
            links(group).for_each(|link| see("group", link.observable()));
        }
    }
}

/// Pictures of one app that are emitted: the system keeps a dozen.
const MOST: u64 = 10_000;

/// Emits the pictures in a manifest, however its groups are nested.
pub(super) fn read(
    app: &str,
    manifest: &Value,
    at: &Locator,
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let mut left = MOST;
    let mut rest = vec![manifest];
    while let Some(value) = rest.pop() {
        match value {
            Value::Array(items) => rest.extend(items.iter().rev()),
            Value::Dictionary(fields) => {
                if value.find("creationDate").is_some() {
                    let Some(less) = left.checked_sub(1) else {
                        sink.problem(at.clone(), format!("only the first {MOST} pictures are kept"));
                        return Ok(());
                    };
                    left = less;
                    sink.emit(at.clone(), &snapshot(app, value))?;
                }
                let children: Vec<&Value> = fields.values().collect();
                rest.extend(children.into_iter().rev());
            }
            _ => {}
        }
    }
    Ok(())
}

fn snapshot(app: &str, root: &Value) -> Snapshot {
    let text = |names: &[&str]| names.iter().find_map(|name| trees::text(root, name));
    let time = |name| root.find(name).and_then(Value::as_time);
    Snapshot {
        bundle_id: app.to_owned(),
        group: text(&["groupID", "groupIdentifier", "name"]),
        file: text(&["path", "relativePath", "filename", "fileName"]),
        scheme: text(&["scheme", "urlSchemeName"]),
        required_os_version: text(&["requiredOSVersion"]),
        created: time("creationDate"),
        last_used: time("lastUsedDate"),
        expires: time("expirationDate"),
    }
}
