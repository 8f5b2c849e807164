//! All of a certificate that judging it takes: its key, its signature, its extensions.
//!
//! RFC 5280 §4.1 and §4.2. Lenient as the rest of this module: an extension that cannot be read is as if it
//! were not there, since what is wanted is what the certificate says, not whether it is well made.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use vigie_core::{Reader, Stop};

use super::{Certificate, OBJECT_ID, SEQUENCE, VERSION, Value, tagged, value};

const BOOLEAN: u8 = 0x01;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const INTEGER: u8 = 0x02;
const EXTENSIONS: u8 = 0xa3;

/// Most names, usages and extensions that are read of one certificate.
const MOST: usize = 1000;

/// A certificate with the parts that are signed, and that sign.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details<'a> {
    /// Names, serial number and dates.
    pub certificate: Certificate,
    /// What is signed, with its tag.
    pub signed: &'a [u8],
    /// Object id of the algorithm that signed it.
    pub algorithm: &'a [u8],
    /// The signature.
    pub signature: &'a [u8],
    /// The subject, with its tag.
    pub subject: &'a [u8],
    /// The issuer, with its tag.
    pub issuer: &'a [u8],
    /// The subject's key with its algorithm, with its tag.
    pub key_info: &'a [u8],
    /// The subject's key.
    pub key: Key<'a>,
    /// Host names it is for.
    pub names: Vec<String>,
    /// Addresses it is for.
    pub addresses: Vec<IpAddr>,
    /// Whether it may sign other certificates.
    pub is_authority: bool,
    /// Object ids of what it may be used for (extended key usage).
    pub usages: Vec<&'a [u8]>,
    /// Signed certificate timestamps in it: the list with its length.
    pub timestamps: Option<&'a [u8]>,
}

/// A public key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Key<'a> {
    /// Object id of its algorithm.
    pub algorithm: &'a [u8],
    /// Object id of its curve, where the algorithm has such.
    pub curve: Option<&'a [u8]>,
    /// Its bits.
    pub bits: &'a [u8],
}

/// Object ids of algorithms of keys and of curves.
pub mod oid {
    /// rsaEncryption.
    pub const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
    /// id-ecPublicKey.
    pub const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
    /// id-Ed25519.
    pub const ED25519: &[u8] = &[0x2b, 0x65, 0x70];
    /// id-dsa.
    pub const DSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x38, 4, 1];
    /// secp256r1.
    pub const P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];
    /// secp384r1.
    pub const P384: &[u8] = &[0x2b, 0x81, 0x04, 0, 0x22];
    /// secp521r1.
    pub const P521: &[u8] = &[0x2b, 0x81, 0x04, 0, 0x23];
    /// Extension: subject alternative name.
    pub const ALTERNATIVE_NAME: &[u8] = &[0x55, 0x1d, 0x11];
    /// Extension: basic constraints.
    pub const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 0x13];
    /// Extension: extended key usage.
    pub const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 0x25];
    /// Extension: signed certificate timestamps (RFC 6962 §3.3).
    pub const TIMESTAMPS: &[u8] = &[0x2b, 6, 1, 4, 1, 0xd6, 0x79, 2, 4, 2];
}

