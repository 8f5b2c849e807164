//! Small packages of apps: a manifest, some code that does nothing, a certificate in a JAR
//! signature (version 1) or in the signing block (version 2).
//!
//! Layout: <https://source.android.com/docs/security/features/apksigning/v2>.

use std::io::{Cursor, Write};

use super::certificate::{certificate, pkcs7, public_key};
use super::manifest::manifest;
use crate::Result;

/// SHA-256 of the certificate of the planted APK with a signature of version 2.
pub(crate) const PLANTED_CERTIFICATE: &str =
    "b6b323060f02d51c8a19cdfccffef348b1b480595b71cb6d2344192e83635cc1";
/// SHA-256 of the certificate of the planted APK with a signature of version 1.
pub(crate) const PLANTED_CERTIFICATE_V1: &str =
    "e3bbff08ff1e103160d23bfd0f22bba0a80f6500a46e112fe4e5fdbec36b6899";

/// How an APK is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signature {
    Jar,
    Block,
}

/// Who signed an APK: common name, organisation.
pub(crate) type Signer = (&'static str, &'static str);

pub(crate) const ORDINARY: Signer = ("Example Apps", "Example Ltd");
pub(crate) const PLANTED: Signer = ("Nachtwacht Release", "Nachtwacht BV");
pub(crate) const PLANTED_V1: Signer = ("Nachtwacht Oud", "Nachtwacht BV");

/// The APK of `package`.
pub(crate) fn apk(
    package: &str,
    signer: Signer,
    signature: Signature,
    service: bool,
) -> Result<Vec<u8>> {
    let (common, organisation) = signer;
    let signed_by = certificate(common, organisation);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let mut add = |name: &str, bytes: &[u8]| -> Result<()> {
        archive.start_file(name, options)?;
        archive.write_all(bytes).map_err(crate::Error::at(name))
    };
    let permissions = ["android.permission.INTERNET", "android.permission.CAMERA"];
    add("AndroidManifest.xml", &manifest(package, &permissions, service))?;
    // A header of an empty program; nothing runs it.
    let mut code = b"dex\n035\0".to_vec();
    code.resize(112, 0);
    add("classes.dex", &code)?;
    if signature == Signature::Jar {
        add("META-INF/MANIFEST.MF", b"Manifest-Version: 1.0\r\nCreated-By: 1.0 (Android)\r\n\r\n")?;
        add("META-INF/CERT.SF", b"Signature-Version: 1.0\r\nCreated-By: 1.0 (Android)\r\n\r\n")?;
        add("META-INF/CERT.RSA", &pkcs7(&signed_by, common, organisation))?;
    }
    let bytes = archive.finish()?.into_inner();
    Ok(match signature {
        Signature::Jar => bytes,
        Signature::Block => with_block(&bytes, &block(&signed_by, common)).unwrap_or(bytes),
    })
}

/// A length of four bytes, and what it is of.
fn counted(parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    [&u32::try_from(body.len()).unwrap_or(0).to_le_bytes()[..], &body].concat()
}

fn block(certificate: &[u8], common: &str) -> Vec<u8> {
    // RSASSA-PKCS1-v1_5 with SHA-256.
    let algorithm = 0x0103_u32.to_le_bytes();
    let digests = counted(&[&counted(&[&algorithm, &counted(&[&[0x77; 32]])])]);
    let certificates = counted(&[&counted(&[certificate])]);
    let signed = counted(&[&digests, &certificates, &counted(&[])]);
    let signatures = counted(&[&counted(&[&algorithm, &counted(&[&[0x5a; 256]])])]);
    let signer = counted(&[&signed, &signatures, &counted(&[&public_key(common)])]);
    let value = counted(&[&signer]);
    let pair = [&0x7109_871a_u32.to_le_bytes()[..], &value].concat();
    let pair = [&u64::try_from(pair.len()).unwrap_or(0).to_le_bytes()[..], &pair].concat();
    let size = u64::try_from(pair.len() + 24).unwrap_or(0).to_le_bytes();
    [&size[..], &pair, &size, b"APK Sig Block 42"].concat()
}

/// Puts the signing block before the central directory, and moves what points to that.
fn with_block(archive: &[u8], block: &[u8]) -> Option<Vec<u8>> {
    let end = archive.len().checked_sub(22)?;
    let field: [u8; 4] = archive.get(end + 16..end + 20)?.try_into().ok()?;
    let directory = usize::try_from(u32::from_le_bytes(field)).ok()?;
    let (files, rest) = archive.split_at_checked(directory)?;
    let mut out = [files, block, rest].concat();
    let moved = u32::try_from(directory + block.len()).ok()?;
    let at = out.len().checked_sub(6)?;
    out.get_mut(at..at + 4)?.copy_from_slice(&moved.to_le_bytes());
    Some(out)
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_listed_hashes_are_those_of_the_certificates() {
        for (signer, listed) in
            [(PLANTED, PLANTED_CERTIFICATE), (PLANTED_V1, PLANTED_CERTIFICATE_V1)]
        {
            let hash = Sha256::digest(certificate(signer.0, signer.1));
            let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(hex, listed);
        }
    }

    #[test]
    fn an_apk_is_still_an_archive() {
        for signature in [Signature::Jar, Signature::Block] {
            let bytes = apk("org.example.app", ORDINARY, signature, true).unwrap();
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            assert!(archive.by_name("AndroidManifest.xml").is_ok());
        }
    }
}
