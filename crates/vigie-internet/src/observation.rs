//! The neutral record: what every format's records are brought to, so that one rule serves all.
//!
//! A record of a scan is a [`Host`] with its services; a banner, a certificate or a name in the DNS is
//! a host with one service. Values are text, as the source has them; a field may have several. Names of
//! distinguished names are brought to one order and notation ([`crate::formats::name_of`]), because
//! OpenSSL's `/CN=x/O=y`, RFC 4514's `O=y,CN=x` and ZGrab's `O=y, CN=x` all occur.

use std::borrow::Cow;

/// Fields of the host, with what they hold.
pub const HOST_FIELDS: &[(&str, &str)] = &[
    ("ip", "address"),
    ("names", "host names, from DNS or the scan's list of targets"),
    ("asn", "number of the autonomous system"),
    ("as_name", "name of the autonomous system"),
    ("bgp_prefix", "announced prefix"),
    ("country", "country as the source places the address, two letters"),
    ("org", "organisation that the source names for the address"),
    ("netname", "name of the allocation"),
];

/// Fields of a service, with what they hold; those that end in `*` stand for any name.
pub const SERVICE_FIELDS: &[(&str, &str)] = &[
    ("port", "port"),
    ("transport", "tcp, udp, quic"),
    ("service", "protocol as the source names it, in lower case"),
    ("seen_at", "when it was seen"),
    ("banner", "first bytes that the service sent, as text"),
    ("path", "path that was asked for"),
    ("http.status", "status code"),
    ("http.reason", "reason phrase"),
    ("http.headers_raw", "status line and headers as sent, with their line ends"),
    ("http.raw", "the same and the body"),
    ("http.headers.*", "value of a header, its name in lower case with - for _"),
    ("http.title", "title of the page"),
    ("http.body", "body"),
    ("http.body_sha256", "SHA-256 of the body"),
    ("http.favicon_mmh3", "MurmurHash3 of the icon in base64"),
    ("http.favicon_md5", "MD5 of the icon"),
    ("tls.version", "version"),
    ("tls.cipher", "cipher suite"),
    ("tls.jarm", "JARM"),
    ("tls.ja3s", "JA3S"),
    ("tls.ja4s", "JA4S"),
    ("tls.ja4x", "JA4X"),
    ("cert.sha256", "SHA-256 of the certificate"),
    ("cert.sha1", "SHA-1 of the certificate"),
    ("cert.spki_sha256", "SHA-256 of its public key"),
    ("cert.subject_dn", "subject, parts in order of their kinds: C=x, CN=y, O=z"),
    ("cert.issuer_dn", "issuer, in the same way"),
    ("cert.subject.*", "a part of the subject: cert.subject.CN"),
    ("cert.issuer.*", "a part of the issuer"),
    ("cert.names", "common name and alternative names"),
    ("cert.serial", "serial number in hexadecimal, lower case, without leading zeros"),
    ("cert.not_before", "from when it holds"),
    ("cert.not_after", "until when it holds"),
    ("cert.self_signed", "true or false"),
    ("cert.eku", "extended key usages, by name or number"),
    ("checkpoint.firewall_host", "name of the firewall"),
    (
        "checkpoint.smartcenter_host",
        "name of its management, with suffix where the source has both",
    ),
    ("snmp.sysdescr", "sysDescr"),
];

/// Whether `name` is a field that rules may name.
#[must_use]
pub fn is_field(name: &str) -> bool {
    HOST_FIELDS.iter().chain(SERVICE_FIELDS).any(|(field, _)| covers(field, name))
}

/// Whether a field belongs to the host rather than to one of its services.
#[must_use]
pub fn is_of_host(name: &str) -> bool {
    HOST_FIELDS.iter().any(|(field, _)| *field == name)
}

/// Whether the declared field `field` stands for `name`.
#[must_use]
pub fn covers(field: &str, name: &str) -> bool {
    match field.strip_suffix('*') {
        Some(start) => name.len() > start.len() && name.starts_with(start),
        None => field == name,
    }
}

/// Values by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(Cow<'static, str>, String)>);

/// Values that one host or service may have: names of a certificate, mostly.
const MOST_VALUES: usize = 2000;

impl Fields {
    /// Adds a value.
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, value: impl Into<String>) {
        if self.0.len() < MOST_VALUES {
            self.0.push((field.into(), value.into()));
        }
    }

    /// Adds a value where there is one.
    pub fn add_some(&mut self, field: &'static str, value: Option<impl Into<String>>) {
        if let Some(value) = value {
            self.add(field, value);
        }
    }

    /// The first value of `field`.
    #[must_use]
    pub fn first(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// Every value of `field`.
    pub fn all<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        let of = self.0.iter().filter(move |(name, _)| name == field);
        of.map(|(_, value)| value.as_str())
    }

    /// Every field and value, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_ref(), value.as_str()))
    }

    /// True where there is no value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What one record of a source says of one host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Host {
    /// Of the host.
    pub fields: Fields,
    /// Of each of its services.
    pub services: Vec<Fields>,
}

impl Host {
    /// A host with address `ip`.
    #[must_use]
    pub fn at(ip: Option<&str>) -> Self {
        let mut host = Self::default();
        host.fields.add_some("ip", ip);
        host
    }
}
