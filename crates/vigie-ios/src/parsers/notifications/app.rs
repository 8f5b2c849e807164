//! Apps that may show notifications.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Input, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Volume, revive,
};
use vigie_formats::plist::{self, Value};

use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.notifications.app",
    title: Text { en: "App that may show notifications", fr: "App qui peut afficher des notifications" },
    brief: &["app", "folder"],
    personal: &[],
    origin: Origin::Apps,
    volume: Volume::Few,
    revive: revive::<App>,
};

/// An app that may show notifications, also one that was deleted.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct App {
    /// The app.
    pub(crate) app: String,
    /// Name of the folder of its notifications.
    pub(crate) folder: String,
}

impl Record for App {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("app", Observable::AppId(&self.app));
    }
}

/// Emits every app of `Library.plist`.
pub(super) fn read(root: &Value, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some(apps) = root.as_dictionary() else {
        return Err(Stop::malformed("property list", 0, "a dictionary of apps"));
    };
    for (app, folder) in apps.iter() {
        let at = Locator::Key(app.to_owned());
        match folder.as_str() {
            Some(folder) => sink.emit(at, &App { app: app.to_owned(), folder: folder.to_owned() })?,
            None if app == "$class" => {}
            None => sink.problem(at, "expected the name of a folder"),
        }
    }
    Ok(())
}

/// Where the folders of apps are listed.
const LIBRARY: &str = "/private/var/mobile/Library/UserNotificationsServer/Library.plist";

/// The app whose notifications stand in `folder`: the folder's own name, unless it is a UUID.
pub(super) fn of_folder(folder: &str, input: &Input<'_>) -> Result<Option<String>, Stop> {
    if folder.contains('.') {
        return Ok(Some(folder.to_owned()));
    }
    let Some(library) = input.siblings.open(LIBRARY)? else { return Ok(None) };
    let bytes = vigie_core::read_all(&*library, input.limits.whole_file)?;
    // Damage there is told when that file itself is read.
    let Some(root) = plist::parse_lenient(&bytes, &input.limits).0 else { return Ok(None) };
    let root = trees::unfold(root, &input.limits);
    let apps = root.as_dictionary().into_iter().flat_map(|apps| apps.iter());
    let mut same = apps.filter(|(_, name)| name.as_str() == Some(folder));
    Ok(same.next().map(|(app, _)| app.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use vigie_core::{Bytes, Limits, SharedBytes, Siblings};

    use super::*;

    /// A phone with `Library.plist` and nothing else.
    struct Phone;

    impl Siblings for Phone {
        fn open(&self, path: &str) -> Result<Option<SharedBytes>, Stop> {
            let list = b"<plist><dict><key>com.example.app</key><string>0A-1</string></dict></plist>";
            Ok((path == LIBRARY).then(|| Arc::new(Bytes(list.to_vec())) as SharedBytes))
        }
    }

    #[test]
    fn folders_belong_to_apps() {
        let data = Arc::new(Bytes(Vec::new()));
        let input = Input { path: "/x", data, siblings: &Phone, modified: None, first_line: 1, limits: Limits::default() };
        let app = |folder| of_folder(folder, &input).unwrap();
        assert_eq!(app("0A-1").as_deref(), Some("com.example.app"));
        assert_eq!(app("com.example.other").as_deref(), Some("com.example.other"));
        assert_eq!(app("0B-2"), None);
    }
}
