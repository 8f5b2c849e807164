//! X.509 certificates, as far as it takes to name them.

use vigie_core::Time;
use x509_cert::certificate::{CertificateInner, Raw};
use x509_cert::der::asn1::Any;
use x509_cert::der::{Decode as _, Encode as _, Tag, Tagged as _};
use x509_cert::ext::pkix::BasicConstraints;
use x509_cert::name::Name;

use crate::digests::hexadecimal;

/// What a certificate says about itself.
#[derive(Debug, PartialEq)]
pub(crate) struct Certificate {
    /// Whom it is for.
    pub(crate) subject: Party,
    /// Who vouches for it.
    pub(crate) issuer: Party,
    /// Its serial number in hexadecimal.
    pub(crate) serial: String,
    /// From when it holds.
    pub(crate) not_before: Option<Time>,
    /// Until when it holds.
    pub(crate) not_after: Option<Time>,
    /// Whether it may vouch for other certificates; `None` where it does not say.
    pub(crate) authority: Option<bool>,
}

/// A distinguished name.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Party {
    /// Every part of it: `CN=Example Root, O=Example`.
    pub(crate) whole: String,
    /// Its common name.
    pub(crate) common_name: Option<String>,
    /// Its organisation.
    pub(crate) organization: Option<String>,
}

impl Certificate {
    /// Reads the DER encoding of a certificate.
    ///
    /// # Errors
    /// What is wrong with it, as a fragment.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, String> {
        // The raw profile: serial numbers longer than RFC 5280 allows occur in roots that people
        // make themselves.
        let whole = CertificateInner::<Raw>::from_der(bytes).map_err(|error| error.to_string())?;
        let body = whole.tbs_certificate();
        let seconds = |time: x509_cert::time::Time| {
            Time::from_unix_seconds(i64::try_from(time.to_unix_duration().as_secs()).ok()?)
        };
        let constraints = body.get_extension::<BasicConstraints>().ok().flatten();
        Ok(Self {
            subject: Party::of(body.subject()),
            issuer: Party::of(body.issuer()),
            serial: hexadecimal(body.serial_number().as_bytes()),
            not_before: seconds(body.validity().not_before),
            not_after: seconds(body.validity().not_after),
            authority: constraints.map(|(_, constraints)| constraints.ca),
        })
    }
}

impl Party {
    /// Reads the DER encoding of a name; also what stands inside one, without its header.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        if let Ok(name) = Name::from_der(bytes) {
            return Some(Self::of(&name));
        }
        let wrapped = Any::new(Tag::Sequence, bytes).ok()?.to_der().ok()?;
        Name::from_der(&wrapped).ok().map(|name| Self::of(&name))
    }

    fn of(name: &Name) -> Self {
        let mut party = Self::default();
        for part in name.iter() {
            let key = part.oid.to_string();
            let value = text(&part.value);
            if !party.whole.is_empty() {
                party.whole.push_str(", ");
            }
            party.whole.push_str(label(&key));
            party.whole.push('=');
            party.whole.push_str(&value);
            match key.as_str() {
                "2.5.4.3" => party.common_name = Some(value),
                "2.5.4.10" => party.organization = Some(value),
                _ => {}
            }
        }
        party
    }
}

/// The usual short name of a kind of attribute (RFC 4519, RFC 2985), else its number.
fn label(oid: &str) -> &str {
    match oid {
        "2.5.4.3" => "CN",
        "2.5.4.4" => "SN",
        "2.5.4.5" => "serialNumber",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        "0.9.2342.19200300.100.1.1" => "UID",
        "0.9.2342.19200300.100.1.25" => "DC",
        "1.2.840.113549.1.9.1" => "emailAddress",
        other => other,
    }
}

/// An attribute as text, whichever of ASN.1's many kinds of string it is.
fn text(value: &Any) -> String {
    let bytes = value.value();
    match value.tag() {
        Tag::Utf8String | Tag::PrintableString | Tag::Ia5String | Tag::VisibleString => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        // Writers of old certificates put Latin-1 there.
        Tag::TeletexString => bytes.iter().map(|byte| char::from(*byte)).collect(),
        Tag::BmpString => {
            let units = bytes.chunks_exact(2).map(|pair| match pair {
                [high, low] => u16::from_be_bytes([*high, *low]),
                _ => 0,
            });
            char::decode_utf16(units)
                .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        _ => format!("#{}", hexadecimal(bytes)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_with_and_without_their_header() {
        let part = b"\x31\x0d\x30\x0b\x06\x03\x55\x04\x03\x0c\x04Root";
        let with = [b"\x30\x0f".as_slice(), part].concat();
        for bytes in [part.as_slice(), &with] {
            let party = Party::read(bytes).unwrap();
            assert_eq!(
                (party.whole.as_str(), party.common_name.as_deref()),
                ("CN=Root", Some("Root"))
            );
        }
        assert_eq!(Party::read(b"\x31"), None);
        assert_eq!(Party::read(b"nonsense"), None);
    }

    #[test]
    fn every_kind_of_string_is_read() {
        let shown = |tag, bytes: &[u8]| text(&Any::new(tag, bytes).unwrap());
        assert_eq!(shown(Tag::BmpString, b"\0R\0\xf6"), "Rö");
        assert_eq!(shown(Tag::TeletexString, b"R\xf6"), "Rö");
        assert_eq!(shown(Tag::PrintableString, b"Root"), "Root");
        assert_eq!(shown(Tag::OctetString, b"\x01\x02"), "#0102");
    }

    #[test]
    fn what_is_no_certificate_is_an_error() {
        assert!(Certificate::read(b"").is_err());
        assert!(Certificate::read(b"\x30\x82\xff\xff").is_err());
    }
}
