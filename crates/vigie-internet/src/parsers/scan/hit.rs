//! A record of a scan that matched a rule.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use vigie_core::{Kind, Observable, Origin, Record, Stamp, Text, Time, Volume, revive};
use vigie_formats::scan::ScanFormat;

use crate::formats::certificate::hexadecimal;
use crate::observation::{Fields, Host};
use crate::rules::{Match, Rule};

pub(super) static HIT: Kind = Kind {
    id: "internet.scan.hit",
    title: Text { en: "Server that matches a fingerprint", fr: "Serveur qui correspond à une empreinte" },
    brief: &["address", "port", "rule", "vendor"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Many,
    revive: revive::<Hit>,
};

/// Names of a host or certificate that are kept.
const MOST_NAMES: usize = 50;

/// A value of a field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Value {
    /// Its name in the neutral record.
    pub field: String,
    /// The value.
    pub value: String,
}

/// A certificate, as far as it tells servers together or apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Certificate {
    /// Its SHA-256.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Its SHA-1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha1: Option<String>,
    /// SHA-256 of its public key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spki_sha256: Option<String>,
    /// Subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Issuer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Serial number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// From when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Time>,
    /// Until when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_after: Option<Time>,
    /// What is unusual about it; each alone is weak.
    pub oddities: Vec<String>,
}

/// A record of a scan that matched a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Name of the rule.
    pub rule: String,
    /// What the rule finds.
    pub title: String,
    /// Whose servers.
    pub vendor: String,
    /// How sure the rule is: informational to critical.
    pub level: String,
    /// True where the rule means nothing alone.
    pub weak: bool,
    /// How the rule's values came to be known.
    pub basis: String,
    /// Report that published the fingerprint, and its date.
    pub reference: String,
    /// Date of that report.
    pub published: String,
    /// What else fits the rule.
    pub look_alikes: Vec<String>,
    /// Format of the source.
    pub source: String,
    /// Address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Port.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// When it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Time>,
    /// What matched.
    pub matched: Vec<Value>,
    /// Names of the host.
    pub names: Vec<String>,
    /// Its certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
    /// Values that tell deployments apart: naming codes, hashes, fingerprints of TLS.
    pub marks: Vec<Value>,
    /// Autonomous system, as the source has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asn: Option<u32>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_name: Option<String>,
    /// Allocation or organisation, as the source has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// Country where the source places the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// SHA-256 of the record's bytes.
    pub record_sha256: String,
}

