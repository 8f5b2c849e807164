//! Signatures of certificates and of logs.
//!
//! ring does the arithmetic: the program has it already for `indicators update`, and no pure Rust library
//! has RSA, ECDSA and Ed25519 in the generation of crates that this workspace uses. SHA-1 and short RSA keys
//! are taken as well: old captures have them, and who signed is asked here, not whether it was wise.

use ring::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA384_ASN1, ECDSA_P384_SHA256_ASN1, ECDSA_P384_SHA384_ASN1,
    ED25519, RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY,
    RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
    RSA_PKCS1_2048_8192_SHA384, UnparsedPublicKey, VerificationAlgorithm,
};
use vigie_formats::x509::{Details, Key, oid};

/// sha1WithRSAEncryption and the like: `1.2.840.113549.1.1.x`.
const PKCS1: [u8; 8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1];
/// ecdsa-with-SHA2: `1.2.840.10045.4.3.x`.
const ECDSA_SHA2: [u8; 7] = [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3];

/// Whether `key` signed `certificate`; `None` where the algorithm is not known here.
pub(super) fn signed_by(certificate: &Details<'_>, key: Key<'_>) -> Option<bool> {
    let algorithm = algorithm(certificate.algorithm, key)?;
    let key = UnparsedPublicKey::new(algorithm, key.bits);
    Some(key.verify(certificate.signed, certificate.signature).is_ok())
}

/// Whether a log's key signed `message`: ECDSA on P-256 or RSA, with SHA-256 (RFC 6962 §2.1.4).
pub(super) fn log_signed(key: Key<'_>, message: &[u8], signature: &[u8]) -> bool {
    let algorithm: &dyn VerificationAlgorithm = match key.algorithm {
        oid::EC => &ECDSA_P256_SHA256_ASN1,
        _ => &RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
    };
    UnparsedPublicKey::new(algorithm, key.bits).verify(message, signature).is_ok()
}

fn algorithm(id: &[u8], key: Key<'_>) -> Option<&'static dyn VerificationAlgorithm> {
    if let Some([last]) = id.strip_prefix(&PKCS1) {
        return Some(match last {
            5 => &RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY,
            11 => &RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
            12 => &RSA_PKCS1_2048_8192_SHA384,
            13 => &RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
            _ => return None,
        });
    }
    if let Some([hash]) = id.strip_prefix(&ECDSA_SHA2) {
        return Some(match (hash, key.curve?) {
            (2, oid::P256) => &ECDSA_P256_SHA256_ASN1,
            (3, oid::P256) => &ECDSA_P256_SHA384_ASN1,
            (2, oid::P384) => &ECDSA_P384_SHA256_ASN1,
            (3, oid::P384) => &ECDSA_P384_SHA384_ASN1,
            _ => return None,
        });
    }
    (id == oid::ED25519).then_some(&ED25519)
}

/// What an algorithm of signatures is called.
pub(super) fn name(id: &[u8]) -> String {
    let known = match (id.strip_prefix(&PKCS1), id.strip_prefix(&ECDSA_SHA2)) {
        (Some([2]), _) => "RSA with MD2",
        (Some([4]), _) => "RSA with MD5",
        (Some([5]), _) => "RSA with SHA-1",
        (Some([10]), _) => "RSA-PSS",
        (Some([11]), _) => "RSA with SHA-256",
        (Some([12]), _) => "RSA with SHA-384",
        (Some([13]), _) => "RSA with SHA-512",
        (_, Some([2])) => "ECDSA with SHA-256",
        (_, Some([3])) => "ECDSA with SHA-384",
        (_, Some([4])) => "ECDSA with SHA-512",
        _ if id == oid::ED25519 => "Ed25519",
        _ if id == [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1] => "ECDSA with SHA-1",
        _ => return super::hex(id),
    };
    known.to_owned()
}
