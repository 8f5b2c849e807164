//! MISP events: attributes, alone or in objects, with what tags and galaxies call them.
//!
//! Format: <https://www.misp-standard.org/rfc/misp-standard-core.html>. Only attributes meant for
//! detection (`to_ids`) are indicators; the others are context.

use serde::Deserialize;
use vigie_core::{Locator, ObservableKind, Time};

use super::intake::{Intake, Item};
use crate::store::{Meta, PARTIAL};

/// An event, or what stands at the top of a file that is one.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Event {
    #[serde(default)]
    info: Loose,
    #[serde(default)]
    date: Loose,
    #[serde(default, rename = "Orgc")]
    publisher: Option<Organisation>,
    #[serde(default, rename = "Org")]
    organisation: Option<Organisation>,
    #[serde(default, rename = "Tag")]
    tags: Vec<Tag>,
    #[serde(default, rename = "Galaxy")]
    galaxies: Vec<Galaxy>,
    #[serde(default, rename = "Attribute")]
    attributes: Vec<Attribute>,
    #[serde(default, rename = "Object")]
    objects: Vec<Object>,
}

#[derive(Debug, Deserialize)]
struct Organisation {
    #[serde(default)]
    name: Loose,
}

#[derive(Debug, Deserialize)]
struct Tag {
    #[serde(default)]
    name: Loose,
}

#[derive(Debug, Deserialize)]
struct Galaxy {
    #[serde(default, rename = "type")]
    kind: Loose,
    #[serde(default, rename = "GalaxyCluster")]
    clusters: Vec<Cluster>,
}

#[derive(Debug, Deserialize)]
struct Cluster {
    #[serde(default)]
    value: Loose,
}

/// One attribute.
#[derive(Debug, Deserialize)]
pub(crate) struct Attribute {
    #[serde(default)]
    uuid: Loose,
    #[serde(default, rename = "type")]
    kind: Loose,
    #[serde(default)]
    value: Loose,
    #[serde(default)]
    to_ids: Loose,
    #[serde(default)]
    deleted: Loose,
    #[serde(default)]
    timestamp: Loose,
    #[serde(default)]
    object_relation: Loose,
    #[serde(default, rename = "Tag")]
    tags: Vec<Tag>,
    #[serde(default, rename = "Galaxy")]
    galaxies: Vec<Galaxy>,
}

/// Attributes that describe one thing.
#[derive(Debug, Deserialize)]
pub(crate) struct Object {
    #[serde(default)]
    name: Loose,
    #[serde(default)]
    deleted: Loose,
    #[serde(default, rename = "Attribute")]
    attributes: Vec<Attribute>,
}

/// Text, where some writers put a number, a truth value or nothing.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(from = "serde_json::Value")]
struct Loose(String);

impl From<serde_json::Value> for Loose {
    fn from(value: serde_json::Value) -> Self {
        Self(match value {
            serde_json::Value::String(text) => text,
            serde_json::Value::Bool(truth) => truth.to_string(),
            serde_json::Value::Number(number) => number.to_string(),
            _ => String::new(),
        })
    }
}

impl Loose {
    fn is_true(&self) -> bool {
        matches!(self.0.as_str(), "true" | "True" | "1")
    }
}

impl Event {
    /// Adds an attribute that a file has without an event around it.
    pub(crate) fn attribute(&mut self, json: &[u8]) -> Result<(), serde_json::Error> {
        self.attributes.push(serde_json::from_slice(json)?);
        Ok(())
    }

    /// Adds such an object.
    pub(crate) fn object(&mut self, json: &[u8]) -> Result<(), serde_json::Error> {
        self.objects.push(serde_json::from_slice(json)?);
        Ok(())
    }

    /// Sets what a file without an event around it says about all of it.
    pub(crate) fn member(&mut self, name: &str, json: &[u8]) -> Result<(), serde_json::Error> {
        match name {
            "info" => self.info = serde_json::from_slice(json)?,
            "date" => self.date = serde_json::from_slice(json)?,
            "Orgc" => self.publisher = serde_json::from_slice(json)?,
            "Tag" => self.tags.push(serde_json::from_slice(json)?),
            "Galaxy" => self.galaxies.push(serde_json::from_slice(json)?),
            _ => {}
        }
        Ok(())
    }

    /// True when it holds anything that can be an indicator.
    pub(crate) fn has_attributes(&self) -> bool {
        !self.attributes.is_empty() || !self.objects.is_empty()
    }

    /// The event's title.
    pub(crate) fn title(&self) -> &str {
        self.info.0.trim()
    }

    /// Hands every indicator over; the set takes the event's title.
    pub(crate) fn hand_over_named(&self, intake: &mut Intake<'_>) {
        let title = vigie_core::Untrusted(self.title()).to_string();
        let number = intake.meta.set;
        if let Some(set) = intake.builder.set(number).filter(|_| !title.is_empty()) {
            set.shown.name = title;
        }
        self.hand_over(intake);
    }

    fn hand_over(&self, intake: &mut Intake<'_>) {
        let publisher = self.publisher.as_ref().or(self.organisation.as_ref());
        let publisher = publisher.map_or("", |found| found.name.0.as_str()).to_owned();
        let malware = malware_of(&self.galaxies, &self.tags).unwrap_or_else(|| self.title().into());
        let meta = Meta {
            malware: intake.name(&malware),
            publisher: intake.name(&publisher),
            stalkerware: intake.meta.stalkerware
                || self.tags.iter().any(|tag| is_stalkerware(&tag.name.0))
                || self.galaxies.iter().any(|galaxy| is_stalkerware(&galaxy.kind.0))
                || is_stalkerware(self.title()),
            ..intake.meta
        };
        let date = Time::parse(&self.date.0);
        for attribute in &self.attributes {
            attribute.hand_over(intake, meta, date);
        }
        for object in self.objects.iter().filter(|object| !object.deleted.is_true()) {
            let named = object.malware();
            let meta =
                Meta { malware: named.map_or(meta.malware, |name| intake.name(name)), ..meta };
            for attribute in &object.attributes {
                attribute.hand_over(intake, meta, date);
            }
        }
    }
}

