//! Censys: hosts with services (Search v2, Platform), and the research table of IPv4 hosts.
//!
//! Search v2 and Platform share their shape; names differ, and both are read side by side. Downloads
//! wrap a host in `host`, `resource`, `host_v1.resource` or `result`. The research table (2015 to 2021)
//! has the port in the key: `p443.https.tls.certificate.parsed`.
//! Sources: <https://docs.censys.com/reference>, <https://github.com/censys/censys-sdk-python>.

use serde_json::Value;

use super::certificate::{DistinguishedName, add_parsed};
use super::http;
use super::json::{at, items, text, text_at, texts};
use crate::observation::{Fields, Host};

pub(super) const PATHS: &[&str] = &[
    "ip",
    "autonomous_system",
    "location.country_code",
    "dns.names",
    "dns.reverse_dns.names",
    "whois.network.name",
    "whois.organization.name",
    "services.port",
    "services.protocol",
    "services.service_name",
    "services.transport_protocol",
    "services.observed_at",
    "services.scan_time",
    "services.banner",
    "services.http.request.uri",
    "services.http.response",
    "services.endpoints.path",
    "services.endpoints.http",
    "services.tls",
    "services.cert",
    "services.jarm.fingerprint",
    "services.checkpoint_topology",
    "services.snmp.oid_system.desc",
];

pub(super) const WRAPPERS: &[&str] = &["host", "resource", "host_v1.resource", "result"];

pub(super) const TABLE_PATHS: &[&str] = &[
    "ip",
    "ipstr",
    "updated_at",
    "autonomous_system",
    "location.country_code",
    "*.http.get",
    "*.cwmp.get",
    "*.https.get",
    "*.https.tls.version",
    "*.https.tls.cipher_suite.name",
    "*.https.tls.certificate.parsed",
    "*.https.tls.timestamp",
];

pub(super) fn host(value: &Value) -> Host {
    let found = WRAPPERS.iter().find_map(|wrapper| at(value, wrapper));
    let value = if value.get("services").is_some() { value } else { found.unwrap_or(value) };
    let mut host = Host::at(value.get("ip").and_then(Value::as_str));
    add_network(&mut host.fields, value);
    for path in ["dns.names", "dns.reverse_dns.names"] {
        texts(at(value, path)).into_iter().for_each(|name| host.fields.add("names", name));
    }
    host.fields.add_some("netname", text_at(value, "whois.network.name"));
    host.fields.add_some("org", text_at(value, "whois.organization.name"));
    host.services = items(value.get("services")).iter().map(service).collect();
    host
}

fn add_network(fields: &mut Fields, value: &Value) {
    fields.add_some("asn", text_at(value, "autonomous_system.asn"));
    fields.add_some("as_name", text_at(value, "autonomous_system.name"));
    let prefix = ["autonomous_system.bgp_prefix", "autonomous_system.routed_prefix"];
    fields.add_some("bgp_prefix", prefix.iter().find_map(|path| text_at(value, path)));
    fields.add_some("country", text_at(value, "location.country_code"));
}

fn service(value: &Value) -> Fields {
    let mut fields = Fields::default();
    let either = |one: &str, other: &str| text_at(value, one).or_else(|| text_at(value, other));
    fields.add_some("port", text_at(value, "port"));
    fields.add_some("transport", text_at(value, "transport_protocol").map(|t| t.to_lowercase()));
    fields.add_some("service", either("protocol", "service_name").map(|name| name.to_lowercase()));
    fields.add_some("seen_at", either("scan_time", "observed_at"));
    fields.add_some("snmp.sysdescr", text_at(value, "snmp.oid_system.desc"));
    fields.add_some("tls.jarm", text_at(value, "jarm.fingerprint"));
    if let Some(banner) = text_at(value, "banner") {
        if banner.starts_with("HTTP/") {
            let body = at(value, "http.response.body").or_else(|| {
                items(value.get("endpoints")).first().and_then(|one| at(one, "http.body"))
            });
            http::add_raw_and_body(&mut fields, &banner, text(body).as_deref());
        }
        fields.add("banner", banner);
    }
    if let Some(response) = at(value, "http.response") {
        fields.add_some("path", text_at(value, "http.request.uri"));
        add_answer(&mut fields, response);
    }
    for endpoint in items(value.get("endpoints")) {
        fields.add_some("path", text_at(endpoint, "path"));
        if let Some(answer) = endpoint.get("http") {
            add_answer(&mut fields, answer);
        }
    }
    add_tls(&mut fields, value);
    fields.add_some("checkpoint.firewall_host", text_at(value, "checkpoint_topology.common_name"));
    let center = text_at(value, "checkpoint_topology.organization");
    fields.add_some("checkpoint.smartcenter_host", center);
    fields
}

