//! A crash report in text, as until iOS 14.

use std::fmt::Write;

use serde_json::json;

use super::{Crash, Signal};
use crate::Rng;
use crate::ios::clock;
use crate::ios::phone::Phone;

/// The report of `crash`.
pub(super) fn report(phone: &Phone, crash: &Crash, rng: &mut Rng) -> String {
    let release = phone.release;
    let incident = rng.uuid();
    let head = json!({
        "app_name": crash.process,
        "timestamp": clock::report(crash.time),
        "app_version": "",
        "slice_uuid": slice(crash.path),
        "adam_id": 0,
        "build_version": "",
        "bundleID": crash.bundle,
        "share_with_app_devs": false,
        "is_first_party": true,
        "bug_type": "109",
        "os_version": format!("iPhone OS {} ({})", release.version, release.build),
        "incident_id": incident,
        "name": crash.process,
    });
    let mut text = format!("{head}\n");
    about(&mut text, phone, crash, &incident, rng);
    ended(&mut text, crash, rng);
    images(&mut text, crash);
    text
}

fn about(text: &mut String, phone: &Phone, crash: &Crash, incident: &str, rng: &mut Rng) {
    let release = phone.release;
    let identifier = if crash.bundle.is_empty() { crash.process } else { crash.bundle };
    let precise = |seconds: i64| clock::report(crash.time.plus(seconds)).replace(".00 ", ".1234 ");
    let pid = rng.range(100, 9000);
    let coalition = rng.range(100, 2000);
    let fields = [
        ("Incident Identifier:", incident.to_owned()),
        ("CrashReporter Key:  ", phone.identity.reporter.clone()),
        ("Hardware Model:     ", release.product.to_owned()),
        ("Process:            ", format!("{} [{pid}]", crash.process)),
        ("Path:               ", crash.path.to_owned()),
        ("Identifier:         ", identifier.to_owned()),
        ("Version:            ", "1 (1.0)".to_owned()),
        ("Code Type:          ", "ARM-64 (Native)".to_owned()),
        ("Role:               ", "Foreground".to_owned()),
        ("Parent Process:     ", format!("{} [1]", crash.parent)),
        ("Coalition:          ", format!("{identifier} [{coalition}]")),
    ];
    for (key, value) in fields {
        let _ = writeln!(text, "{key} {value}");
    }
    let _ = writeln!(
        text,
        "\n\nDate/Time:           {}\nLaunch Time:         {}\nOS Version:          iPhone OS {} ({})\nRelease Type:        User\nBaseband Version:    3.01.01\nReport Version:      104\n",
        precise(0),
        precise(-900),
        release.version,
        release.build
    );
}

fn ended(text: &mut String, crash: &Crash, rng: &mut Rng) {
    let [exception, signal, subtype] = crash.signal.words();
    let _ = writeln!(text, "Exception Type:  {exception} ({signal})");
    if subtype.is_empty() {
        text.push_str("Exception Codes: 0x0000000000000000, 0x0000000000000000\n");
    } else {
        let _ = writeln!(
            text,
            "Exception Subtype: {subtype}\nVM Region Info: 0x10 is not in any region."
        );
    }
    text.push_str(match crash.signal {
        Signal::Access => {
            "\nTermination Signal: Segmentation fault: 11\nTermination Reason: Namespace SIGNAL, Code 0xb\nTerminating Process: exc handler [999]\n"
        }
        Signal::Abort => "Exception Note:  EXC_CORPSE_NOTIFY\n",
        Signal::Watchdog => "Exception Note:  EXC_CORPSE_NOTIFY\nTermination Reason: Namespace SPRINGBOARD, Code 0x8badf00d\n",
    });
    text.push_str("Triggered by Thread:  0\n\nThread 0 name:  Dispatch queue: com.apple.main-thread\nThread 0 Crashed:\n");
    for (number, path) in
        [crash.image, crash.path, "/usr/lib/system/libdyld.dylib"].iter().enumerate()
    {
        let name = path.rsplit('/').next().unwrap_or(path);
        let (base, offset) = (4_372_185_088 + rng.below(1 << 20), rng.below(90_000));
        let _ =
            writeln!(text, "{number:<4}{name:<30}\t0x{:016x} 0x{base:x} + {offset}", base + offset);
    }
    text.push_str("\nThread 0 crashed with ARM Thread State (64-bit):\n    x0: 0x0000000000000010   x1: 0x0000000000000000   x2: 0x0000000000000000   x3: 0x0000000000000000\n");
}

fn images(text: &mut String, crash: &Crash) {
    text.push_str("\nBinary Images:\n");
    for (base, path) in
        (0x1_0494_c000_u64..).step_by(0x10_0000).zip([crash.path, crash.image, "/usr/lib/dyld"])
    {
        let name = path.rsplit('/').next().unwrap_or(path);
        let uuid = slice(path).replace('-', "");
        let _ = writeln!(text, "0x{base:x} - 0x{:x} {name} arm64  <{uuid}> {path}", base + 0xffff);
    }
    text.push_str("\nEOF\n");
}

fn slice(path: &str) -> String {
    Rng::part(0, path).uuid().to_lowercase()
}
