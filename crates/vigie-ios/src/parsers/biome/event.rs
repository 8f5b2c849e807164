//! What a stream holds.

use serde::{Deserialize, Serialize};
use vigie_core::{Kind, Limits, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};
use vigie_formats::{plist, protobuf, segb};

use super::schema::{As, Schema};
use super::stream::Stream;
use crate::columns::{Columns, Scalar};
use crate::digests::hexadecimal;
use crate::{trees, values};

pub(super) static APP: Kind = Kind {
    id: "ios.biome.app",
    title: Text { en: "Use of an app, in Biome", fr: "Usage d’une app, dans Biome" },
    brief: &["stream", "fields"],
    personal: &["fields"],
    origin: Origin::Running,
    volume: Volume::Many,
    revive: revive::<Event>,
};

pub(super) static WEB: Kind = Kind {
    id: "ios.biome.web",
    title: Text { en: "Web page, in Biome", fr: "Page web, dans Biome" },
    brief: &["stream", "fields"],
    personal: &["fields"],
    origin: Origin::History,
    volume: Volume::Many,
    revive: revive::<Event>,
};

pub(super) static ACCESS: Kind = Kind {
    id: "ios.biome.access",
    title: Text {
        en: "Access to microphone, camera, location or personal data",
        fr: "Accès au micro, à l’appareil photo, à la position ou à des données personnelles",
    },
    brief: &["stream", "fields"],
    personal: &["fields"],
    origin: Origin::Permission,
    volume: Volume::Many,
    revive: revive::<Event>,
};

pub(super) static OTHER: Kind = Kind {
    id: "ios.biome.event",
    title: Text { en: "Activity noted by Biome", fr: "Activité notée par Biome" },
    brief: &["stream", "fields"],
    personal: &["fields"],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Event>,
};

/// A record of a stream.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Event {
    /// The stream.
    pub(crate) stream: String,
    /// The owner's other device that it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) remote: Option<String>,
    /// True for a note of what was pruned from the stream.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) tombstone: bool,
    /// True where the record was deleted; what it held is then mostly gone.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) deleted: bool,
    /// When it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timestamp: Option<Time>,
    /// When it happened, where the record says so itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) event_time: Option<Time>,
    /// What it holds, by name, or by number where the name is not known.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) fields: Columns,
}

/// Most values of one record.
const MOST_FIELDS: usize = 300;
/// Longest text, in bytes.
const LONGEST: usize = 64 << 10;

impl Event {
    /// What `record` of `stream` says, and whether all of it could be read.
    pub(super) fn read(
        record: &segb::Record<'_>,
        stream: &Stream<'_>,
        limits: &Limits,
    ) -> (Self, bool) {
        let mut event = Self {
            stream: stream.name.to_owned(),
            remote: stream.remote.map(str::to_owned),
            tombstone: stream.is_tombstone,
            deleted: record.state == segb::State::Deleted,
            timestamp: record.time,
            ..Self::default()
        };
        // A deleted record's payload is mostly zeros, which read as nothing.
        if record.payload.iter().all(|byte| *byte == 0) {
            let is_read = record.payload.is_empty() || event.deleted;
            return (event, is_read);
        }
        let schema = Schema::of(stream.name, stream.is_tombstone);
        let is_read = plist::looks_like_one(record.payload)
            && event.property_list("", record.payload, limits)
            || event.message(record.payload, schema, limits);
        (event, is_read)
    }

    fn property_list(&mut self, prefix: &str, bytes: &[u8], limits: &Limits) -> bool {
        let (Some(root), damage) = plist::parse_lenient(bytes, limits) else { return false };
        let room = MOST_FIELDS.saturating_sub(self.fields.len());
        for (name, value) in trees::flatten(&root, room).iter() {
            let name = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") };
            self.fields.push(name, value.clone());
        }
        damage.is_none()
    }

