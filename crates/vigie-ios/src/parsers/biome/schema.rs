//! What the numbers of fields stand for, in the streams where that is known.
//!
//! Names and numbers are those that Apple's own `BiomeLibrary` declares for the classes of its
//! events, and that published research found for older streams. A value whose type is another than
//! the schema says keeps its number as its name.

use vigie_formats::protobuf::Leaf;

/// How a field is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum As {
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// True or false.
    Truth,
    /// Seconds since 2001: the time of the event.
    MacTime,
    /// Seconds since 1970: the time of the event.
    UnixTime,
    /// Seconds since 2001: another time.
    OtherMacTime,
    /// Sixteen bytes.
    Uuid,
}

/// Path of field numbers, name, and how to read it.
type Known = (&'static [u32], &'static str, As);

const IN_FOCUS: &[Known] = &[
    (&[1], "launch_reason", As::Text),
    (&[2], "type", As::Number),
    (&[3], "starting", As::Truth),
    (&[4], "time", As::MacTime),
    (&[5], "duration", As::Number),
    (&[6], "bundle_id", As::Text),
    (&[7], "parent_bundle_id", As::Text),
    (&[8], "extension_host", As::Text),
    (&[9], "version", As::Text),
    (&[10], "exact_version", As::Text),
];
const WEB_APP: &[Known] = &[
    (&[1], "starting", As::Truth),
    (&[2], "time", As::MacTime),
    (&[3], "type", As::Number),
    (&[4], "bundle_id", As::Text),
    (&[5], "name", As::Text),
    (&[6], "manifest", As::Text),
];
const INSTALL: &[Known] = &[
    (&[1], "bundle_id", As::Text),
    (&[2], "title", As::Text),
    (&[3], "category", As::Text),
    (&[5], "is_install", As::Truth),
];
const ACTIVITY: &[Known] = &[
    (&[1], "bundle_id", As::Text),
    (&[2], "activity_type", As::Text),
    (&[3], "starting", As::Truth),
    (&[4], "description", As::Text),
];
const NAVIGATION: &[Known] = &[
    (&[1], "domain", As::Text),
    (&[2], "visited", As::UnixTime),
    (&[3], "platform", As::Number),
    (&[4], "device_class", As::Number),
    (&[5], "country_code", As::Text),
    (&[6], "privacy_proxy", As::Truth),
    (&[7], "error", As::Number),
    (&[8], "url", As::Text),
    (&[9], "private_relay_vendor", As::Text),
];
const NOTIFICATION: &[Known] = &[
    (&[1], "id", As::Text),
    (&[2], "time", As::MacTime),
    (&[3], "usage_type", As::Number),
    (&[4], "bundle_id", As::Text),
    (&[5], "notification_id", As::Text),
    (&[7], "device_id", As::Text),
    (&[8], "title", As::Text),
    (&[9], "subtitle", As::Text),
    (&[10], "body", As::Text),
    (&[17], "parent_bundle_id", As::Text),
];
const WIDGET: &[Known] =
    &[(&[1], "starting", As::Truth), (&[2], "bundle_id", As::Text)];
/// Events that came over from Core Duet.
const CORE_DUET: &[Known] = &[
    (&[1, 1], "core_duet_stream", As::Text),
    (&[2], "start", As::MacTime),
    (&[3], "end", As::OtherMacTime),
    (&[4, 3], "value", As::Text),
    (&[4, 4], "value_number", As::Number),
    (&[5], "uuid", As::Text),
    (&[8], "created", As::OtherMacTime),
];
const ACCESS: &[Known] = &[
    (&[1, 1, 1], "client_type", As::Number),
    (&[1, 1, 2], "client", As::Text),
    (&[1, 2], "access_id", As::Uuid),
    (&[1, 3], "kind", As::Number),
    (&[2], "service", As::Text),
];
/// Notes of what was pruned from a stream.
const TOMBSTONE: &[Known] = &[(&[1], "segment", As::Text), (&[5], "process", As::Text)];

/// Streams, in order, and the layouts that their records may have.
const STREAMS: &[(&str, Schema)] = &[
    ("App.Activity", Schema(&[ACTIVITY])),
    ("App.InFocus", Schema(&[IN_FOCUS])),
    ("App.Install", Schema(&[INSTALL, CORE_DUET])),
    ("App.WebApp.InFocus", Schema(&[WEB_APP])),
    ("App.WebAppInFocus", Schema(&[WEB_APP])),
    ("AppInFocus", Schema(&[IN_FOCUS])),
    ("Notification.Usage", Schema(&[NOTIFICATION])),
    ("NotificationUsage", Schema(&[NOTIFICATION])),
    ("Safari.Navigations", Schema(&[NAVIGATION])),
    ("Widgets.Viewed", Schema(&[WIDGET])),
    ("_DKEvent.App.InFocus", Schema(&[IN_FOCUS, CORE_DUET])),
];

/// The layouts that records of a stream may have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schema(&'static [&'static [Known]]);

impl Schema {
    /// That of `stream`, or of the notes about what was pruned from it.
    pub(super) fn of(stream: &str, is_tombstone: bool) -> Self {
        if is_tombstone {
            return Self(&[TOMBSTONE]);
        }
        if stream.starts_with("com.apple.privacy.accounting.stream") {
            return Self(&[ACCESS]);
        }
        let found = STREAMS.binary_search_by(|(name, _)| (*name).cmp(stream)).ok();
        match found.and_then(|at| STREAMS.get(at)) {
            Some((_, schema)) => *schema,
            None if stream.starts_with("_DKEvent.") => Self(&[CORE_DUET]),
            None => Self(&[]),
        }
    }

    /// Name of the field at `path`, and how to read it, when `leaf` can be read so.
    pub(super) fn find(self, path: &[u32], leaf: Leaf<'_>) -> Option<(&'static str, As)> {
        let mut known = self.0.iter().flat_map(|layout| layout.iter());
        let found = known.find(|(at, _, read)| *at == path && read.fits(leaf))?;
        Some((found.1, found.2))
    }

    /// Whether the value at `path` is bytes, whatever they look like.
    pub(super) fn is_uuid(self, path: &[u32]) -> bool {
        let mut known = self.0.iter().flat_map(|layout| layout.iter());
        known.any(|(at, _, read)| *at == path && *read == As::Uuid)
    }
}

impl As {
    fn fits(self, leaf: Leaf<'_>) -> bool {
        match self {
            Self::Text => matches!(leaf, Leaf::Text(_)),
            Self::Number => matches!(leaf, Leaf::Varint(_) | Leaf::Fixed64(_) | Leaf::Fixed32(_)),
            Self::Truth => matches!(leaf, Leaf::Varint(0 | 1)),
            Self::MacTime | Self::UnixTime | Self::OtherMacTime => {
                matches!(leaf, Leaf::Fixed64(_))
            }
            Self::Uuid => matches!(leaf, Leaf::Bytes(bytes) if bytes.len() == 16),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_in_order() {
        assert!(STREAMS.is_sorted_by_key(|(name, _)| *name));
    }

    #[test]
    fn a_value_of_another_type_is_not_taken_for_what_it_is_not() {
        let schema = Schema::of("_DKEvent.App.InFocus", false);
        assert_eq!(schema.find(&[2], Leaf::Varint(1)), Some(("type", As::Number)));
        assert_eq!(schema.find(&[4, 3], Leaf::Text("x")), Some(("value", As::Text)));
        assert_eq!(schema.find(&[6], Leaf::Varint(1)), None);
    }
}
