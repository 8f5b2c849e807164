//! The status as JSON.

use serde_json::Value;
use vigie_core::{Locator, Sink, Stop, Time};

use super::status::Status;
use crate::account_device::{AccountDevice, DeviceList};
use crate::json_trees::{self, find, text};

/// Emits the status and every peer.
pub(super) fn read(bytes: &[u8], seen: Option<Time>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let root = serde_json::Deserializer::from_slice(bytes).into_iter::<Value>().next();
    let root = match root {
        Some(Ok(root)) => root,
        Some(Err(error)) => return Err(Stop::malformed("status", 0, format!("JSON: {error}"))),
        None => return Err(Stop::malformed("status", 0, "a JSON object")),
    };
    sink.emit(Locator::Whole, &Status::of(&root))?;
    let Some(dump) = find(&root, &["contextDump"]) else {
        sink.problem(Locator::Whole, "expected contextDump");
        return Ok(());
    };
    let own = find(dump, &["self"]).filter(|own| own.is_object());
    let own_id = own.and_then(|own| text(own, &["peerID"]));
    let excluded = own.map(excluded).unwrap_or_default();
    if let Some(own) = own {
        let mut device = peer(own, seen);
        device.is_phone = Some(true);
        sink.emit(Locator::Key("contextDump/self".into()), &device)?;
    }
    let peers = find(dump, &["peers"]).and_then(Value::as_array);
    for (number, one) in peers.into_iter().flatten().enumerate() {
        let at = Locator::Key(format!("contextDump/peers/{number}"));
        if !one.is_object() {
            sink.problem(at, "expected a peer");
            continue;
        }
        let mut device = peer(one, seen);
        if device.peer_id.is_some() && device.peer_id == own_id {
            // Some versions list the phone among its peers too.
            if own.is_some() {
                continue;
            }
            device.is_phone = Some(true);
        } else if own.is_some() {
            device.is_phone = Some(false);
        }
        if device.peer_id.as_ref().is_some_and(|id| excluded.contains(id)) {
            device.group = Some("excluded".to_owned());
        }
        sink.emit(at, &device)?;
    }
    Ok(())
}

/// Ids of the peers that the phone has cast out.
fn excluded(own: &Value) -> Vec<String> {
    let dynamic = find(own, &["dynamicInfo"]);
    let list = dynamic.and_then(|info| find(info, &["excluded", "excludeds"]));
    let ids = list.and_then(Value::as_array).into_iter().flatten();
    ids.filter_map(|id| id.as_str().map(str::to_owned)).take(1_000).collect()
}

/// Most further values of a peer that are kept.
const MOST: usize = 40;

fn peer(one: &Value, seen: Option<Time>) -> AccountDevice {
    let nothing = Value::Null;
    let part = |name| find(one, &[name]).unwrap_or(&nothing);
    let (permanent, stable) = (part("permanentInfo"), part("stableInfo"));
    let version = text(stable, &["os_version"]);
    let build = version.as_deref().and_then(build_in);
    let columns = json_trees::flatten(one, MOST * 4);
    let told = ["model", "machine", "name", "version", "serial", "peerID"];
    let columns = columns.without_any(|path| {
        let name = path.rsplit('/').next().unwrap_or(path);
        // Keys and signatures say nothing that one could read.
        told.iter().any(|word| name.contains(word)) || name.ends_with("key") || path.contains("ig/")
    });
    AccountDevice {
        list: DeviceList::Octagon,
        name: text(stable, &["device_name"]),
        model: text(permanent, &["model_id"]),
        build_version: build,
        os_version: version,
        serial_number: text(stable, &["serial_number"]),
        peer_id: text(one, &["peerID"]).or_else(|| text(permanent, &["peerID"])),
        machine_id: text(permanent, &["machine_id"]),
        added: find(permanent, &["creation_time"]).and_then(created),
        seen,
        columns,
        ..AccountDevice::default()
    }
}

/// The build inside `iOS 17.3 (21D50)`.
fn build_in(version: &str) -> Option<String> {
    let (_, rest) = version.split_once('(')?;
    let (build, _) = rest.split_once(')')?;
    (!build.is_empty()).then(|| build.to_owned())
}

/// When a peer was made: milliseconds since 1970, as a number or as text.
fn created(value: &Value) -> Option<Time> {
    let milliseconds = match value {
        Value::String(text) => match text.parse::<i64>() {
            Ok(number) => number,
            Err(_) => return Time::parse(text),
        },
        other => other.as_i64()?,
    };
    (milliseconds > 0).then(|| Time::from_unix_micros(milliseconds.checked_mul(1000)?))?
}