    fn message(&mut self, payload: &[u8], schema: Schema, limits: &Limits) -> bool {
        let is_opaque = |path: &[u32]| schema.is_uuid(path);
        let end = protobuf::walk(payload, limits.depth, &is_opaque, &mut |path, leaf| {
            self.leaf(path, leaf, schema, limits);
            self.fields.len() < MOST_FIELDS
        });
        end.is_ok()
    }

    fn leaf(&mut self, path: &[u32], leaf: protobuf::Leaf<'_>, schema: Schema, limits: &Limits) {
        use protobuf::Leaf;
        if let Some((name, read)) = schema.find(path, leaf) {
            let value = self.known(leaf, read);
            return self.fields.push(name, value);
        }
        let name = || path.iter().map(u32::to_string).collect::<Vec<_>>().join("/");
        match leaf {
            Leaf::Bytes(bytes)
                if plist::looks_like_one(bytes) && self.property_list(&name(), bytes, limits) => {}
            leaf => self.fields.push(name(), plain(leaf)),
        }
    }

    /// A value that the schema knows; the time of the event is kept beside.
    fn known(&mut self, leaf: protobuf::Leaf<'_>, read: As) -> Scalar {
        use protobuf::Leaf;
        let time = match (read, leaf) {
            (As::MacTime | As::OtherMacTime, Leaf::Fixed64(bits)) => {
                Time::from_mac_float(f64::from_bits(bits))
            }
            (As::UnixTime, Leaf::Fixed64(bits)) => Time::from_unix_float(f64::from_bits(bits)),
            (As::Truth, Leaf::Varint(number)) => return Scalar::Truth(number != 0),
            (As::Uuid, Leaf::Bytes(bytes)) => return Scalar::Text(hexadecimal(bytes)),
            _ => None,
        };
        let Some(time) = time else { return plain(leaf) };
        if matches!(read, As::MacTime | As::UnixTime) {
            self.event_time.get_or_insert(time);
        }
        Scalar::Text(time.to_string())
    }
}

/// A value as it stands.
fn plain(leaf: protobuf::Leaf<'_>) -> Scalar {
    use protobuf::Leaf;
    match leaf {
        Leaf::Varint(number) => match i64::try_from(number) {
            Ok(number) => Scalar::Integer(number),
            Err(_) => Scalar::Text(number.to_string()),
        },
        Leaf::Fixed32(number) => Scalar::Integer(i64::from(number)),
        Leaf::Fixed64(bits) => {
            let real = f64::from_bits(bits);
            // A whole number in eight bytes would be a fraction of next to nothing.
            let is_real = real == 0.0 || (1e-9..1e18).contains(&real.abs());
            match i64::try_from(bits) {
                Ok(whole) if !is_real => Scalar::Integer(whole),
                Err(_) if !is_real => Scalar::Text(bits.to_string()),
                _ => Scalar::Real(real),
            }
        }
        Leaf::Text(text) => Scalar::Text(text.get(..LONGEST).unwrap_or(text).to_owned()),
        Leaf::Bytes(bytes) => Scalar::Bytes { bytes: bytes.len() as u64 },
    }
}

impl Record for Event {
    fn kind(&self) -> &'static Kind {
        Stream::kind_of(&self.stream)
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        let means = if self.deleted { "deleted record written" } else { "activity noted" };
        if let Some(at) = self.event_time {
            see(Stamp::utc(at, "activity"));
        }
        if let Some(at) = self.timestamp {
            see(Stamp::utc(at, means));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (name, text) in self.fields.texts() {
            match name {
                "domain" => see("fields", Observable::Host(text)),
                "url" => see("fields", Observable::Url(text)),
                // Names of streams and reasons look like paths and apps, and are neither.
                "core_duet_stream" | "launch_reason" => {}
                "value" if !self.stream.starts_with("_DKEvent.App.") => {
                    values::observe("fields", text, see);
                }
                "process" | "client" | "bundle_id" | "parent_bundle_id" | "extension_host"
                | "value" => {
                    see("fields", Observable::Process(text));
                    values::observe("fields", text, see);
                }
                _ => values::observe("fields", text, see),
            }
        }
    }
}