impl<'a> Details<'a> {
    /// Reads the DER encoding of a certificate.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Stop> {
        let outer = tagged(&mut Reader::new(bytes), SEQUENCE, "certificate")?;
        let mut outer = Reader::new(outer.content);
        let body = tagged(&mut outer, SEQUENCE, "body of a certificate")?;
        let algorithm = tagged(&mut outer, SEQUENCE, "algorithm")?;
        let signature = tagged(&mut outer, BIT_STRING, "signature")?;
        let mut reader = Reader::new(body.content);
        if value(&mut reader)?.tag == VERSION {
            tagged(&mut reader, INTEGER, "serial number")?;
        }
        tagged(&mut reader, SEQUENCE, "algorithm")?;
        let issuer = tagged(&mut reader, SEQUENCE, "issuer")?;
        tagged(&mut reader, SEQUENCE, "validity")?;
        let subject = tagged(&mut reader, SEQUENCE, "subject")?;
        let key_info = tagged(&mut reader, SEQUENCE, "key")?;
        let mut details = Self {
            certificate: Certificate::read(bytes)?,
            signed: body.whole,
            algorithm: first_oid(algorithm.content),
            // The first byte counts unused bits: none.
            signature: signature.content.get(1..).unwrap_or_default(),
            subject: subject.whole,
            issuer: issuer.whole,
            key_info: key_info.whole,
            key: Key::read(key_info.content),
            ..Self::default()
        };
        while let Ok(part) = value(&mut reader) {
            if part.tag == EXTENSIONS {
                each_extension(part.content, &mut |extension| details.take(&extension));
            }
        }
        Ok(details)
    }

    fn take(&mut self, extension: &Extension<'a>) {
        match extension.id {
            oid::ALTERNATIVE_NAME => self.take_names(extension.content),
            oid::BASIC_CONSTRAINTS => self.is_authority = is_authority(extension.content),
            oid::EXTENDED_KEY_USAGE => {
                let Ok(list) = tagged(&mut Reader::new(extension.content), SEQUENCE, "usages")
                else {
                    return;
                };
                let mut list = Reader::new(list.content);
                while let Ok(usage) = tagged(&mut list, OBJECT_ID, "usage")
                    && self.usages.len() < MOST
                {
                    self.usages.push(usage.content);
                }
            }
            oid::TIMESTAMPS => {
                let inner = tagged(&mut Reader::new(extension.content), OCTET_STRING, "timestamps");
                self.timestamps = inner.ok().map(|inner| inner.content);
            }
            _ => {}
        }
    }

    fn take_names(&mut self, content: &[u8]) {
        let Ok(list) = tagged(&mut Reader::new(content), SEQUENCE, "names") else { return };
        let mut list = Reader::new(list.content);
        while let Ok(name) = value(&mut list)
            && self.names.len().saturating_add(self.addresses.len()) < MOST
        {
            match (name.tag, name.content.len()) {
                (0x82, _) => self.names.push(super::text(name)),
                (0x87, 4) => {
                    let four: Option<&[u8; 4]> = name.content.first_chunk();
                    self.addresses.extend(four.map(|four| IpAddr::V4(Ipv4Addr::from(*four))));
                }
                (0x87, 16) => {
                    let all: Option<&[u8; 16]> = name.content.first_chunk();
                    self.addresses.extend(all.map(|all| IpAddr::V6(Ipv6Addr::from(*all))));
                }
                _ => {}
            }
        }
    }
}

impl<'a> Key<'a> {
    fn read(info: &'a [u8]) -> Self {
        let mut reader = Reader::new(info);
        let Ok(algorithm) = tagged(&mut reader, SEQUENCE, "algorithm") else {
            return Self::default();
        };
        let mut inner = Reader::new(algorithm.content);
        let id = tagged(&mut inner, OBJECT_ID, "algorithm").map_or(&[][..], |id| id.content);
        let curve = tagged(&mut inner, OBJECT_ID, "curve").ok().map(|curve| curve.content);
        let bits = tagged(&mut reader, BIT_STRING, "key").map_or(&[][..], |bits| bits.content);
        Self { algorithm: id, curve, bits: bits.get(1..).unwrap_or_default() }
    }

    /// The key in a `SubjectPublicKeyInfo`.
    ///
    /// # Errors
    /// When it is none.
    pub fn of_info(info: &'a [u8]) -> Result<Self, Stop> {
        Ok(Self::read(tagged(&mut Reader::new(info), SEQUENCE, "key")?.content))
    }

    /// How long it is, in bits: an RSA modulus, or the order of a curve.
    #[must_use]
    pub fn length(&self) -> Option<usize> {
        match (self.algorithm, self.curve) {
            (oid::RSA, _) => {
                let pair = tagged(&mut Reader::new(self.bits), SEQUENCE, "RSA key").ok()?;
                let modulus = tagged(&mut Reader::new(pair.content), INTEGER, "modulus").ok()?;
                let zeros = modulus.content.iter().take_while(|byte| **byte == 0).count();
                let top = modulus.content.get(zeros)?;
                let bytes = modulus.content.len().saturating_sub(zeros);
                let spare = usize::try_from(top.leading_zeros()).unwrap_or(0);
                Some(bytes.saturating_mul(8).saturating_sub(spare))
            }
            (oid::EC, Some(oid::P256)) | (oid::ED25519, _) => Some(256),
            (oid::EC, Some(oid::P384)) => Some(384),
            (oid::EC, Some(oid::P521)) => Some(521),
            _ => None,
        }
    }

