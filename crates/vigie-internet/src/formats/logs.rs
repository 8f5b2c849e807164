//! Certificate Transparency, passive DNS, and the text formats of ZMap and Rapid7 Sonar.
//!
//! - certstream: `{"message_type": "certificate_update", "data": {"leaf_cert": {…}, "seen": …}}`,
//!   <https://github.com/CaliDog/certstream-server>.
//! - crt.sh: several names in `name_value`, parted by line ends, <https://crt.sh/>.
//! - `get-entries`, RFC 6962 §3.4 and §4.6: a `MerkleTreeLeaf` in base64.
//! - Passive DNS, Common Output Format, <https://datatracker.ietf.org/doc/draft-dulaunoy-dnsop-passive-dns-cof/>.
//! - Sonar: `{"data": BASE64, "host", "ip", "path", "port", "vhost"}`; `sha1,base64`; `address,sha1`;
//!   `{"timestamp", "name", "type", "value"}`, <https://opendata.rapid7.com/>.
//! - ZMap: CSV with a header line, <https://github.com/zmap/zmap/wiki>.

use std::net::IpAddr;

use serde_json::Value;
use vigie_core::Reader;
use vigie_formats::plist::base64;

use super::censys::add_name;
use super::certificate::{add_der, settled_serial, unix_time};
use super::http;
use super::json::{at, text_at, texts};
use crate::observation::{Fields, Host};

pub(super) const CERTSTREAM: &[&str] = &[
    "data.leaf_cert.subject",
    "data.leaf_cert.issuer",
    "data.leaf_cert.not_before",
    "data.leaf_cert.not_after",
    "data.leaf_cert.#serial_number",
    "data.leaf_cert.fingerprint",
    "data.leaf_cert.all_domains",
    "data.leaf_cert.as_der",
    "data.seen",
];
pub(super) const CRT_SH: &[&str] = &[
    "issuer_name",
    "common_name",
    "name_value",
    "entry_timestamp",
    "not_before",
    "not_after",
    "serial_number",
];
pub(super) const CT_ENTRIES: &[&str] = &["leaf_input"];
pub(super) const PASSIVE_DNS: &[&str] = &["rrname", "rrtype", "rdata", "time_last"];
pub(super) const SONAR_DNS: &[&str] = &["name", "type", "value", "timestamp"];
pub(super) const SONAR_HTTP: &[&str] = &["data", "host", "ip", "path", "port", "vhost"];

pub(super) fn certstream(value: &Value) -> Host {
    let mut fields = Fields::default();
    fields.add("service", "ct");
    fields.add_some("seen_at", text_at(value, "data.seen").map(|at| unix_time(&at)));
    if let Some(leaf) = at(value, "data.leaf_cert") {
        let der = text_at(leaf, "as_der").and_then(|text| base64::decode(&text).ok());
        if !der.is_some_and(|der| add_der(&mut fields, &der)) {
            add_name(&mut fields, "subject", leaf.get("subject"));
            add_name(&mut fields, "issuer", leaf.get("issuer"));
            let serial = text_at(leaf, "serial_number");
            fields.add_some("cert.serial", serial.map(|serial| settled_serial(&serial)));
            let time = |path: &str| text_at(leaf, path).map(|at| unix_time(&at));
            fields.add_some("cert.not_before", time("not_before"));
            fields.add_some("cert.not_after", time("not_after"));
        }
        let hash = text_at(leaf, "fingerprint").map(|hash| hash.replace(':', "").to_lowercase());
        fields.add_some("cert.sha1", hash.filter(|hash| hash.len() == 40));
        for name in texts(leaf.get("all_domains")) {
            fields.add("cert.names", name);
        }
    }
    Host { services: vec![fields], ..Host::default() }
}

pub(super) fn crt_sh(value: &Value) -> Host {
    let mut fields = Fields::default();
    fields.add("service", "ct");
    fields.add_some("seen_at", text_at(value, "entry_timestamp"));
    let issuer = text_at(value, "issuer_name").unwrap_or_default();
    super::certificate::DistinguishedName::read(&issuer).add_to(&mut fields, "issuer");
    if let Some(name) = text_at(value, "common_name") {
        fields.add("cert.subject.CN", name.clone());
        fields.add("cert.names", name);
    }
    let names = text_at(value, "name_value").unwrap_or_default();
    names.lines().for_each(|name| fields.add("cert.names", name));
    let serial = text_at(value, "serial_number");
    fields.add_some("cert.serial", serial.map(|serial| settled_serial(&serial)));
    fields.add_some("cert.not_before", text_at(value, "not_before"));
    fields.add_some("cert.not_after", text_at(value, "not_after"));
    Host { services: vec![fields], ..Host::default() }
}

pub(super) fn ct_entry(value: &Value) -> Result<Host, String> {
    let leaf = text_at(value, "leaf_input").ok_or("leaf_input")?;
    let leaf = base64::decode(&leaf).map_err(|at| format!("base64 at character {at}"))?;
    let mut fields = Fields::default();
    fields.add("service", "ct");
    leaf_of(&leaf, &mut fields).map_err(|stop| stop.to_string())?;
    Ok(Host { services: vec![fields], ..Host::default() })
}

