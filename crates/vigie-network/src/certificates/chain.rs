//! The certificates of one connection, gathered while its handshake is read, judged when it is over.

use std::collections::{BTreeMap, HashMap, HashSet};

use sha2::{Digest as _, Sha256};
use vigie_capture::Moment;
use vigie_core::{Reader, Time};
use vigie_formats::x509::Details;

use super::certificate::Certificate;
use super::judgement::{Judgement, Timestamp};
use super::{hex, names, readers, timestamps, trust};
use crate::dissect::Output;
use crate::protocols::tls::Session;
use crate::protocols::tls::session::Protocol;

/// Most certificates of one connection that are read.
const MOST_CERTIFICATES: usize = 16;

/// Longest list of timestamps or OCSP answer that is kept.
const MOST_BESIDE: usize = 16 << 10;

/// What a server showed of itself.
#[derive(Debug, Default)]
pub(crate) struct Chain {
    at: Option<Moment>,
    certificates: Vec<Vec<u8>>,
    /// Timestamps of TLS extension 18.
    scts: Vec<u8>,
    /// A stapled OCSP answer.
    ocsp: Vec<u8>,
}

impl Chain {
    /// Takes the body of a Certificate message up to TLS 1.2 (RFC 5246 §7.4.2).
    pub(crate) fn certificates(&mut self, body: &[u8], at: Moment) {
        if !self.certificates.is_empty() {
            return;
        }
        let mut reader = Reader::new(body);
        let Some(list) = vector24(&mut reader) else { return };
        self.at = Some(at);
        let mut list = Reader::new(list);
        while let Some(one) = vector24(&mut list)
            && self.certificates.len() < MOST_CERTIFICATES
        {
            self.certificates.push(one.to_vec());
        }
    }

    /// Takes the timestamps of a ServerHello.
    pub(crate) fn scts(&mut self, list: &[u8]) {
        if list.len() <= MOST_BESIDE {
            self.scts = list.to_vec();
        }
    }

    /// Takes the body of a CertificateStatus message (RFC 6066 §8).
    pub(crate) fn status(&mut self, body: &[u8]) {
        if let Some((1, answer)) = body.split_first()
            && answer.len() <= MOST_BESIDE
        {
            self.ocsp = answer.to_vec();
        }
    }

    /// Where the certificates stand.
    pub(crate) const fn at(&self) -> Option<Moment> {
        self.at
    }

    /// Whether none was shown.
    pub(crate) const fn is_empty(&self) -> bool {
        self.certificates.is_empty()
    }

    /// SHA-256 of each.
    pub(crate) fn hashes(&self) -> Vec<String> {
        self.certificates.iter().map(|der| hex(&Sha256::digest(der))).collect()
    }

    /// Emits each that is new in this capture, and what all are worth.
    pub(crate) fn finish(self, session: &Session, out: &mut Output<'_, '_>) {
        let (Some(at), Some(own)) = (self.at, self.certificates.first()) else { return };
        let details = self.certificates.iter().map(|der| Details::read(der));
        let details = match details.collect::<Result<Vec<Details<'_>>, _>>() {
            Ok(details) => details,
            Err(stop) => return out.problem(at, format!("certificate: {stop}")),
        };
        for ((der, of), hash) in self.certificates.iter().zip(&details).zip(&session.certificates) {
            if out.certificates.is_new(der, of) {
                let record = Certificate::new(session.connection, der, hash, of);
                out.emit(at, &record);
            }
        }
        let key = self.key(session);
        let judged = match out.certificates.judged.get(&key) {
            Some(judged) => judged.clone(),
            None => {
                let Some(judged) = self.judge(own, &details, session, &out.certificates) else {
                    return;
                };
                out.certificates.remember(key, &judged);
                judged
            }
        };
        out.emit(
            at,
            &Judgement {
                connection: session.connection,
                client: session.client,
                server: session.server,
                at: at.time(),
                certificates: session.certificates.clone(),
                ..judged
            },
        );
    }

    /// What the judgement depends on.
    fn key(&self, session: &Session) -> [u8; 32] {
        let mut hash = Sha256::new();
        for one in &session.certificates {
            hash.update(one.as_bytes());
        }
        hash.update([0]);
        hash.update(session.server_name.as_deref().unwrap_or_default().as_bytes());
        hash.update([0, u8::from(names::is_public_address(session.server.ip()))]);
        hash.update(&self.scts);
        hash.update(&self.ocsp);
        let day = self.at.and_then(|at| at.time()).map_or(0, |at| at.unix_seconds() / 3600);
        hash.update(day.to_be_bytes());
        hash.finalize().into()
    }

    fn judge(
        &self,
        own: &[u8],
        details: &[Details<'_>],
        session: &Session,
        memory: &Memory,
    ) -> Option<Judgement> {
        let leaf = details.first()?;
        let now = self.at.and_then(|at| at.time());
        let ders: Vec<&[u8]> = self.certificates.iter().map(Vec::as_slice).collect();
        let others = memory.issuers_of(details);
        let (trust, trust_detail) = trust::judge(&ders, details, &others, now);
        let signer = details.iter().skip(1).find(|one| one.subject == leaf.issuer);
        // Over DTLS two browsers show each other certificates that they made for the call (WebRTC).
        let public = session.protocol != Protocol::Dtls
            && names::is_public_address(session.server.ip())
            && session.server_name.as_deref().is_none_or(names::is_public);
        let (from, until) = (leaf.certificate.not_before, leaf.certificate.not_after);
        Some(Judgement {
            connection: session.connection,
            client: session.client,
            server: session.server,
            at: now,
            server_name: session.server_name.clone(),
            certificates: Vec::new(),
            subject: leaf.certificate.subject.whole.clone(),
            issuer: leaf.certificate.issuer.whole.clone(),
            key_sha256: hex(&Sha256::digest(leaf.key_info)),
            not_before: from,
            not_after: until,
            trust,
            trust_detail,
            roots_of: trust::ROOTS_OF.to_owned(),
            expired: now.zip(until).is_some_and(|(now, until)| now > until),
            not_yet_valid: now.zip(from).is_some_and(|(now, from)| now < from),
            name_matches: session.server_name.as_deref().map(|name| names::matches(leaf, name)),
            public,
            issuer_verified: signer
                .and_then(|signer| super::signature::signed_by(leaf, signer.key)),
            reader: readers::reader(details),
            timestamps: self.timestamps(own, leaf, signer, now),
            weak: weak(details),
        })
    }

    fn timestamps(
        &self,
        own: &[u8],
        leaf: &Details<'_>,
        signer: Option<&Details<'_>>,
        now: Option<Time>,
    ) -> Vec<Timestamp> {
        let mut found = timestamps::embedded(leaf, signer, now);
        found.extend(timestamps::beside(&self.scts, "handshake", own, now));
        if let Some(list) = timestamps::of_ocsp(&self.ocsp) {
            found.extend(timestamps::beside(list, "ocsp", own, now));
        }
        found
    }
}