impl Record for Hit {
    fn kind(&self) -> &'static Kind {
        &HIT
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.seen {
            see(Stamp::utc(at, "seen by a scan"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        if let Some(address) = self.address.as_ref().and_then(|address| address.parse().ok()) {
            see("address", Observable::Ip(address));
        }
        for name in &self.names {
            see("names", Observable::Host(name.trim_start_matches("*.")));
        }
        let Some(certificate) = &self.certificate else { return };
        for hash in [&certificate.sha256, &certificate.sha1].into_iter().flatten() {
            see("certificate", Observable::CertificateHash(hash));
        }
        let parts = certificate.subject.iter().flat_map(|subject| subject.split(", "));
        for part in parts {
            match part.split_once('=') {
                Some(("CN", name)) => see("certificate", Observable::CertificateName(name)),
                Some(("O", name)) => see("certificate", Observable::CertificateOrganisation(name)),
                _ => {}
            }
        }
    }
}

/// Fields that tell deployments apart, besides those that a rule names.
const MARKS: [&str; 8] = [
    "checkpoint.firewall_host",
    "http.body_sha256",
    "http.favicon_md5",
    "http.favicon_mmh3",
    "tls.ja3s",
    "tls.ja4s",
    "tls.ja4x",
    "tls.jarm",
];

impl Hit {
    /// What `rule` found in a host that stands in the bytes `record`.
    pub(super) fn new(
        rule: &Rule,
        found: Match,
        host: &Host,
        format: ScanFormat,
        record: &[u8],
    ) -> Self {
        let empty = Fields::default();
        let number = found.service.unwrap_or(0);
        let service = host.services.get(number).unwrap_or(&empty);
        let of_host = |field: &str| host.fields.first(field).map(str::to_owned);
        let mut matched: Vec<Value> =
            found.values.into_iter().map(|(field, value)| Value { field, value }).collect();
        matched.sort();
        matched.dedup();
        Self {
            rule: rule.name.clone(),
            title: rule.title.clone(),
            vendor: rule.vendor.clone(),
            level: rule.level.name().to_owned(),
            weak: rule.weak,
            basis: rule.basis.clone(),
            reference: rule.references.first().cloned().unwrap_or_default(),
            published: rule.date.clone(),
            look_alikes: rule.false_positives.clone(),
            source: format.name().to_owned(),
            address: of_host("ip"),
            port: service.first("port").and_then(|port| port.parse().ok()),
            seen: service.first("seen_at").and_then(Time::parse),
            matched,
            names: names(host, service),
            certificate: certificate(service),
            marks: marks(rule, service),
            asn: of_host("asn").and_then(|asn| asn.parse().ok()),
            as_name: of_host("as_name"),
            organisation: of_host("netname").or_else(|| of_host("org")),
            country: of_host("country").map(|country| country.to_uppercase()),
            record_sha256: hexadecimal(&Sha256::digest(record)),
        }
    }
}

fn names(host: &Host, service: &Fields) -> Vec<String> {
    let all = host.fields.all("names").chain(service.all("cert.names"));
    let mut names: Vec<String> = all.map(|name| name.trim_end_matches('.').to_lowercase()).collect();
    names.sort();
    names.dedup();
    names.truncate(MOST_NAMES);
    names
}

fn marks(rule: &Rule, service: &Fields) -> Vec<Value> {
    let pattern = regex::Regex::new(&rule.cluster_pattern).ok();
    let mut marks = Vec::new();
    for field in &rule.cluster_by {
        for value in service.all(field) {
            let code = pattern.as_ref().filter(|_| !rule.cluster_pattern.is_empty());
            let code = code.and_then(|pattern| pattern.captures(value)?.get(1));
            if let Some(code) = code {
                marks.push(Value { field: "code".into(), value: code.as_str().to_lowercase() });
            }
        }
    }
    for field in MARKS {
        let values = service.all(field).map(str::to_owned);
        marks.extend(values.map(|value| Value { field: field.to_owned(), value }));
    }
    marks.sort();
    marks.dedup();
    marks
}

fn certificate(service: &Fields) -> Option<Certificate> {
    let own = |field: &str| service.first(field).map(str::to_owned);
    let time = |field: &str| service.first(field).and_then(Time::parse);
    let certificate = Certificate {
        sha256: own("cert.sha256").map(|hash| hash.to_lowercase()),
        sha1: own("cert.sha1").map(|hash| hash.to_lowercase()),
        spki_sha256: own("cert.spki_sha256").map(|hash| hash.to_lowercase()),
        subject: own("cert.subject_dn"),
        issuer: own("cert.issuer_dn"),
        serial: own("cert.serial"),
        not_before: time("cert.not_before"),
        not_after: time("cert.not_after"),
        oddities: Vec::new(),
    };
    if certificate == Certificate::default() {
        return None;
    }
    let oddities = oddities(service, &certificate);
    Some(Certificate { oddities, ..certificate })
}

/// Words that templates of certificates hold.
const TEMPLATES: [&str; 5] =
    ["Internet Widgits Pty Ltd", "Some-State", "Default City", "Default Company", "C=XX"];

/// Days after which no public authority has let a certificate of a server hold since March 2018.
const LONG_DAYS: i64 = 825;

/// What the reporters looked for in certificates: each alone is weak, and none is a verdict.
fn oddities(service: &Fields, certificate: &Certificate) -> Vec<String> {
    let mut odd = Vec::new();
    let mut note = |holds: bool, what: &str| {
        if holds {
            odd.push(what.to_owned());
        }
    };
    let subject = certificate.subject.as_deref();
    note(service.first("cert.self_signed") == Some("true"), "self-signed");
    note(
        subject.is_some()
            && ["O", "OU", "C"].iter().all(|part| {
                service.first(&format!("cert.subject.{part}")).is_none()
            }),
        "no owner",
    );
    let is_template = |name: &&String| TEMPLATES.iter().any(|word| name.contains(word));
    note([&certificate.subject, &certificate.issuer].into_iter().flatten().any(|n| is_template(&n)), "template");
    let days = match (certificate.not_before, certificate.not_after) {
        (Some(from), Some(to)) => Some((to.unix_seconds() - from.unix_seconds()) / 86_400),
        _ => None,
    };
    note(days.is_some_and(|days| days > LONG_DAYS), "holds very long");
    note(days.is_some_and(|days| days <= 0), "holds no day");
    let short = certificate.serial.as_ref().is_some_and(|serial| serial.len() < 16);
    note(short, "short serial number");
    let common = service.first("cert.subject.CN");
    note(common.is_some_and(|name| !name.contains('.')), "common name is no host name");
    let mut names = service.all("cert.names").filter(|name| Some(*name) != common);
    note(subject.is_some() && names.next().is_none(), "no alternative names");
    odd
}
