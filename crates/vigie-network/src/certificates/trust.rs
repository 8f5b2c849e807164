//! Whether a chain leads to a root that browsers trusted.
//!
//! The roots are Mozilla's, by the crate `webpki-roots`; `rustls-webpki` builds and checks the path. Its error
//! is a fact, not a verdict: what it cannot judge stays unknown. Dates are looked at apart: a certificate that
//! is past its dates is judged by the last day it held.

use rustls_pki_types::{
    AlgorithmIdentifier, CertificateDer, InvalidSignature, SignatureVerificationAlgorithm,
    UnixTime, alg_id,
};
use std::time::Duration;
use vigie_core::Time;
use vigie_formats::x509::Details;
use webpki::{EndEntityCert, Error, KeyUsage};

use super::judgement::Trust;
use super::signature;

/// Month in which the list of roots was made: that of the release of `webpki-roots` in `Cargo.lock`.
pub(super) const ROOTS_OF: &str = "2026-09";

/// RSA with SHA-1, for captures from before 2017.
#[derive(Debug)]
struct RsaSha1;

const SHA1_WITH_RSA: AlgorithmIdentifier = AlgorithmIdentifier::from_slice(&[
    0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x05, 0x05, 0x00,
]);

impl SignatureVerificationAlgorithm for RsaSha1 {
    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        alg_id::RSA_ENCRYPTION
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        SHA1_WITH_RSA
    }

    fn verify_signature(
        &self,
        public_key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        use ring::signature::{RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY, UnparsedPublicKey};
        UnparsedPublicKey::new(&RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY, public_key)
            .verify(message, signature)
            .map_err(|_| InvalidSignature)
    }
}

/// Judges a chain of DER certificates, the server's own first, with `others` as further issuers.
pub(super) fn judge(
    chain: &[&[u8]],
    details: &[Details<'_>],
    others: &[&[u8]],
    now: Option<Time>,
) -> (Trust, Option<String>) {
    let (Some(leaf), Some(own)) = (chain.first(), details.first()) else {
        return (Trust::Unknown, None);
    };
    let issuers: Vec<CertificateDer<'_>> =
        chain.iter().skip(1).chain(others).map(|der| CertificateDer::from(*der)).collect();
    let leaf = CertificateDer::from(*leaf);
    let verified = EndEntityCert::try_from(&leaf).and_then(|end| {
        let mut algorithms = webpki::ALL_VERIFICATION_ALGS.to_vec();
        algorithms.push(&RsaSha1);
        let roots = webpki_roots::TLS_SERVER_ROOTS;
        let usage = KeyUsage::server_auth();
        end.verify_for_usage(&algorithms, roots, &issuers, moment(own, now), usage, None, None)
            .map(|_| ())
    });
    match verified {
        Ok(()) => (Trust::Public, None),
        Err(_) if is_self_signed(own) => (Trust::SelfSigned, None),
        Err(Error::UnknownIssuer) => unknown_issuer(details),
        Err(error) => (Trust::Unknown, Some(format!("{error:?}"))),
    }
}

fn is_self_signed(own: &Details<'_>) -> bool {
    own.subject == own.issuer && signature::signed_by(own, own.key) == Some(true)
}

/// The chain leads to no public root: to one of its own, or nowhere.
fn unknown_issuer(details: &[Details<'_>]) -> (Trust, Option<String>) {
    let mut at = details.first();
    for _ in 0..details.len() {
        let Some(here) = at else { break };
        if is_self_signed(here) {
            return (Trust::Private, Some(here.certificate.subject.whole.clone()));
        }
        at = details.iter().find(|one| {
            one.subject == here.issuer && signature::signed_by(here, one.key) == Some(true)
        });
        if at.is_none() {
            return (Trust::Incomplete, Some(here.certificate.issuer.whole.clone()));
        }
    }
    (Trust::Incomplete, None)
}

/// The time of capture, moved into the time that the certificate held.
fn moment(own: &Details<'_>, now: Option<Time>) -> UnixTime {
    let from = own.certificate.not_before.map_or(0, Time::unix_seconds);
    let until = own.certificate.not_after.map_or(from, Time::unix_seconds).max(from);
    let now = now.map_or(from, Time::unix_seconds).clamp(from, until);
    UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(now).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A root of today's list, by its subject.
    fn has_root(organisation: &[u8]) -> bool {
        webpki_roots::TLS_SERVER_ROOTS.iter().any(|root| {
            root.subject.windows(organisation.len()).any(|window| window == organisation)
        })
    }

    #[test]
    fn a_chain_whose_root_was_removed_is_incomplete_and_not_forged() {
        let ders: [&[u8]; 2] =
            [include_bytes!("samples/site.der"), include_bytes!("samples/issuer.der")];
        let details = ders.map(|der| Details::read(der).unwrap());
        let (trust, why) = judge(&ders, &details, &[], Time::parse("2018-10-01"));
        assert_eq!(trust, Trust::Incomplete);
        assert_eq!(why.as_deref(), Some("O=Digital Signature Trust Co., CN=DST Root CA X3"));
        assert!(!has_root(b"DST Root CA X3") && has_root(b"ISRG Root X1"));
    }

    #[test]
    fn who_signed_is_told_by_the_key() {
        let site = Details::read(include_bytes!("samples/site.der")).unwrap();
        let issuer = Details::read(include_bytes!("samples/issuer.der")).unwrap();
        assert_eq!(signature::signed_by(&site, issuer.key), Some(true));
        assert_eq!(signature::signed_by(&issuer, issuer.key), Some(false));
        assert!(!is_self_signed(&site) && site.names.iter().any(|name| name == "cryptography.io"));
        assert_eq!((issuer.is_authority, issuer.key.name().as_str()), (true, "RSA 2048"));
    }
}
