//! Apps that read every notification: service `notification`.
//!
//! A listener sees the text of messages of all apps, and can dismiss them. The dump tells who is allowed,
//! who is enabled for the users that run, and who is at work:
//!
//! ```text
//!     Allowed notification listeners:
//!       com.example/.Listener:com.other/.Listener (user: 0 isPrimary: true)
//!     All notification listeners (2) enabled for current profiles:
//!       ComponentInfo{com.example/com.example.Listener}
//!     Live notification listeners (1):
//!       ComponentInfo{com.example/com.example.Listener} (user 0): android.os.BinderProxy@1a2b
//! ```
//!
//! Assistants and providers of conditions (do not disturb) stand in blocks of the same form. Up to Android
//! 8 the first line reads `Notification listeners:`.
//!
//! Layout after <https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/notification/ManagedServices.java>.

use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Origin, Parser, ParserMeta, Sink, Stop, Text, Versions, Volume,
    revive,
};
use vigie_formats::lines::each_line_of;

use crate::holder::{Holder, Power};
use crate::names::is_package;
use crate::section::{indent, user};

pub(crate) static ITEM: NotificationListeners = NotificationListeners;

pub(crate) struct NotificationListeners;

static META: ParserMeta = ParserMeta {
    id: "notification_listeners",
    title: Text { en: "Apps that read notifications", fr: "Apps qui lisent les notifications" },
    reads: &["/dumpsys/notification", "/dumpsys/*/notification"],
    found_in: &[EvidenceKind::AndroidBugReport, EvidenceKind::Androidqf],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(5),
    references: &[
        "https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/notification/ManagedServices.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.notification_listeners.listener",
    title: Text { en: "App that reads notifications", fr: "App qui lit les notifications" },
    brief: &["what", "package", "user"],
    personal: &[],
    origin: Origin::Permission,
    volume: Volume::Few,
    revive: revive::<Holder<NotificationListeners>>,
};

impl Power for NotificationListeners {
    fn kind() -> &'static Kind {
        &KIND
    }
}

impl Parser for NotificationListeners {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut block: Option<(usize, String)> = None;
        each_line_of(input, |line| {
            let (depth, text) = indent(line.text);
            if let Some(what) = heading(text) {
                block = Some((depth, what));
                return Ok(());
            }
            match &block {
                Some((heading, what)) if depth > *heading => {
                    for holder in holders(what, text) {
                        sink.emit(Locator::Line(line.number), &holder)?;
                    }
                }
                _ => block = None,
            }
            Ok(())
        })
    }
}

/// What the lines below a heading list: `allowed notification listener`.
fn heading(text: &str) -> Option<String> {
    let text = text.strip_suffix(':')?;
    let (state, rest) = ["Allowed ", "All ", "Live "]
        .iter()
        .find_map(|state| Some((state.trim_end(), text.strip_prefix(state)?)))
        .unwrap_or(("Live", text));
    let state = if state == "All" { "enabled" } else { state };
    let caption = ["notification listeners", "notification assistants", "condition providers"]
        .into_iter()
        .find(|caption| rest.to_ascii_lowercase().starts_with(caption))?;
    Some(format!("{} {}", state.to_ascii_lowercase(), caption.trim_end_matches('s')))
}

/// The components of a line: `a/b:c/d (user: 0 …)` or `ComponentInfo{a/b} (user 0): …`.
fn holders<'a>(
    what: &'a str,
    text: &'a str,
) -> impl Iterator<Item = Holder<NotificationListeners>> + 'a {
    let (list, user_of) = match text.split_once(" (user") {
        Some((list, rest)) => (list, user(rest)),
        None => (text, None),
    };
    let parts = list.split([':', ' ', ',']).filter(|part| part.contains('/') || is_package(part));
    parts.filter_map(move |part| Holder::read(what, part, user_of))
}
