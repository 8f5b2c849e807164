//! Notifications that the phone still shows, and the apps that may show them.
//!
//! Written by SpringBoard's notification service; a notification lives until it is opened, cleared or
//! out of date, so that texts of messages can outlast the messages themselves.
//!
//! * iOS 12 on: `UserNotifications/ID/DeliveredNotifications.plist` (and `PendingNotifications.plist`
//!   for those still to come), a keyed archive of a list of dictionaries with
//!   `AppNotificationCreationDate`, `AppNotificationTitle`, `AppNotificationSubtitle`,
//!   `AppNotificationMessage` and more. `ID` is that of the app, or a UUID that
//!   `UserNotificationsServer/Library.plist` gives for each app.
//! * to iOS 11: `SpringBoard/PushStore/APP.pushstore`, the same dictionaries.
//!
//! Layout after the files themselves and
//! <https://github.com/abrignoni/iLEAPP/blob/main/scripts/artifacts/notificationsXII.py>.

mod app;
mod notification;

use vigie_core::{EvidenceKind, Input, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::plist;

use crate::trees;

pub(crate) use notification::Notification;

pub(crate) static ITEM: Notifications = Notifications;

pub(crate) struct Notifications;

static META: ParserMeta = ParserMeta {
    id: "notifications",
    title: Text { en: "Notifications the phone still shows", fr: "Notifications encore affichées" },
    reads: &[
        "/private/var/mobile/Library/UserNotifications/**/DeliveredNotifications.plist",
        "/private/var/mobile/Library/UserNotifications/**/PendingNotifications.plist",
        "/private/var/mobile/Library/UserNotificationsServer/Library.plist",
        "/private/var/mobile/Library/SpringBoard/PushStore/*.pushstore",
        "/DeliveredNotifications.plist",
        "/PendingNotifications.plist",
        "/*.pushstore",
    ],
    found_in: &[
        EvidenceKind::IosBackup,
        EvidenceKind::IosBackupEncrypted,
        EvidenceKind::IosFileSystem,
        EvidenceKind::Files,
    ],
    emits: &[&notification::KIND, &app::KIND],
    means: &[
        Text { en: "notification delivered", fr: "notification reçue" },
        Text { en: "notification asked for", fr: "notification demandée" },
    ],
    versions: Versions::ios(5),
    references: &[
        "https://github.com/abrignoni/iLEAPP/blob/main/scripts/artifacts/notificationsXII.py",
    ],
};

impl Parser for Notifications {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let (root, damage) = plist::parse_lenient(&input.read_all()?, &input.limits);
        if let Some(root) = root {
            let root = trees::unfold(root, &input.limits);
            if input.path.ends_with("/Library.plist") {
                app::read(&root, sink)?;
            } else {
                notification::read(&root, input, sink)?;
            }
        }
        damage.map_or(Ok(()), Err)
    }
}
