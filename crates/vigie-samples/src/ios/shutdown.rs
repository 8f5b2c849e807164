//! `shutdown.log`: what still ran while the phone shut down.
//!
//! Written at each shutdown: for every delay a line with the seconds and one line per process that
//! had not ended, then `SIGTERM: [unix time]`. Newer systems add the UUID of the binary to its path.

use std::fmt::Write;

use super::phone::Phone;
use super::{Plant, chains};

/// Binaries that now and then delay a shutdown.
const BINARIES: &[&str] = &[
    "/usr/libexec/nfcd",
    "/usr/libexec/rtcreportingd",
    "/usr/sbin/cfprefsd",
    "/usr/libexec/backboardd",
    "/usr/libexec/locationd",
    "/System/Library/PrivateFrameworks/CoreSpeech.framework/corespeechd",
    "/System/Library/Frameworks/CoreTelephony.framework/Support/CommCenter",
    "/usr/libexec/diskarbitrationd",
    "/private/var/containers/Bundle/Application/0D53AE50-7A5C-4C59-8D4B-0B7B9F6E0A11/Maps.app/Maps",
];
const RESIDENT: &str = "/private/var/db/com.apple.xpc.roleaccountd.staging/nwresident";
const DELAYING: &str = "/private/var/tmp/helperd";
const SHUTDOWNS: i64 = 14;

/// A log, and on which of its lines a trace was planted.
pub(crate) struct ShutdownLog {
    pub(crate) text: String,
    pub(crate) planted: Vec<(Plant, i64, &'static str)>,
    /// Lines that name a process.
    pub(crate) clients: u64,
}

/// The log of the phone's last shutdowns.
pub(crate) fn shutdown_log(phone: &Phone) -> ShutdownLog {
    let mut rng = phone.rng("shutdown");
    let mut log = ShutdownLog { text: String::new(), planted: Vec::new(), clients: 0 };
    for shutdown in 0..SHUTDOWNS {
        let mut clients: Vec<(Option<Plant>, &'static str)> =
            (0..rng.range(0, 3)).map(|_| (None, rng.pick(BINARIES))).collect();
        if shutdown == 5 && phone.has(Plant::ShutdownProcess) {
            clients.push((Some(Plant::ShutdownProcess), RESIDENT));
        }
        if shutdown == 12 && phone.has(Plant::ChainProcess) && phone.plan.contacts > 0 {
            clients.push((Some(Plant::ChainProcess), chains::BINARY));
        }
        // The same process in the way four times in a row.
        let mut rounds = rng.range(1, 2);
        if (7..11).contains(&shutdown) && phone.has(Plant::ShutdownDelay) {
            clients.push((Some(Plant::ShutdownDelay), DELAYING));
            rounds = 4;
        }
        if clients.is_empty() {
            rounds = 0;
        }
        let pid = rng.range(40, 300);
        for round in 0..rounds {
            let delay = 1.25 + round as f64 * 2.5;
            let _ = writeln!(log.text, "After {delay:.2}s, these clients are still here:");
            for (number, (plant, path)) in (pid..).zip(&clients) {
                let uuid =
                    if phone.plan.ios >= 15 { format!("/{}", uuid(path)) } else { String::new() };
                let _ = writeln!(log.text, "\t\tremaining client pid: {number} ({path}{uuid})");
                log.clients += 1;
                if let (Some(plant), 0) = (plant, round) {
                    let line = i64::try_from(log.text.lines().count()).unwrap_or(0);
                    log.planted.push((*plant, line, path));
                }
            }
        }
        let time = phone.release.backed_up.plus((shutdown - SHUTDOWNS) * 300_000);
        let _ = writeln!(log.text, "SIGTERM: [{}]", time.unix());
    }
    log
}

/// The UUID of a binary: always the same.
fn uuid(path: &str) -> String {
    crate::Rng::part(0, path).uuid()
}
