//! Sources: how their records become the neutral record, and how they write its fields.

mod censys;
pub(crate) mod certificate;
mod http;
mod json;
mod logs;
mod shodan;
mod zgrab2;

use std::sync::LazyLock;

use serde_json::Value;
use vigie_formats::scan::ScanFormat;

use crate::observation::{Host, covers};
use json::Wanted;

pub use certificate::DistinguishedName;

/// The usual columns of ZMap, where a record is read without its file.
const ZMAP_COLUMNS: &str = "saddr";

/// The hosts that a record of a source tells of.
///
/// # Errors
/// What was expected.
pub fn hosts(format: ScanFormat, record: &[u8]) -> Result<Vec<Host>, String> {
    hosts_below(format, record, ZMAP_COLUMNS)
}

/// As [`hosts`], with the header line of the file.
///
/// # Errors
/// What was expected.
pub fn hosts_below(format: ScanFormat, record: &[u8], header: &str) -> Result<Vec<Host>, String> {
    if let Some(wanted) = wanted(format) {
        return of_json(format, &wanted.read(record)?);
    }
    let line = std::str::from_utf8(record).map_err(|error| format!("UTF-8: {error}"))?.trim_end();
    Ok(vec![match format {
        ScanFormat::SonarCertificates => logs::sonar_certificate(line)?,
        ScanFormat::SonarHosts => logs::sonar_host(line)?,
        ScanFormat::Zmap => logs::zmap(header, line)?,
        _ => return Err("a format of observations".into()),
    }])
}

fn of_json(format: ScanFormat, value: &Value) -> Result<Vec<Host>, String> {
    if !value.is_object() {
        return Err("an object".into());
    }
    Ok(vec![match format {
        ScanFormat::Zgrab2 => zgrab2::host(value),
        ScanFormat::Censys => censys::host(value),
        ScanFormat::CensysTable => censys::table_host(value),
        ScanFormat::Shodan => shodan::host(value),
        ScanFormat::SonarHttp => logs::sonar_http(value)?,
        ScanFormat::SonarDns => logs::sonar_dns(value),
        ScanFormat::Certstream => logs::certstream(value),
        ScanFormat::CrtSh => logs::crt_sh(value),
        ScanFormat::CtEntries => logs::ct_entry(value)?,
        ScanFormat::PassiveDns => return Ok(logs::passive_dns(value)),
        _ => return Err("a format in JSON".into()),
    }])
}

/// What of a record is read.
fn wanted(format: ScanFormat) -> Option<&'static Wanted> {
    macro_rules! kept {
        ($wanted:expr) => {{
            static WANTED: LazyLock<Wanted> = LazyLock::new(|| $wanted);
            Some(&*WANTED)
        }};
    }
    match format {
        ScanFormat::Zgrab2 => kept!(Wanted::new(zgrab2::PATHS)),
        ScanFormat::Censys => {
            kept!(Wanted::new(censys::PATHS).or_inside(censys::WRAPPERS, censys::PATHS))
        }
        ScanFormat::CensysTable => kept!(Wanted::new(censys::TABLE_PATHS)),
        ScanFormat::Shodan => kept!(Wanted::new(shodan::PATHS)),
        ScanFormat::SonarHttp => kept!(Wanted::new(logs::SONAR_HTTP)),
        ScanFormat::SonarDns => kept!(Wanted::new(logs::SONAR_DNS)),
        ScanFormat::Certstream => kept!(Wanted::new(logs::CERTSTREAM)),
        ScanFormat::CrtSh => kept!(Wanted::new(logs::CRT_SH)),
        ScanFormat::CtEntries => kept!(Wanted::new(logs::CT_ENTRIES)),
        ScanFormat::PassiveDns => kept!(Wanted::new(logs::PASSIVE_DNS)),
        _ => None,
    }
}

const HTTP: &[&str] = &["http.status", "http.headers.*", "http.title", "http.body"];
const CERTIFICATE: &[&str] = &[
    "cert.subject_dn",
    "cert.issuer_dn",
    "cert.subject.*",
    "cert.issuer.*",
    "cert.names",
    "cert.serial",
    "cert.not_before",
    "cert.not_after",
];
const SERVICE: &[&str] = &["port", "service", "seen_at"];
const NETWORK: &[&str] = &["ip", "asn", "as_name", "country", "names", "org"];

