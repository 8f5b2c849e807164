//! Signed certificate timestamps: a log's word that it has seen a certificate.
//!
//! RFC 6962 §3.2 and §3.3. They come in the certificate (signed over its body without them, and the issuer's
//! key), in TLS extension 18, and in a stapled OCSP answer (both signed over the certificate as it is).
//! `data/ct_logs.tsv` lists the logs that are known here; a timestamp of another log is unknown, not bad.

use std::collections::HashMap;
use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};
use vigie_core::{Reader, Time};
use vigie_formats::x509::{Details, without_timestamps};

use super::judgement::{Proof, Timestamp};
use super::signature;

/// Most timestamps of one carrier that are read.
const MOST: usize = 16;

struct Log {
    name: &'static str,
    key: Vec<u8>,
}

static LOGS: LazyLock<HashMap<[u8; 32], Log>> = LazyLock::new(|| {
    let lines = include_str!("../../data/ct_logs.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(log).collect()
});

/// A log is named by the SHA-256 of its key.
fn log(line: &'static str) -> Option<([u8; 32], Log)> {
    let mut fields = line.split('\t');
    let name = fields.next()?;
    let key = super::base64(fields.next_back()?)?;
    Some((Sha256::digest(&key).into(), Log { name, key }))
}

/// What a log signed.
enum Entry<'a> {
    /// A certificate as it is.
    Whole(&'a [u8]),
    /// The body of a certificate without its timestamps, and the SHA-256 of its issuer's key.
    Body(Vec<u8>, [u8; 32]),
    /// The issuer is not there.
    Unknown,
}

/// The timestamps in `leaf` itself.
pub(super) fn embedded(
    leaf: &Details<'_>,
    issuer: Option<&Details<'_>>,
    now: Option<Time>,
) -> Vec<Timestamp> {
    let Some(list) = leaf.timestamps else { return Vec::new() };
    let body = || {
        let issuer = issuer.filter(|issuer| issuer.subject == leaf.issuer)?;
        let body = without_timestamps(leaf.signed).ok()?;
        Some(Entry::Body(body, Sha256::digest(issuer.key_info).into()))
    };
    read(list, "certificate", &body().unwrap_or(Entry::Unknown), now)
}

/// Timestamps that came beside the certificate `der`: in the handshake or in OCSP.
pub(super) fn beside(
    list: &[u8],
    carrier: &'static str,
    der: &[u8],
    now: Option<Time>,
) -> Vec<Timestamp> {
    read(list, carrier, &Entry::Whole(der), now)
}

/// The list of timestamps in an OCSP answer: the octets of extension 1.3.6.1.4.1.11129.2.4.5.
pub(super) fn of_ocsp(answer: &[u8]) -> Option<&[u8]> {
    const ID: &[u8] = &[0x06, 0x0a, 0x2b, 6, 1, 4, 1, 0xd6, 0x79, 2, 4, 5];
    let at = answer.windows(ID.len()).position(|window| window == ID)?;
    let mut reader = Reader::new(answer.get(at.saturating_add(ID.len())..)?);
    let outer = vigie_formats::x509::tagged(&mut reader, 0x04, "extension").ok()?;
    let inner = vigie_formats::x509::tagged(&mut Reader::new(outer.content), 0x04, "list").ok()?;
    Some(inner.content)
}

fn read(
    list: &[u8],
    carrier: &'static str,
    entry: &Entry<'_>,
    now: Option<Time>,
) -> Vec<Timestamp> {
    let mut outer = Reader::new(list);
    let Some(all) = vector16(&mut outer) else { return Vec::new() };
    let mut reader = Reader::new(all);
    let mut found = Vec::new();
    while let Some(one) = vector16(&mut reader)
        && found.len() < MOST
    {
        found.extend(timestamp(one, carrier, entry, now));
    }
    found
}

fn timestamp(
    bytes: &[u8],
    carrier: &'static str,
    entry: &Entry<'_>,
    now: Option<Time>,
) -> Option<Timestamp> {
    let mut reader = Reader::new(bytes);
    // Version 1 is written as 0.
    if reader.u8("version").ok()? != 0 {
        return None;
    }
    let id: [u8; 32] = reader.array("log").ok()?;
    let millis = reader.u64_be("timestamp").ok()?;
    let extensions = vector16(&mut reader)?;
    reader.take("algorithm", 2).ok()?;
    let signature = vector16(&mut reader)?;
    let at = i64::try_from(millis)
        .ok()
        .and_then(|millis| millis.checked_mul(1000))
        .and_then(Time::from_unix_micros);
    let log = LOGS.get(&id);
    let proof = match (log, signed(entry, millis, extensions)) {
        (Some(log), Some(message)) => {
            let is_good = super::key(&log.key)
                .is_some_and(|key| signature::log_signed(key, &message, signature));
            // Clocks differ: a day is given.
            let day = 86_400_000_000;
            let is_future = at
                .zip(now)
                .is_some_and(|(at, now)| at.unix_micros() > now.unix_micros().saturating_add(day));
            match (is_good, is_future) {
                (false, _) => Proof::Bad,
                (true, true) => Proof::Future,
                (true, false) => Proof::Good,
            }
        }
        _ => Proof::Unknown,
    };
    let log = log.map_or_else(|| super::hex(&id), |log| log.name.to_owned());
    Some(Timestamp { carrier: carrier.to_owned(), log, at, proof })
}

/// The bytes that a log signs (RFC 6962 §3.2).
fn signed(entry: &Entry<'_>, millis: u64, extensions: &[u8]) -> Option<Vec<u8>> {
    let mut message = vec![0, 0];
    message.extend(millis.to_be_bytes());
    let content = match entry {
        Entry::Whole(der) => {
            message.extend([0, 0]);
            der
        }
        Entry::Body(body, issuer) => {
            message.extend([0, 1]);
            message.extend(issuer);
            body.as_slice()
        }
        Entry::Unknown => return None,
    };
    let length = u32::try_from(content.len()).ok()?.to_be_bytes();
    message.extend(length.get(1..)?);
    message.extend_from_slice(content);
    message.extend(u16::try_from(extensions.len()).ok()?.to_be_bytes());
    message.extend_from_slice(extensions);
    Some(message)
}

fn vector16<'a>(reader: &mut Reader<'a>) -> Option<&'a [u8]> {
    let length = reader.u16_be("length").ok()?;
    reader.take("vector", usize::from(length)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &[u8] = include_bytes!("samples/site.der");
    const ISSUER: &[u8] = include_bytes!("samples/issuer.der");

    fn proofs(found: &[Timestamp]) -> Vec<Proof> {
        found.iter().map(|one| one.proof).collect()
    }

    #[test]
    fn every_line_of_the_list_is_a_log() {
        let lines = include_str!("../../data/ct_logs.tsv").lines();
        assert_eq!(LOGS.len(), lines.filter(|line| !line.starts_with('#')).count());
        assert!(LOGS.values().all(|log| super::super::key(&log.key).is_some()));
    }

    #[test]
    fn what_a_log_signs_is_the_body_without_its_timestamps() {
        let site = Details::read(SITE).unwrap();
        let body = without_timestamps(site.signed).unwrap();
        assert_eq!(body, include_bytes!("samples/body.der"));
    }

    #[test]
    fn timestamps_of_a_real_certificate_are_good() {
        let (site, issuer) = (Details::read(SITE).unwrap(), Details::read(ISSUER).unwrap());
        let now = Time::parse("2018-10-01");
        let found = embedded(&site, Some(&issuer), now);
        assert_eq!(proofs(&found), [Proof::Good, Proof::Good], "{found:?}");
        let early = embedded(&site, Some(&issuer), Time::parse("2018-09-20"));
        assert_eq!(proofs(&early), [Proof::Future, Proof::Future]);
        assert_eq!(proofs(&embedded(&site, None, now)), [Proof::Unknown, Proof::Unknown]);
        // The same over the certificate as it is, which is not what was signed.
        let list = site.timestamps.unwrap();
        assert_eq!(proofs(&beside(list, "handshake", SITE, now)), [Proof::Bad, Proof::Bad]);
    }

    #[test]
    fn an_ocsp_answer_carries_timestamps() {
        let list = of_ocsp(include_bytes!("samples/answer.der")).unwrap();
        assert!(!beside(list, "ocsp", SITE, None).is_empty());
        for end in 0..list.len() {
            beside(list.get(..end).unwrap(), "ocsp", SITE, None);
        }
    }
}