impl Object {
    /// The name of the app that the object describes.
    fn malware(&self) -> Option<&str> {
        if !matches!(self.name.0.as_str(), "android-app" | "ios-app" | "mobile-app") {
            return None;
        }
        let named = |attribute: &&Attribute| {
            matches!(attribute.object_relation.0.as_str(), "name" | "app-name" | "malware")
        };
        self.attributes.iter().find(named).map(|found| found.value.0.as_str())
    }
}

fn is_stalkerware(text: &str) -> bool {
    let text = text.to_lowercase();
    text.contains("stalkerware") || text.contains("watchware")
}

/// The malware that galaxies and tags name.
fn malware_of(galaxies: &[Galaxy], tags: &[Tag]) -> Option<String> {
    const KINDS: [&str; 8] = [
        "malpedia",
        "mitre-malware",
        "malware",
        "stalkerware",
        "surveillance-vendor",
        "tool",
        "mitre-tool",
        "android",
    ];
    let galaxy = KINDS.iter().find_map(|kind| {
        let galaxy = galaxies.iter().find(|galaxy| galaxy.kind.0 == *kind)?;
        galaxy.clusters.first().map(|cluster| cluster.value.0.clone())
    });
    galaxy.or_else(|| {
        KINDS.iter().find_map(|kind| {
            tags.iter().find_map(|tag| {
                let (name, value) = tag.name.0.split_once('=')?;
                let of_kind = name.strip_prefix("misp-galaxy:")? == *kind;
                of_kind.then(|| value.trim_matches('"').to_owned())
            })
        })
    })
}

/// A value of an attribute, and what it shows of it.
type Part<'a> = (ObservableKind, &'a str, u8);

impl Attribute {
    fn hand_over(&self, intake: &mut Intake<'_>, meta: Meta, date: Option<Time>) {
        if !self.to_ids.is_true() || self.deleted.is_true() {
            return;
        }
        let own = malware_of(&self.galaxies, &self.tags);
        let meta = match own {
            Some(own) => Meta { malware: intake.name(&own), ..meta },
            None => meta,
        };
        let seconds = self.timestamp.0.parse().ok().filter(|seconds| *seconds > 0);
        let date = date.or_else(|| seconds.and_then(Time::from_unix_seconds));
        let at = || Locator::Key(self.uuid.0.clone());
        if self.kind.0 == "stix2-pattern" {
            return self.pattern(intake, meta, date);
        }
        let parts = self.parts();
        if parts.is_empty() {
            intake.notes.skip();
            let kind = vigie_core::Untrusted(&self.kind.0).to_string();
            let what = format!("MISP type {kind}: not used by any evidence Vigie reads");
            return intake.notes.passed_over(&what);
        }
        for (kind, text, flags) in parts {
            intake.item(Item { kind, text, id: &self.uuid.0, date, meta, flags }, &at);
        }
    }

    fn pattern(&self, intake: &mut Intake<'_>, meta: Meta, date: Option<Time>) {
        let at = || Locator::Key(self.uuid.0.clone());
        let Some(listed) = intake.builder.list(&self.uuid.0, date, meta) else {
            return intake.notes.skip();
        };
        if intake.pattern(listed, &self.uuid.0, &self.value.0, &at) {
            intake.count(date);
        } else {
            intake.builder.unlist();
            intake.notes.skip();
        }
    }

    /// The values it lists. Of a file's name and hash together the hash says it all; an address
    /// that a host had, or that a port belongs to, says less than the pair.
    fn parts(&self) -> Vec<Part<'_>> {
        use ObservableKind as Kind;
        let value = self.value.0.as_str();
        let (first, second) = value.split_once('|').unwrap_or((value, ""));
        let one = |kind: Kind, text| vec![(kind, text, 0)];
        match self.kind.0.as_str() {
            "domain" | "hostname" => one(Kind::Host, value),
            "domain|ip" => vec![(Kind::Host, first, 0), (Kind::Ip, second, PARTIAL)],
            "hostname|port" => vec![(Kind::Host, first, PARTIAL)],
            "ip-src" | "ip-dst" | "ip" => one(Kind::Ip, value),
            "ip-src|port" | "ip-dst|port" => vec![(Kind::Ip, first, PARTIAL)],
            "url" | "uri" | "link" => one(Kind::Url, value),
            "email"
            | "email-src"
            | "email-dst"
            | "email-reply-to"
            | "target-email"
            | "whois-registrant-email"
            | "jabber-id" => one(Kind::Email, value),
            "md5" | "sha1" | "sha256" | "sha512" | "hash" => one(Kind::FileHash, value),
            "filename|md5" | "filename|sha1" | "filename|sha256" | "filename|sha512" => {
                one(Kind::FileHash, second)
            }
            "filename" if value.contains('/') => one(Kind::Path, value),
            "filename" => one(Kind::FileName, value),
            "x509-fingerprint-md5" | "x509-fingerprint-sha1" | "x509-fingerprint-sha256" => {
                one(Kind::CertificateHash, value)
            }
            "phone-number" | "whois-registrant-phone" => one(Kind::Phone, value),
            "mobile-application-id" => one(Kind::AppId, value),
            "process-name" | "process" => one(Kind::Process, value),
            "text" => match self.object_relation.0.as_str() {
                "appid" | "bundle-id" | "package-name" => one(Kind::AppId, value),
                "process-name" => one(Kind::Process, value),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }
}