/// Whether records of a source can have this field.
#[must_use]
pub fn has_field(format: ScanFormat, field: &str) -> bool {
    let lists: &[&[&str]] = match format {
        ScanFormat::Zgrab2 => &[
            HTTP,
            CERTIFICATE,
            SERVICE,
            &["ip", "names", "http.reason", "http.headers_raw", "http.raw", "http.body_sha256"],
            &["banner", "path", "cert.sha256", "cert.sha1", "cert.spki_sha256", "cert.self_signed"],
            &["cert.eku", "tls.version", "tls.cipher", "tls.jarm", "checkpoint.firewall_host"],
            &["checkpoint.smartcenter_host"],
        ],
        ScanFormat::Censys => &[
            HTTP,
            CERTIFICATE,
            SERVICE,
            NETWORK,
            &["bgp_prefix", "netname", "transport", "banner", "path", "http.reason"],
            &["http.headers_raw", "http.raw", "http.body_sha256", "http.favicon_mmh3"],
            &["http.favicon_md5", "tls.version", "tls.cipher", "tls.jarm", "tls.ja3s", "tls.ja4s"],
            &["tls.ja4x", "cert.sha256", "cert.spki_sha256", "cert.self_signed", "cert.eku"],
            &["checkpoint.firewall_host", "checkpoint.smartcenter_host", "snmp.sysdescr"],
        ],
        ScanFormat::CensysTable => &[
            HTTP,
            CERTIFICATE,
            SERVICE,
            NETWORK,
            &["bgp_prefix", "http.body_sha256", "tls.version", "tls.cipher", "cert.sha256"],
            &["cert.sha1", "cert.spki_sha256", "cert.self_signed", "cert.eku"],
        ],
        ScanFormat::Shodan => &[
            HTTP,
            CERTIFICATE,
            SERVICE,
            NETWORK,
            &["transport", "banner", "http.reason", "http.headers_raw", "http.raw"],
            &["http.favicon_mmh3", "tls.version", "tls.cipher", "tls.jarm", "tls.ja3s"],
            &["cert.sha256", "cert.sha1", "cert.self_signed", "checkpoint.firewall_host"],
            &["checkpoint.smartcenter_host", "snmp.sysdescr"],
        ],
        ScanFormat::Zmap => &[&["ip", "port", "seen_at"]],
        ScanFormat::SonarHttp => &[
            HTTP,
            &["ip", "names", "port", "path", "service", "http.reason", "http.headers_raw"],
            &["http.raw"],
        ],
        ScanFormat::SonarCertificates => &[CERTIFICATE, &["cert.sha1", "cert.self_signed"]],
        ScanFormat::SonarHosts => &[&["ip", "cert.sha1"]],
        ScanFormat::SonarDns | ScanFormat::PassiveDns => &[&["ip", "names", "service", "seen_at"]],
        ScanFormat::Certstream | ScanFormat::CtEntries => {
            &[CERTIFICATE, &["service", "seen_at", "cert.sha1", "cert.self_signed"]]
        }
        ScanFormat::CrtSh => &[
            &["cert.issuer_dn", "cert.issuer.*", "cert.subject.CN", "cert.names", "cert.serial"],
            &["cert.not_before", "cert.not_after", "service", "seen_at"],
        ],
        _ => &[],
    };
    lists.iter().copied().flatten().any(|own| covers(own, field))
}

/// Whether the bytes of a record that are looked through are JSON.
#[must_use]
pub const fn is_json(format: ScanFormat) -> bool {
    !matches!(
        format,
        ScanFormat::SonarHttp
            | ScanFormat::SonarCertificates
            | ScanFormat::SonarHosts
            | ScanFormat::Zmap
            | ScanFormat::CtEntries
    )
}

/// Whether a value of this field is one text of the JSON, from quote to quote.
pub(crate) fn is_verbatim(format: ScanFormat, field: &str) -> bool {
    matches!(format, ScanFormat::Censys | ScanFormat::Shodan | ScanFormat::CensysTable)
        && field == "http.title"
}

/// Whether the source has this field in base64.
pub(crate) fn is_base64(format: ScanFormat, field: &str) -> bool {
    format == ScanFormat::Zgrab2 && field == "http.headers_raw"
}

/// What of a record has to be looked through in place of its bytes, where these hide it in base64.
pub(crate) fn unwrapped(format: ScanFormat, record: &[u8]) -> Option<Vec<u8>> {
    let text = || std::str::from_utf8(record).ok();
    let encoded = match format {
        ScanFormat::SonarHttp => after(text()?, "\"data\"")?,
        ScanFormat::CtEntries => after(text()?, "\"leaf_input\"")?,
        ScanFormat::SonarCertificates => text()?.split_once(',')?.1,
        _ => return None,
    };
    // What no base64 is, is told when the record is read.
    let mut bytes = vigie_formats::plist::base64::decode(encoded).unwrap_or_default();
    let start = encoded.as_ptr().addr().saturating_sub(record.as_ptr().addr());
    bytes.push(b'\n');
    bytes.extend_from_slice(record.get(..start).unwrap_or_default());
    bytes.push(b'\n');
    let end = start.saturating_add(encoded.len());
    bytes.extend_from_slice(record.get(end..).unwrap_or_default());
    Some(bytes)
}

/// The text behind `key`, up to its quote: base64 holds no escapes but `\/`.
fn after<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(key)?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    Some(rest.split_once('"')?.0)
}

/// Reads a record of the format that the first byte chooses.
#[doc(hidden)]
pub fn fuzz_scan_record(bytes: &[u8]) {
    let Some((choice, rest)) = bytes.split_first() else { return };
    let formats = ScanFormat::ALL;
    if let Some(format) = formats.iter().cycle().nth(usize::from(*choice)) {
        let _ = (hosts(*format, rest), unwrapped(*format, rest), ScanFormat::of(rest));
    }
}

/// Whether a record is one object of JSON.
pub(crate) fn is_object(format: ScanFormat) -> bool {
    wanted(format).is_some()
}