    /// What it is: `RSA 2048`, `EC P-256`.
    #[must_use]
    pub fn name(&self) -> String {
        match (self.algorithm, self.curve) {
            (oid::RSA, _) => format!("RSA {}", self.length().unwrap_or(0)),
            (oid::EC, Some(oid::P256)) => "EC P-256".to_owned(),
            (oid::EC, Some(oid::P384)) => "EC P-384".to_owned(),
            (oid::EC, Some(oid::P521)) => "EC P-521".to_owned(),
            (oid::EC, _) => "EC".to_owned(),
            (oid::ED25519, _) => "Ed25519".to_owned(),
            (oid::DSA, _) => "DSA".to_owned(),
            (other, _) => super::hexadecimal(other),
        }
    }
}

/// An extension.
struct Extension<'a> {
    id: &'a [u8],
    content: &'a [u8],
}

/// Shows each extension of the `[3]` field of a body.
fn each_extension<'a>(content: &'a [u8], see: &mut dyn FnMut(Extension<'a>)) {
    let Ok(list) = tagged(&mut Reader::new(content), SEQUENCE, "extensions") else { return };
    let mut list = Reader::new(list.content);
    for _ in 0..MOST {
        let Ok(one) = tagged(&mut list, SEQUENCE, "extension") else { break };
        if let Some(extension) = extension(one.content) {
            see(extension);
        }
    }
}

fn extension(content: &[u8]) -> Option<Extension<'_>> {
    let mut reader = Reader::new(content);
    let id = tagged(&mut reader, OBJECT_ID, "extension").ok()?;
    let mut next = value(&mut reader).ok()?;
    if next.tag == BOOLEAN {
        next = value(&mut reader).ok()?;
    }
    (next.tag == OCTET_STRING).then_some(Extension { id: id.content, content: next.content })
}

fn is_authority(content: &[u8]) -> bool {
    let Ok(list) = tagged(&mut Reader::new(content), SEQUENCE, "constraints") else { return false };
    matches!(value(&mut Reader::new(list.content)), Ok(Value { tag: BOOLEAN, content, .. })
        if content.first().is_some_and(|flag| *flag != 0))
}

fn first_oid(content: &[u8]) -> &[u8] {
    tagged(&mut Reader::new(content), OBJECT_ID, "algorithm").map_or(&[], |id| id.content)
}

/// What of a certificate a log signs for a timestamp that stands in the certificate itself: its body
/// without the extension that holds the timestamps (RFC 6962 §3.2).
///
/// # Errors
/// When `body`, which has its tag, is no body of a certificate.
pub fn without_timestamps(body: &[u8]) -> Result<Vec<u8>, Stop> {
    let body = tagged(&mut Reader::new(body), SEQUENCE, "body of a certificate")?;
    let mut reader = Reader::new(body.content);
    let mut content = Vec::with_capacity(body.content.len());
    while !reader.is_empty() {
        let part = value(&mut reader)?;
        if part.tag != EXTENSIONS {
            content.extend_from_slice(part.whole);
            continue;
        }
        let list = tagged(&mut Reader::new(part.content), SEQUENCE, "extensions")?;
        let mut list = Reader::new(list.content);
        let mut kept = Vec::with_capacity(part.content.len());
        while !list.is_empty() {
            let one = tagged(&mut list, SEQUENCE, "extension")?;
            let is_timestamps =
                extension(one.content).is_some_and(|found| found.id == oid::TIMESTAMPS);
            if !is_timestamps {
                kept.extend_from_slice(one.whole);
            }
        }
        content.extend(wrapped(EXTENSIONS, &wrapped(SEQUENCE, &kept)));
    }
    Ok(wrapped(SEQUENCE, &content))
}

/// DER of a value.
fn wrapped(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut whole = vec![tag];
    let length = content.len();
    let digits = length.to_be_bytes();
    let digits: Vec<u8> = digits.iter().copied().skip_while(|byte| *byte == 0).collect();
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => whole.push(short),
        _ => {
            whole.push(0x80 | u8::try_from(digits.len()).unwrap_or(0));
            whole.extend(digits);
        }
    }
    whole.extend_from_slice(content);
    whole
}
