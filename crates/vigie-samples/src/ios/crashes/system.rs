//! Reports about the whole system: memory that ran out (`JetsamEvent`) and kernel panics.

use serde_json::{Value, json};

use super::name;
use crate::ios::layout::file;
use crate::ios::phone::Phone;
use crate::ios::{Plant, clock};
use crate::words::PROCESSES;
use crate::{Result, Rng};

/// Writes both into `folder`.
pub(super) fn write(phone: &mut Phone, folder: &str, rng: &mut Rng) -> Result<()> {
    memory(phone, folder, rng)?;
    panic(phone, folder, rng)?;
    phone.count("crash_reports", 2);
    Ok(())
}

fn memory(phone: &mut Phone, folder: &str, rng: &mut Rng) -> Result<()> {
    let release = phone.release;
    let time = release.backed_up.plus(-700_000);
    let mut names: Vec<&str> = PROCESSES.to_vec();
    let path = format!("{folder}/{}", name("JetsamEvent", time));
    if phone.has(Plant::JetsamProcess) {
        names.push("nwmemd");
        phone.planted(Plant::JetsamProcess, file("", &path), "nwmemd");
    }
    let processes: Vec<Value> = (60..)
        .zip(&names)
        .map(|(pid, name)| {
            json!({
                "uuid": Rng::part(0, name).uuid().to_lowercase(),
                "states": ["daemon", "idle"],
                "lifetimeMax": rng.range(200, 9000),
                "age": rng.range(1_000_000, 900_000_000_000),
                "fds": 100,
                "genCount": 0,
                "coalition": pid + 100,
                "purgeable": 0,
                "priority": 0,
                "physicalPages": { "internal": [rng.range(10, 900), rng.range(10, 900)] },
                "pid": pid,
                "cpuTime": rng.fraction() * 90.0,
                "name": name,
                "rpages": rng.range(100, 9000),
            })
        })
        .collect();
    let incident = rng.uuid();
    let head = json!({
        "bug_type": "298",
        "timestamp": clock::report(time),
        "os_version": format!("iPhone OS {} ({})", release.version, release.build),
        "roots_installed": 0,
        "incident_id": incident,
    });
    let body = json!({
        "crashReporterKey": phone.identity.reporter,
        "kernel": "Darwin Kernel Version 23.5.0",
        "product": release.product,
        "incident": incident,
        "date": clock::report(time),
        "build": format!("iPhone OS {} ({})", release.version, release.build),
        "timeDelta": 3,
        "memoryStatus": { "compressorSize": 35_000, "pageSize": 16_384, "memoryPages": { "active": 60_000, "free": 3_000 } },
        "largestProcess": "SpringBoard",
        "genCounter": 0,
        "processes": processes,
    });
    let body = serde_json::to_string_pretty(&body).unwrap_or_default();
    phone.write(file("", &path), format!("{head}\n{body}\n").as_bytes())
}

fn panic(phone: &mut Phone, folder: &str, rng: &mut Rng) -> Result<()> {
    let release = phone.release;
    let time = release.backed_up.plus(-900_000);
    let path = format!("{folder}/{}", name("panic-full", time));
    let mut names = vec!["kernel_task", "launchd", "SpringBoard", "backboardd"];
    if phone.has(Plant::PanicProcess) {
        names.push("nwpanicd");
        phone.planted(Plant::PanicProcess, file("", &path), "nwpanicd");
    }
    let mut processes = serde_json::Map::new();
    for (pid, name) in names.iter().enumerate() {
        let process = json!({
            "timesThrottled": 0,
            "timesDidThrottle": 0,
            "procname": name,
            "pid": pid,
            "residentMemoryBytes": rng.range(100_000, 90_000_000),
            "userTimeInCurrentThreads": 0.0,
            "threadById": {},
        });
        processes.insert(pid.to_string(), process);
    }
    let incident = rng.uuid();
    let system = format!("iPhone OS {} ({})", release.version, release.build);
    let head = json!({
        "bug_type": "210",
        "timestamp": clock::report(time),
        "os_version": system,
        "roots_installed": 0,
        "incident_id": incident,
    });
    let last = names.last().copied().unwrap_or("");
    let body = json!({
        "build": system,
        "product": release.product,
        "kernel": "Darwin Kernel Version 23.5.0",
        "incident": incident,
        "crashReporterKey": phone.identity.reporter,
        "date": clock::report(time),
        "panicString": format!("panic(cpu 2 caller 0xfffffff01a2b3c4d): userspace watchdog timeout: no successful checkins from com.apple.backboardd in 180 seconds\nPanicked task 0xffffffe4: 100 pages, 3 threads: pid 4: {last}\n"),
        "panicFlags": "0x802",
        "otherString": "\n** Stackshot Succeeded ** Bytes Traced 300000 **\n",
        "processByPid": processes,
        "binaryImages": [],
    });
    let body = serde_json::to_string_pretty(&body).unwrap_or_default();
    phone.write(file("", &path), format!("{head}\n{body}\n").as_bytes())
}
