//! Shodan: one JSON object per banner.
//!
//! Times have no zone and are UTC; serial numbers may exceed 64 bits; for HTTP, `data` is the status line
//! and headers, and `http.html` the body. Source: <https://datapedia.shodan.io/>.

use serde_json::Value;

use super::censys::add_name;
use super::certificate::{asn1_time, settled_serial, to_hex};
use super::http;
use super::json::{at, text_at, texts};
use crate::observation::{Fields, Host};

pub(super) const PATHS: &[&str] = &[
    "ip_str",
    "ipv6",
    "port",
    "transport",
    "timestamp",
    "hostnames",
    "asn",
    "isp",
    "org",
    "location.country_code",
    "data",
    "_shodan.module",
    "http.status",
    "http.title",
    "http.html",
    "http.location",
    "http.favicon.hash",
    "ssl.jarm",
    "ssl.ja3s",
    "ssl.cipher.name",
    "ssl.cipher.version",
    "ssl.cert.subject",
    "ssl.cert.issuer",
    "ssl.cert.#serial",
    "ssl.cert.issued",
    "ssl.cert.expires",
    "ssl.cert.fingerprint",
    "ssl.cert.subject_alt_names",
    "checkpoint",
    "snmp.description",
];

pub(super) fn host(value: &Value) -> Host {
    let address = text_at(value, "ip_str").or_else(|| text_at(value, "ipv6"));
    let mut host = Host::at(address.as_deref());
    let asn = text_at(value, "asn").map(|asn| asn.trim_start_matches("AS").to_owned());
    host.fields.add_some("asn", asn);
    host.fields.add_some("as_name", text_at(value, "isp"));
    host.fields.add_some("org", text_at(value, "org"));
    host.fields.add_some("country", text_at(value, "location.country_code"));
    texts(value.get("hostnames")).into_iter().for_each(|name| host.fields.add("names", name));
    host.services.push(service(value));
    host
}

fn service(value: &Value) -> Fields {
    let mut fields = Fields::default();
    fields.add_some("port", text_at(value, "port"));
    fields.add_some("transport", text_at(value, "transport"));
    fields.add_some("service", text_at(value, "_shodan.module").map(|name| name.to_lowercase()));
    fields.add_some("seen_at", text_at(value, "timestamp"));
    let data = text_at(value, "data").unwrap_or_default();
    let page = value.get("http");
    if page.is_some() || data.starts_with("HTTP/") {
        let body = page.map(|page| text_at(page, "html").unwrap_or_default());
        http::add_raw_and_body(&mut fields, &data, body.as_deref());
        fields.add_some("http.title", page.and_then(|page| text_at(page, "title")));
        if let Some(body) = body {
            http::add_body(&mut fields, &body);
        }
        if fields.first("http.status").is_none() {
            fields.add_some("http.status", page.and_then(|page| text_at(page, "status")));
        }
    }
    fields.add_some("http.favicon_mmh3", text_at(value, "http.favicon.hash"));
    fields.add("banner", data.clone());
    add_tls(&mut fields, value);
    fields.add_some("checkpoint.firewall_host", text_at(value, "checkpoint.firewall_host"));
    let center = text_at(value, "checkpoint.smartcenter_host");
    fields.add_some("checkpoint.smartcenter_host", center.filter(|name| !name.is_empty()));
    let description = text_at(value, "snmp.description");
    let is_snmp = text_at(value, "_shodan.module").is_some_and(|name| name.starts_with("snmp"));
    fields.add_some("snmp.sysdescr", description.or_else(|| is_snmp.then_some(data)));
    fields
}

fn add_tls(fields: &mut Fields, value: &Value) {
    fields.add_some("tls.jarm", text_at(value, "ssl.jarm"));
    fields.add_some("tls.ja3s", text_at(value, "ssl.ja3s"));
    fields.add_some("tls.version", text_at(value, "ssl.cipher.version"));
    fields.add_some("tls.cipher", text_at(value, "ssl.cipher.name"));
    let Some(certificate) = at(value, "ssl.cert") else { return };
    add_name(fields, "subject", certificate.get("subject"));
    add_name(fields, "issuer", certificate.get("issuer"));
    let serial = text_at(certificate, "serial").and_then(|serial| to_hex(&serial));
    fields.add_some("cert.serial", serial.map(|serial| settled_serial(&serial)));
    fields.add_some("cert.not_before", text_at(certificate, "issued").map(|at| asn1_time(&at)));
    fields.add_some("cert.not_after", text_at(certificate, "expires").map(|at| asn1_time(&at)));
    fields.add_some("cert.sha256", text_at(certificate, "fingerprint.sha256"));
    fields.add_some("cert.sha1", text_at(certificate, "fingerprint.sha1"));
    let name = text_at(certificate, "subject.CN");
    fields.add_some("cert.names", name);
    let (subject, issuer) = (fields.first("cert.subject_dn"), fields.first("cert.issuer_dn"));
    if let (Some(subject), Some(issuer)) = (subject, issuer) {
        let same = subject == issuer;
        fields.add("cert.self_signed", same.to_string());
    }
}
