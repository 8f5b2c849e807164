//! Code from places where no app keeps any, in the record of a crash.

use vigie_core::{Claim, Confidence, Found, Seen, Severity};

use crate::parsers::Crash;

/// What is said of a crash with such code: in the calls that led to it, or mapped to be run.
pub(super) fn found(crash: &Crash, seen: &Seen<'_>) -> Option<Found> {
    let frames = crash.backtrace.iter().filter_map(|frame| frame.file.as_deref());
    let frames = frames.map(|file| ("backtrace", file));
    let maps = crash.maps.iter().filter(|map| map.executable).map(|map| ("maps", &*map.name));
    let mut odd: Vec<(Place, &str, &str)> = frames
        .chain(maps)
        .filter_map(|(field, file)| Some((place(file)?, field, file)))
        .collect();
    odd.sort_unstable();
    odd.dedup_by(|one, other| one.2 == other.2);
    let (worst, ..) = odd.first()?;
    let (severity, key) = match worst {
        Place::Staging => (Severity::Medium, "android-crash-cluster-staged-code"),
        Place::Memory | Place::Deleted => (Severity::Low, "android-crash-cluster-fleeting-code"),
    };
    let process = crash.process.as_deref().unwrap_or("?");
    let names: Vec<&str> = odd.iter().take(3).map(|(.., file)| *file).collect();
    let evidence = odd.iter().take(20).map(|(_, field, file)| seen.evidence(field, file)).collect();
    Some(Found {
        severity,
        confidence: Confidence::Low,
        claim: Claim::new(key, [("process", process), ("files", &names.join(", "))]),
        evidence,
    })
}

/// Where odd code stands, the oddest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Where adb and shells put files.
    Staging,
    /// In memory that only looks like a file.
    Memory,
    /// In a file that is no more.
    Deleted,
}

/// Where `file` stands, if that is odd.
fn place(file: &str) -> Option<Place> {
    const STAGING: [&str; 4] = ["/data/local/", "/sdcard/", "/storage/emulated/", "/data/media/"];
    if STAGING.iter().any(|folder| file.starts_with(folder)) {
        return Some(Place::Staging);
    }
    if let Some(name) = file.strip_prefix("/memfd:") {
        // Every app has memory for code that Android or its WebView compiles.
        let usual = ["jit", "dalvik", "v8", "zygote", "webview"];
        return (!usual.iter().any(|known| name.starts_with(known))).then_some(Place::Memory);
    }
    // An app that is updated while it runs keeps its old files, deleted, and so do parts of the system.
    let updated = ["/data/app/", "/apex/", "/data/dalvik-cache/", "/dev/ashmem", "/data/misc/apexdata/"];
    let deleted = file.ends_with(" (deleted)") && !updated.iter().any(|folder| file.starts_with(folder));
    (deleted && file.starts_with('/')).then_some(Place::Deleted)
}
