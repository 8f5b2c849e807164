//! Logs of Advanced Protection: one JSON object on a line, of look-ups, connections and security
//! events.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::files::Files;
use super::phone::{Phone, TAKEN};
use super::{Answers, Plan, Plant};
use crate::{Error, Result};

impl Plan {
    /// Writes a folder of intrusion logs and gives its answer key.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write_intrusion_logs(&self, folder: &Path) -> Result<Answers> {
        let phone = Phone::new(self);
        let mut files = Files::new(&phone, folder)?;
        ordinary(&mut files)?;
        planted(&mut files)?;
        if self.hostile {
            let deep = "[".repeat(100_000);
            let text = format!(
                "{{\"dns_event\":{{\"event_time\":\"x\",\"hostname\":7}}}}\n{{\n\u{0}\n{{\"security_event\":{deep}\n{{}}\n[1]\nnull\n{{\"connect_event\":{{\"event_time\":99999999999999999999,\"port\":-1}}}}\n"
            );
            files.write("2026-10-18-odd.txt", text.as_bytes())?;
        }
        Ok(files.answers)
    }
}

const HOSTS: [&str; 6] = [
    "www.example.com",
    "news.example.org",
    "mtalk.google.com",
    "play.googleapis.com",
    "e4.whatsapp.net",
    "weather.example.net",
];

fn ordinary(files: &mut Files) -> Result<()> {
    let phone = files.phone;
    let mut rng = phone.rng("intrusion logs");
    let path = files.place("2026-10-19.txt")?;
    let file = File::create(&path).map_err(Error::at(&path))?;
    let mut out = BufWriter::with_capacity(1 << 18, file);
    let events = phone.plan.events;
    for number in 0..events {
        let millis = TAKEN.plus(-86_400).0 / 1000
            + i64::try_from(number * 86_000_000 / events.max(1)).unwrap_or(0);
        let package = &phone.app(rng.below(10_000)).package;
        let (a, b, host) = (rng.below(250), rng.below(250), rng.pick(&HOSTS));
        let written = match number % 5 {
            0 | 1 => writeln!(
                out,
                "{{\"dns_event\":{{\"event_time\":{millis},\"hostname\":\"{host}\",\"ip_addresses\":[\"/198.51.100.{a}\",\"/192.0.2.{b}\"],\"package_name\":\"{package}\"}}}}"
            ),
            2 | 3 => writeln!(
                out,
                "{{\"connect_event\":{{\"event_time\":{millis},\"ip_address\":\"/198.51.100.{a}\",\"port\":443,\"package_name\":\"{package}\"}}}}"
            ),
            _ => writeln!(
                out,
                "{{\"security_event\":{{\"event_time\":{millis}000000,\"app_process_start\":{{\"process\":\"{package}\",\"start_time\":{millis},\"uid\":10123,\"pid\":{},\"seinfo\":\"default\",\"apk_sha256_hash\":\"{}\"}}}}}}",
                1000 + number % 30_000,
                rng.hex(64)
            ),
        };
        written.map_err(Error::at(&path))?;
    }
    out.flush().map_err(Error::at(&path))?;
    files.answers.count("events", events);
    Ok(())
}

fn planted(files: &mut Files) -> Result<()> {
    let millis = TAKEN.plus(-500).0 / 1000;
    let dns = |host: &str, address: &str| {
        format!(
            "{{\"dns_event\":{{\"event_time\":{millis},\"hostname\":\"{host}\",\"ip_addresses\":[\"/{address}\"],\"package_name\":\"com.android.chrome\"}}}}"
        )
    };
    let connect = |address: &str, package: &str| {
        format!(
            "{{\"connect_event\":{{\"event_time\":{millis},\"ip_address\":\"/{address}\",\"port\":443,\"package_name\":\"{package}\"}}}}"
        )
    };
    let security = |tag: &str, body: String| {
        format!("{{\"security_event\":{{\"event_time\":{millis}000000,\"{tag}\":{{{body}}}}}}}")
    };
    let value = Plant::value;
    let lines = [
        (None, security("keyguard_secured", String::new())),
        (Some(Plant::LogDns), dns(value(Plant::LogDns), "198.51.100.7")),
        (Some(Plant::LogDnsAddress), dns("www.example.com", value(Plant::LogDnsAddress))),
        (Some(Plant::LogConnect), connect(value(Plant::LogConnect), "com.android.chrome")),
        (Some(Plant::LogConnectApp), connect("198.51.100.8", value(Plant::LogConnectApp))),
        (
            Some(Plant::LogProcess),
            security(
                "app_process_start",
                format!(
                    "\"process\":\"{}:push\",\"start_time\":{millis},\"uid\":10960,\"pid\":7077,\"seinfo\":\"default\",\"apk_sha256_hash\":\"00\"",
                    value(Plant::LogProcess)
                ),
            ),
        ),
        (
            Some(Plant::LogInstalled),
            security(
                "package_installed",
                format!(
                    "\"package_name\":\"{}\",\"version_code\":7,\"user_id\":0",
                    value(Plant::LogInstalled)
                ),
            ),
        ),
        (
            Some(Plant::LogRemoved),
            security(
                "package_uninstalled",
                format!(
                    "\"package_name\":\"{}\",\"version_code\":7,\"user_id\":0",
                    value(Plant::LogRemoved)
                ),
            ),
        ),
        (
            Some(Plant::LogShell),
            security(
                "adb_shell_command",
                format!(
                    "\"command\":\"pm install -g /data/local/tmp/a.apk && pm grant {} android.permission.CAMERA\"",
                    value(Plant::LogShell)
                ),
            ),
        ),
        (
            Some(Plant::LogSync),
            security("adb_sync_send_file", format!("\"path\":\"{}\"", value(Plant::LogSync))),
        ),
        (
            Some(Plant::LogAuthority),
            security(
                "cert_authority_installed",
                "\"success\":true,\"subject\":\"CN=Example Root\",\"user_id\":0".to_owned(),
            ),
        ),
    ];
    files.lines("2026-10-20.txt", &lines)
}
