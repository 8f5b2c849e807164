//! ZGrab2: one JSON object per target, with one result per module.
//!
//! `{"ip", "domain", "data": {MODULE: {"status", "protocol", "port", "timestamp", "result"}}}`. A module
//! that failed keeps what it has in `result`. Known headers are lists under names in snake case, others
//! in `headers.unknown`; order and case are only in `headers_raw`, in base64.
//! Source: <https://github.com/zmap/zgrab2>, schemas in <https://github.com/zmap/zgrab2/tree/master/zgrab2_schemas>.

use serde_json::Value;
use vigie_formats::plist::base64;

use super::certificate::add_parsed;
use super::http;
use super::json::{at, text_at};
use crate::observation::{Fields, Host};

pub(super) const PATHS: &[&str] = &[
    "ip",
    "domain",
    "data.*.port",
    "data.*.protocol",
    "data.*.timestamp",
    "data.*.result.banner",
    "data.*.result.fingerprint",
    "data.*.result.firewall_host",
    "data.*.result.smart_center_host",
    "data.*.result.object_suffix",
    "data.*.result.response.status_line",
    "data.*.result.response.status_code",
    "data.*.result.response.headers",
    "data.*.result.response.headers_raw",
    "data.*.result.response.body",
    "data.*.result.response.body_sha256",
    "data.*.result.response.request.url.path",
    "data.*.result.response.request.tls_log.handshake_log.server_hello",
    "data.*.result.response.request.tls_log.handshake_log.server_certificates.certificate.parsed",
    "data.*.result.handshake_log.server_hello",
    "data.*.result.handshake_log.server_certificates.certificate.parsed",
    "data.*.result.tls.handshake_log.server_hello",
    "data.*.result.tls.handshake_log.server_certificates.certificate.parsed",
];

/// Where modules keep their handshake.
const HANDSHAKES: [&str; 3] =
    ["handshake_log", "response.request.tls_log.handshake_log", "tls.handshake_log"];

pub(super) fn host(value: &Value) -> Host {
    let mut host = Host::at(value.get("ip").and_then(Value::as_str));
    host.fields.add_some("names", text_at(value, "domain"));
    for (name, module) in value.get("data").and_then(Value::as_object).into_iter().flatten() {
        let mut service = Fields::default();
        let protocol = text_at(module, "protocol").unwrap_or_else(|| name.clone());
        service.add("service", protocol.to_lowercase());
        service.add_some("port", text_at(module, "port"));
        service.add_some("seen_at", text_at(module, "timestamp"));
        if let Some(result) = module.get("result") {
            add_result(&mut service, result);
        }
        host.services.push(service);
    }
    host
}

fn add_result(service: &mut Fields, result: &Value) {
    service.add_some("banner", text_at(result, "banner"));
    service.add_some("tls.jarm", text_at(result, "fingerprint"));
    service.add_some("checkpoint.firewall_host", text_at(result, "firewall_host"));
    if let Some(center) = text_at(result, "smart_center_host") {
        let suffix = text_at(result, "object_suffix").filter(|suffix| !suffix.is_empty());
        let whole = suffix.map(|suffix| format!("{center}.{suffix}")).unwrap_or(center);
        service.add("checkpoint.smartcenter_host", whole);
    }
    for handshake in HANDSHAKES.iter().filter_map(|path| at(result, path)) {
        service.add_some("tls.version", text_at(handshake, "server_hello.version.name"));
        service.add_some("tls.cipher", text_at(handshake, "server_hello.cipher_suite.name"));
        if let Some(parsed) = at(handshake, "server_certificates.certificate.parsed") {
            add_parsed(service, parsed);
        }
    }
    if let Some(response) = result.get("response") {
        add_response(service, response);
    }
}

fn add_response(service: &mut Fields, response: &Value) {
    let body = text_at(response, "body").unwrap_or_default();
    service.add_some("path", text_at(response, "request.url.path"));
    if let Some(raw) = text_at(response, "headers_raw").and_then(|raw| base64::decode(&raw).ok()) {
        http::add_raw_and_body(service, &http::as_text(&raw), Some(&body));
    }
    if service.first("http.status").is_none() {
        match text_at(response, "status_line") {
            Some(line) => http::add_status_line(service, &line),
            None => service.add_some("http.status", text_at(response, "status_code")),
        }
    }
    http::add_headers(service, response.get("headers"));
    service.add_some("http.body_sha256", text_at(response, "body_sha256"));
    http::add_body(service, &body);
}