/// What is weak in a chain; roots are exempt, for nobody checks their own signature.
fn weak(details: &[Details<'_>]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut add = |what: &str| {
        if !found.iter().any(|one| one == what) {
            found.push(what.to_owned());
        }
    };
    let mut issued = details.iter().filter(|one| one.subject != one.issuer).peekable();
    let own = issued.peek().copied();
    for one in issued {
        match super::signature::name(one.algorithm).rsplit(' ').next() {
            Some("MD5" | "MD2") => add("MD5"),
            Some("SHA-1") => add("SHA-1"),
            _ => {}
        }
        let is_rsa = one.key.algorithm == vigie_formats::x509::oid::RSA;
        if is_rsa && one.key.length().is_some_and(|bits| bits < 2048) {
            add("RSA below 2048");
        }
    }
    if own.is_some_and(holds_too_long) {
        add("long validity");
    }
    found
}

/// Days that a public certificate may hold, from a date of issue on: CA/Browser Forum Baseline Requirements
/// §6.3.2 and its ballots 193, SC31 and SC-081.
const MOST_DAYS: &[(&str, i64)] = &[
    ("2029-03-15", 47),
    ("2027-03-15", 100),
    ("2026-03-15", 200),
    ("2020-09-01", 398),
    ("2018-03-01", 825),
    ("2015-04-01", 1188),
    ("2012-07-01", 1827),
];

fn holds_too_long(own: &Details<'_>) -> bool {
    let dates = own.certificate.not_before.zip(own.certificate.not_after);
    dates.is_some_and(|(from, until)| {
        let days = (until.unix_seconds().saturating_sub(from.unix_seconds())) / 86_400;
        let rule =
            MOST_DAYS.iter().find(|(date, _)| Time::parse(date).is_some_and(|at| from >= at));
        rule.is_some_and(|(_, most)| days > *most)
    })
}

fn vector24<'a>(reader: &mut Reader<'a>) -> Option<&'a [u8]> {
    let [a, b, c] = reader.array("length").ok()?;
    let length = usize::try_from(u32::from_be_bytes([0, a, b, c])).ok()?;
    reader.take("vector", length).ok()
}

/// Most certificates, judgements and issuers of one capture that are remembered.
const MOST_REMEMBERED: usize = 50_000;
const MOST_ISSUERS: usize = 2000;

/// What the connections of one capture share: the same certificates come up many times.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    seen: HashSet<[u8; 32]>,
    judged: HashMap<[u8; 32], Judgement>,
    /// Certificates that may sign others, by their subject.
    issuers: BTreeMap<Vec<u8>, Vec<Vec<u8>>>,
}

impl Memory {
    /// Whether a certificate did not come up before. Issuers are kept for chains that lack theirs.
    fn is_new(&mut self, der: &[u8], of: &Details<'_>) -> bool {
        let hash = Sha256::digest(der).into();
        if self.seen.contains(&hash) {
            return false;
        }
        if self.seen.len() < MOST_REMEMBERED {
            self.seen.insert(hash);
            if of.is_authority && self.issuers.len() < MOST_ISSUERS {
                let same = self.issuers.entry(of.subject.to_vec()).or_default();
                if same.len() < 4 {
                    same.push(der.to_vec());
                }
            }
        }
        true
    }

    fn remember(&mut self, key: [u8; 32], judged: &Judgement) {
        if self.judged.len() < MOST_REMEMBERED {
            self.judged.insert(key, judged.clone());
        }
    }

    /// Certificates of other connections that may have signed the last of `chain`.
    fn issuers_of(&self, chain: &[Details<'_>]) -> Vec<&[u8]> {
        let mut wanted: Vec<&[u8]> = chain.iter().map(|one| one.issuer).collect();
        wanted.dedup();
        let found = wanted.into_iter().filter_map(|issuer| self.issuers.get(issuer));
        found.flatten().map(Vec::as_slice).take(16).collect()
    }
}