fn add_answer(fields: &mut Fields, answer: &Value) {
    if fields.first("http.status").is_none() {
        fields.add_some("http.status", text_at(answer, "status_code"));
        fields.add_some("http.reason", text_at(answer, "status_reason"));
    }
    http::add_headers(fields, answer.get("headers"));
    fields.add_some("http.title", text_at(answer, "html_title"));
    if let Some(body) = text_at(answer, "body") {
        http::add_body(fields, &body);
    } else if answer.get("body_size").and_then(Value::as_u64) == Some(0) {
        http::add_body(fields, "");
    }
    fields.add_some("http.body_sha256", text_at(answer, "body_hash_sha256"));
    for icon in items(answer.get("favicons")) {
        let md5 = text_at(icon, "hash_md5").or_else(|| text_at(icon, "md5_hash"));
        fields.add_some("http.favicon_md5", md5);
        let mmh3 = text_at(icon, "hash_shodan").or_else(|| text_at(icon, "shodan_hash"));
        fields.add_some("http.favicon_mmh3", mmh3);
    }
}

fn add_tls(fields: &mut Fields, value: &Value) {
    let Some(tls) = value.get("tls").or_else(|| value.get("cert")).map(|_| value) else { return };
    fields.add_some("tls.version", text_at(tls, "tls.version_selected"));
    fields.add_some("tls.cipher", text_at(tls, "tls.cipher_selected"));
    fields.add_some("tls.ja3s", text_at(tls, "tls.ja3s"));
    fields.add_some("tls.ja4s", text_at(tls, "tls.ja4s"));
    let leaf = "tls.certificates.leaf_data";
    if let Some(parsed) = at(value, leaf) {
        add_parsed(fields, parsed);
        let sha256 = text_at(value, "tls.certificates.leaf_fp_sha_256");
        if fields.first("cert.sha256").is_none() {
            fields.add_some("cert.sha256", sha256);
        }
        fields.add_some("cert.spki_sha256", text_at(parsed, "pubkey.fingerprint"));
    }
    let Some(certificate) = value.get("cert") else { return };
    fields.add_some("cert.sha256", text_at(certificate, "fingerprint_sha256"));
    fields.add_some("cert.spki_sha256", text_at(certificate, "spki_fingerprint_sha256"));
    fields.add_some("tls.ja4x", text_at(certificate, "parsed.ja4x"));
    texts(certificate.get("names")).into_iter().for_each(|name| fields.add("cert.names", name));
    if let Some(parsed) = certificate.get("parsed") {
        add_parsed(fields, parsed);
    }
}

/// A row of the research table.
pub(super) fn table_host(value: &Value) -> Host {
    let ip = text_at(value, "ip").filter(|ip| ip.contains(['.', ':']));
    let mut host = Host::at(ip.or_else(|| text_at(value, "ipstr")).as_deref());
    add_network(&mut host.fields, value);
    let seen = text_at(value, "updated_at");
    for (key, services) in value.as_object().into_iter().flatten() {
        let Some(port) = key.strip_prefix('p').filter(|port| port.parse::<u16>().is_ok()) else {
            continue;
        };
        for (name, service) in services.as_object().into_iter().flatten() {
            let mut fields = Fields::default();
            fields.add("port", port);
            fields.add("service", name.clone());
            fields.add_some("seen_at", text_at(service, "tls.timestamp").or_else(|| seen.clone()));
            if let Some(answer) = service.get("get") {
                fields.add_some("http.status", text_at(answer, "status_code"));
                http::add_headers(&mut fields, answer.get("headers"));
                fields.add_some("http.title", text_at(answer, "title"));
                fields.add_some("http.body_sha256", text_at(answer, "body_sha256"));
                if let Some(body) = text_at(answer, "body") {
                    http::add_body(&mut fields, &body);
                }
            }
            fields.add_some("tls.version", text_at(service, "tls.version"));
            fields.add_some("tls.cipher", text_at(service, "tls.cipher_suite.name"));
            if let Some(parsed) = at(service, "tls.certificate.parsed") {
                add_parsed(&mut fields, parsed);
            }
            host.services.push(fields);
        }
    }
    host
}

/// Names of a certificate's parts as objects, for sources that have no text.
pub(super) fn add_name(fields: &mut Fields, whose: &str, object: Option<&Value>) {
    DistinguishedName::of_object(object).add_to(fields, whose);
}
