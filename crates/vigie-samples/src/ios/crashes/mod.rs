//! Reports of crashes, of memory running out and of panics: `.ips` files.
//!
//! The first line is JSON: kind (`bug_type`), time, system. The rest is JSON since iOS 15, text
//! before; reports of memory and panics were JSON all along.

mod json;
mod system;
mod text;

use super::layout::file;
use super::phone::Phone;
use super::{Hostile, Plant, chains, clock};
use crate::{Moment, Result, Rng};

/// A process that crashed.
struct Crash<'a> {
    plant: Option<(Plant, &'a str)>,
    process: &'a str,
    path: &'a str,
    /// Bundle identifier; empty for daemons.
    bundle: &'a str,
    parent: &'a str,
    /// Another image in its memory.
    image: &'a str,
    time: Moment,
    signal: Signal,
}

/// How it ended.
#[derive(Clone, Copy)]
enum Signal {
    /// Reading where nothing is.
    Access,
    /// It gave up itself.
    Abort,
    /// It took too long and was killed.
    Watchdog,
}

impl Signal {
    /// Exception, signal, subtype.
    const fn words(self) -> [&'static str; 3] {
        match self {
            Self::Access => {
                ["EXC_BAD_ACCESS", "SIGSEGV", "KERN_INVALID_ADDRESS at 0x0000000000000010"]
            }
            Self::Abort => ["EXC_CRASH", "SIGABRT", ""],
            Self::Watchdog => ["EXC_CRASH", "SIGKILL", ""],
        }
    }
}

const WEB_CONTENT: &str = "com.apple.WebKit.WebContent";
const WEB_CONTENT_PATH: &str = "/System/Library/Frameworks/WebKit.framework/XPCServices/com.apple.WebKit.WebContent.xpc/com.apple.WebKit.WebContent";
const IMAGE: &str = "/usr/lib/system/libsystem_kernel.dylib";

/// Writes the reports of a phone into the folder `folder` of its evidence.
pub(crate) fn write(phone: &mut Phone, folder: &str) -> Result<()> {
    let mut rng = phone.rng("crashes");
    let mut crashes = ordinary(phone, &mut rng);
    crashes.extend(planted(phone));
    for crash in &crashes {
        report(phone, folder, crash, &mut rng)?;
    }
    phone.count("crash_reports", crashes.len() as u64);
    system::write(phone, folder, &mut rng)?;
    if phone.odd(Hostile::CutBlobs) {
        odd(phone, folder)?;
    }
    Ok(())
}

fn report(phone: &mut Phone, folder: &str, crash: &Crash, rng: &mut Rng) -> Result<()> {
    let bytes = if phone.plan.ios >= 15 {
        json::report(phone, crash, rng)
    } else {
        text::report(phone, crash, rng)
    };
    let path = format!("{folder}/{}", name(crash.process, crash.time));
    phone.write(file("", &path), bytes.as_bytes())?;
    if let Some((plant, seen)) = crash.plant {
        phone.planted(plant, file("", &path), seen);
    }
    Ok(())
}

/// `MobileSafari-2026-05-04-090807.ips`.
fn name(process: &str, time: Moment) -> String {
    let [year, month, day, hour, minute, second] = clock::local(time);
    format!("{process}-{year}-{month:02}-{day:02}-{hour:02}{minute:02}{second:02}.ips")
}

/// What crashes on every phone now and then.
fn ordinary<'a>(phone: &Phone, rng: &mut Rng) -> Vec<Crash<'a>> {
    let app = "/private/var/containers/Bundle/Application/0D53AE50-7A5C-4C59-8D4B-0B7B9F6E0A11/Spotify.app/Spotify";
    let all = [
        ("Spotify", app, "com.spotify.client", Signal::Abort),
        ("Spotify", app, "com.spotify.client", Signal::Watchdog),
        ("backboardd", "/usr/libexec/backboardd", "", Signal::Watchdog),
        (WEB_CONTENT, WEB_CONTENT_PATH, WEB_CONTENT, Signal::Abort),
        ("mediaserverd", "/usr/sbin/mediaserverd", "", Signal::Access),
    ];
    (0_i64..)
        .zip(all)
        .map(|(number, (process, path, bundle, signal))| Crash {
            plant: None,
            process,
            path,
            bundle,
            parent: "launchd",
            image: IMAGE,
            time: phone
                .release
                .backed_up
                .plus(-1_000_000 - number * 500_000 - rng.range(0, 90_000)),
            signal,
        })
        .collect()
}

fn planted<'a>(phone: &Phone) -> Vec<Crash<'a>> {
    let release = phone.release;
    let late = release.backed_up.plus(-300_000);
    let base = Crash {
        plant: None,
        process: "",
        path: "",
        bundle: "",
        parent: "launchd",
        image: IMAGE,
        time: late,
        signal: Signal::Access,
    };
    let library = "/private/var/db/nwlib/libpayload.dylib";
    let all = [
        Crash {
            plant: Some((Plant::CrashProcess, "nwcrashd")),
            process: "nwcrashd",
            path: "/private/var/tmp/nwcrashd",
            ..base
        },
        Crash {
            plant: Some((Plant::CrashImage, library)),
            process: "MobileNotes",
            path: "/Applications/MobileNotes.app/MobileNotes",
            bundle: "com.apple.mobilenotes",
            image: library,
            time: late.plus(20_000),
            ..base
        },
        Crash {
            plant: Some((Plant::ChainProcess, chains::PROCESS)),
            process: chains::PROCESS,
            path: chains::BINARY,
            time: chains::joined(release).plus(400),
            ..base
        },
        Crash {
            plant: Some((Plant::ChainCrash, WEB_CONTENT)),
            process: WEB_CONTENT,
            path: WEB_CONTENT_PATH,
            bundle: WEB_CONTENT,
            time: chains::crashed(release),
            ..base
        },
    ];
    let has = |crash: &Crash| crash.plant.is_some_and(|(plant, _)| phone.has(plant));
    all.into_iter().filter(has).collect()
}

/// Reports that end in the head, have no head, or are no text.
fn odd(phone: &mut Phone, folder: &str) -> Result<()> {
    let garbage: [u8; 64] = phone.rng("odd reports").bytes();
    let nested = format!("{{\"bug_type\":\"309\"}}\n{}", "[".repeat(5000));
    let all: [(&str, &[u8]); 5] = [
        ("empty.ips", b""),
        ("head-2026-01-01-000000.ips", b"{\"bug_type\":\"309\",\"timest"),
        ("body-2026-01-01-000000.ips", b"{\"bug_type\":309,\"timestamp\":[]}\n{\"procName\":7,"),
        ("nested-2026-01-01-000000.ips", nested.as_bytes()),
        ("garbage-2026-01-01-000000.ips", &garbage),
    ];
    for (name, bytes) in all {
        phone.write(file("", &format!("{folder}/{name}")), bytes)?;
    }
    Ok(())
}
