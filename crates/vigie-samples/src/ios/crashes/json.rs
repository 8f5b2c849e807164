//! A crash report in JSON, as since iOS 15.

use serde_json::{Value, json};

use super::{Crash, Signal};
use crate::ios::clock;
use crate::ios::phone::Phone;
use crate::{Moment, Rng};

/// The report of `crash`.
pub(super) fn report(phone: &Phone, crash: &Crash, rng: &mut Rng) -> String {
    let incident = rng.uuid();
    let head = head(phone, crash, &incident);
    let body = body(phone, crash, &incident, rng);
    // The system breaks the body into lines; readers must not count on one.
    let body = serde_json::to_string_pretty(&body).unwrap_or_default();
    format!("{head}\n{body}\n")
}

fn head(phone: &Phone, crash: &Crash, incident: &str) -> Value {
    let release = phone.release;
    json!({
        "app_name": crash.process,
        "timestamp": clock::report(crash.time),
        "app_version": "",
        "slice_uuid": slice(crash.path),
        "build_version": "",
        "platform": 2,
        "bundleID": crash.bundle,
        "share_with_app_devs": 0,
        "is_first_party": i32::from(crash.bundle.is_empty() || crash.bundle.starts_with("com.apple")),
        "bug_type": "309",
        "os_version": format!("iPhone OS {} ({})", release.version, release.build),
        "roots_installed": 0,
        "name": crash.process,
        "incident_id": incident,
    })
}

fn body(phone: &Phone, crash: &Crash, incident: &str, rng: &mut Rng) -> Value {
    let release = phone.release;
    let [exception, signal, subtype] = crash.signal.words();
    let pid = rng.range(100, 9000);
    json!({
        "uptime": rng.range(1000, 900_000),
        "procRole": if crash.bundle.is_empty() { "Unspecified" } else { "Foreground" },
        "version": 2,
        "userID": 501,
        "deployVersion": 210,
        "modelCode": release.product,
        "coalitionID": rng.range(100, 2000),
        "osVersion": {
            "isEmbedded": true,
            "train": format!("iPhone OS {}", release.version),
            "releaseType": "User",
            "build": release.build,
        },
        "captureTime": precise(crash.time),
        "incident": incident,
        "pid": pid,
        "translated": false,
        "cpuType": "ARM-64",
        "roots_installed": 0,
        "bug_type": "309",
        "procLaunch": precise(crash.time.plus(-900)),
        "procStartAbsTime": 1_234_567_890_123_i64,
        "procExitAbsTime": 1_234_589_490_123_i64,
        "procName": crash.process,
        "procPath": crash.path,
        "bundleInfo": { "CFBundleIdentifier": crash.bundle, "CFBundleVersion": "1" },
        "parentProc": crash.parent,
        "parentPid": 1,
        "coalitionName": if crash.bundle.is_empty() { crash.process } else { crash.bundle },
        "crashReporterKey": phone.identity.reporter,
        "lowPowerMode": 0,
        "codeSigningID": crash.process,
        "codeSigningTeamID": "",
        "codeSigningFlags": 570_434_305,
        "exception": {
            "codes": "0x0000000000000001, 0x0000000000000010",
            "rawCodes": [1, 16],
            "type": exception,
            "signal": signal,
            "subtype": subtype,
        },
        "termination": termination(crash.signal),
        "faultingThread": 0,
        "threads": [thread(rng)],
        "usedImages": [
            image(crash.path, 4_372_185_088_u64, "P"),
            image(crash.image, 7_000_000_000_u64, "P"),
            image("/usr/lib/dyld", 7_100_000_000_u64, "P"),
        ],
        "sharedCache": { "base": 6_442_450_944_u64, "size": 3_600_000_000_u64, "uuid": slice("cache") },
        "legacyInfo": { "threadTriggered": { "queue": "com.apple.main-thread" } },
        "trialInfo": { "rollouts": [], "experiments": [] },
    })
}

fn termination(signal: Signal) -> Value {
    match signal {
        Signal::Access => json!({
            "flags": 0, "code": 11, "namespace": "SIGNAL",
            "indicator": "Segmentation fault: 11", "byProc": "exc handler", "byPid": 999,
        }),
        Signal::Abort => json!({
            "flags": 0, "code": 6, "namespace": "SIGNAL",
            "indicator": "Abort trap: 6", "byProc": "self", "byPid": 999,
        }),
        Signal::Watchdog => json!({
            "flags": 6, "code": 2_343_432_205_u64, "namespace": "FRONTBOARD",
            "reasons": ["scene-update watchdog transgression: exhausted real time allowance of 10.00 seconds"],
        }),
    }
}

fn thread(rng: &mut Rng) -> Value {
    let frame = |image: i32, offset: i64| json!({ "imageOffset": offset, "imageIndex": image });
    let frames: Vec<Value> = (0..6).map(|at| frame(at % 3, rng.range(100, 900_000))).collect();
    json!({
        "triggered": true,
        "id": rng.range(1000, 90_000),
        "queue": "com.apple.main-thread",
        "threadState": { "x": [{ "value": 16 }], "flavor": "ARM_THREAD_STATE64" },
        "frames": frames,
    })
}

fn image(path: &str, base: u64, source: &str) -> Value {
    json!({
        "source": source,
        "arch": "arm64e",
        "base": base,
        "size": 65_536,
        "uuid": slice(path),
        "path": path,
        "name": path.rsplit('/').next().unwrap_or(path),
    })
}

/// The UUID of a binary: always the same, in small letters.
fn slice(path: &str) -> String {
    Rng::part(0, path).uuid().to_lowercase()
}

/// `2026-05-04 11:08:07.1234 +0200`.
fn precise(time: Moment) -> String {
    clock::report(time).replace(".00 ", ".1234 ")
}