/// RFC 6962 §3.4: version, type, milliseconds since 1970, entry type, and the certificate or, of a
/// precertificate, the hash of its issuer's key and its body.
fn leaf_of(leaf: &[u8], fields: &mut Fields) -> Result<(), vigie_core::Stop> {
    let mut reader = Reader::new(leaf);
    reader.take("version and type", 2)?;
    let time = reader.take("timestamp", 8)?.iter().fold(0_u64, |n, byte| n << 8 | u64::from(*byte));
    let micros = i64::try_from(time).ok().and_then(|time| time.checked_mul(1000));
    let seen = micros.and_then(vigie_core::Time::from_unix_micros);
    fields.add_some("seen_at", seen.map(|seen| seen.to_string()));
    let kind = reader.take("entry type", 2)?;
    let is_precertificate = kind == [0, 1];
    if is_precertificate {
        reader.take("hash of the issuer's key", 32)?;
    }
    let length =
        reader.take("length", 3)?.iter().fold(0_usize, |n, byte| n << 8 | usize::from(*byte));
    let content = reader.take("certificate", length)?;
    let whole = if is_precertificate { as_certificate(content) } else { content.to_vec() };
    if add_der(fields, &whole) {
        Ok(())
    } else {
        Err(vigie_core::Stop::malformed("entry", 0, "a certificate"))
    }
}

/// The body of a certificate in the sequence that is around it.
fn as_certificate(body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap_or(0).to_be_bytes();
    [&[0x30, 0x84], length.as_slice(), body].concat()
}

fn of_name(name: &str, value: &str, seen: Option<String>) -> Host {
    let is_address = value.parse::<IpAddr>().is_ok();
    let mut host = Host::at(is_address.then_some(value));
    host.fields.add("names", name.trim_end_matches('.'));
    if !is_address {
        host.fields.add("names", value.trim_end_matches('.'));
    }
    let mut fields = Fields::default();
    fields.add("service", "dns");
    fields.add_some("seen_at", seen.map(|seen| unix_time(&seen)));
    host.services.push(fields);
    host
}

pub(super) fn passive_dns(value: &Value) -> Vec<Host> {
    let name = text_at(value, "rrname").unwrap_or_default();
    let data = texts(value.get("rdata"));
    data.iter().map(|data| of_name(&name, data, text_at(value, "time_last"))).collect()
}

pub(super) fn sonar_dns(value: &Value) -> Host {
    let name = text_at(value, "name").unwrap_or_default();
    let data = text_at(value, "value").unwrap_or_default();
    of_name(&name, &data, text_at(value, "timestamp"))
}

pub(super) fn sonar_http(value: &Value) -> Result<Host, String> {
    let mut host = Host::at(text_at(value, "ip").or_else(|| text_at(value, "host")).as_deref());
    let name = text_at(value, "vhost").filter(|name| name.parse::<IpAddr>().is_err());
    host.fields.add_some("names", name);
    let mut fields = Fields::default();
    fields.add("service", "http");
    fields.add_some("port", text_at(value, "port"));
    fields.add_some("path", text_at(value, "path"));
    let data = text_at(value, "data").ok_or("data")?;
    let raw = base64::decode(&data).map_err(|at| format!("base64 at character {at} of data"))?;
    http::add_raw(&mut fields, &http::as_text(&raw));
    host.services.push(fields);
    Ok(host)
}

pub(super) fn sonar_certificate(line: &str) -> Result<Host, String> {
    let (hash, encoded) = line.split_once(',').ok_or("a hash and a certificate")?;
    let der = base64::decode(encoded).map_err(|at| format!("base64 at character {at}"))?;
    let mut fields = Fields::default();
    fields.add("cert.sha1", hash.trim().to_ascii_lowercase());
    if add_der(&mut fields, &der) {
        Ok(Host { services: vec![fields], ..Host::default() })
    } else {
        Err("a certificate in DER".into())
    }
}

pub(super) fn sonar_host(line: &str) -> Result<Host, String> {
    let mut columns = line.split(',');
    let (ip, hash) =
        (columns.next().unwrap_or_default(), columns.next().ok_or("address and hash")?);
    let mut host = Host::at(Some(ip.trim()));
    let mut fields = Fields::default();
    fields.add("cert.sha1", hash.trim().to_ascii_lowercase());
    host.services.push(fields);
    Ok(host)
}

/// A row of ZMap, with the names of its columns.
pub(super) fn zmap(header: &str, line: &str) -> Result<Host, String> {
    let mut host = Host::default();
    let mut fields = Fields::default();
    let mut values = line.split(',');
    for column in header.split(',') {
        let value = values.next().ok_or_else(|| format!("a value for {column}"))?;
        match column.trim() {
            "saddr" => host.fields.add("ip", value.trim()),
            "sport" => fields.add("port", value.trim()),
            "timestamp_str" | "timestamp-str" => fields.add("seen_at", value.trim()),
            _ => {}
        }
    }
    if host.fields.first("ip").is_none_or(|ip| ip.parse::<IpAddr>().is_err()) {
        return Err("an address in saddr".into());
    }
    host.services.push(fields);
    Ok(host)
}
