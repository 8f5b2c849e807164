//! Certificates that an APK was signed with, by every scheme.
//!
//! | scheme | where |
//! | --- | --- |
//! | v1 | `META-INF/*.RSA`, `.DSA`, `.EC`: PKCS #7, RFC 2315 |
//! | v2, v3, v3.1 | pairs of the block of signatures, which ends where the list of members begins |
//!
//! The block is `length, pairs, length, "APK Sig Block 42"`; a pair is a length of eight bytes, an id of
//! four, and its value. Signers, certificates and the rest stand behind lengths of four bytes. A v3 signer
//! may carry the certificates that the app had before. Nothing is verified here: what matters is whose
//! names an app carries, and Android verifies before it installs.
//!
//! Sources: [v2], [v3].
//!
//! [v2]: https://source.android.com/docs/security/features/apksigning/v2
//! [v3]: https://source.android.com/docs/security/features/apksigning/v3

use vigie_core::{ReadAt, Reader, Stop};

use super::archive::bytes_at;
use crate::x509;

const MAGIC: &[u8] = b"APK Sig Block 42";
/// Length of what ends the block: its length and the magic.
const FOOTER: u64 = 24;
/// Largest block that is read; the signatures of an app take some kilobytes, padding some more.
const LARGEST_BLOCK: u64 = 32 << 20;

const V2: u32 = 0x7109_871a;
const V3: u32 = 0xf053_68c0;
const V3_1: u32 = 0x1b93_ad61;
/// The attribute of a v3 signer that holds its earlier certificates.
const LINEAGE: u32 = 0x3ba0_6f8c;

/// Most pairs, signers and certificates that are read.
const MOST: usize = 1_000;

/// A scheme of signing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scheme {
    /// JAR signing.
    V1,
    /// APK Signature Scheme v2.
    V2,
    /// APK Signature Scheme v3.
    V3,
    /// APK Signature Scheme v3.1.
    V31,
}

impl Scheme {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V2 => "v2",
            Self::V3 => "v3",
            Self::V31 => "v3.1",
        }
    }
}

/// A certificate and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// By which scheme.
    pub scheme: Scheme,
    /// True for a certificate that the app had before.
    pub earlier: bool,
    /// The certificate in DER.
    pub certificate: Vec<u8>,
}

/// What the block of signatures holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Certificates, in order.
    pub signers: Vec<Signer>,
    /// Ids of all pairs, in order.
    pub ids: Vec<u32>,
}

/// Reads the block of signatures that ends at `end`; nothing where there is none. What stands before
/// damage is kept, and the damage given beside it.
///
/// # Errors
/// When the archive cannot be read.
pub fn block(data: &dyn ReadAt, end: u64) -> Result<(Block, Option<Stop>), Stop> {
    let mut block = Block::default();
    let footer_at = end.saturating_sub(FOOTER);
    let footer = bytes_at(data, footer_at, FOOTER)?;
    if end < FOOTER || !footer.ends_with(MAGIC) {
        return Ok((block, None));
    }
    let size = Reader::new(&footer).take("length", 8)?;
    let size = size.iter().rev().fold(0_u64, |size, byte| size << 8 | u64::from(*byte));
    // The length counts the footer and not the length in front.
    let Some(length) = size.checked_sub(FOOTER).filter(|_| size <= end) else {
        let expected = "the length of a block in front of it";
        return Ok((block, Some(Stop::malformed("block of signatures", footer_at, expected))));
    };
    if length > LARGEST_BLOCK {
        let most = LARGEST_BLOCK;
        return Ok((block, Some(Stop::Limit { what: "bytes of a block of signatures", most })));
    }
    let start = footer_at.saturating_sub(length);
    let bytes = bytes_at(data, start, length)?;
    let damage = pairs(&bytes, start, &mut block).err();
    Ok((block, damage))
}

fn pairs(bytes: &[u8], base: u64, block: &mut Block) -> Result<(), Stop> {
    let mut reader = Reader::with_base(bytes, base);
    while !reader.is_empty() && block.ids.len() < MOST {
        let at = reader.offset();
        let length = u64::from_le_bytes(reader.array("length of a pair")?);
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let pair = reader.take("pair", length)?;
        let mut pair = Reader::with_base(pair, at.saturating_add(8));
        let id = pair.u32_le("id of a pair")?;
        block.ids.push(id);
        let scheme = match id {
            V2 => Scheme::V2,
            V3 => Scheme::V3,
            V3_1 => Scheme::V31,
            _ => continue,
        };
        signers(&mut pair, scheme, block)?;
    }
    Ok(())
}

/// What stands behind a length of four bytes.
fn sized<'a>(reader: &mut Reader<'a>, what: &'static str) -> Result<Reader<'a>, Stop> {
    let length = usize::try_from(reader.u32_le(what)?).unwrap_or(usize::MAX);
    let base = reader.offset();
    Ok(Reader::with_base(reader.take(what, length)?, base))
}

fn signers(value: &mut Reader<'_>, scheme: Scheme, block: &mut Block) -> Result<(), Stop> {
    let mut all = sized(value, "signers")?;
    while !all.is_empty() && block.signers.len() < MOST {
        let mut signer = sized(&mut all, "signer")?;
        let mut signed = sized(&mut signer, "signed data")?;
        sized(&mut signed, "digests")?;
        let mut certificates = sized(&mut signed, "certificates")?;
        while !certificates.is_empty() && block.signers.len() < MOST {
            let certificate = sized(&mut certificates, "certificate")?.rest().to_vec();
            block.signers.push(Signer { scheme, earlier: false, certificate });
        }
        if scheme != Scheme::V2 {
            signed.take("versions of Android", 8)?;
            let mut attributes = sized(&mut signed, "attributes")?;
            lineage(&mut attributes, scheme, block)?;
        }
    }
    Ok(())
}

/// Earlier certificates: a version, then for each a signed part that holds it, flags and signatures.
fn lineage(attributes: &mut Reader<'_>, scheme: Scheme, block: &mut Block) -> Result<(), Stop> {
    while !attributes.is_empty() && block.signers.len() < MOST {
        let mut attribute = sized(attributes, "attribute")?;
        if attribute.u32_le("id of an attribute")? != LINEAGE {
            continue;
        }
        attribute.u32_le("version of the lineage")?;
        while !attribute.is_empty() && block.signers.len() < MOST {
            let mut level = sized(&mut attribute, "level of the lineage")?;
            let mut signed = sized(&mut level, "signed data")?;
            let certificate = sized(&mut signed, "certificate")?.rest().to_vec();
            let known = block.signers.iter().any(|signer| signer.certificate == certificate);
            if !known {
                block.signers.push(Signer { scheme, earlier: true, certificate });
            }
        }
    }
    Ok(())
}

const SEQUENCE: u8 = 0x30;
const OBJECT_ID: u8 = 0x06;
const FIRST: u8 = 0xa0;
/// 1.2.840.113549.1.7.2, signed data.
const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];

/// The certificates in a PKCS #7 file of `META-INF`.
///
/// # Errors
/// When it holds no signed data.
pub fn certificates_of_jar(bytes: &[u8]) -> Result<Vec<Signer>, Stop> {
    let outer = x509::tagged(&mut Reader::new(bytes), SEQUENCE, "signature")?;
    let mut outer = Reader::new(outer.content);
    let kind = x509::tagged(&mut outer, OBJECT_ID, "kind of content")?;
    if kind.content != SIGNED_DATA {
        return Err(Stop::malformed("kind of content", 0, "signed data"));
    }
    let content = x509::tagged(&mut outer, FIRST, "content")?;
    let signed = x509::tagged(&mut Reader::new(content.content), SEQUENCE, "signed data")?;
    let mut signed = Reader::new(signed.content);
    for _ in 0..3 {
        // Version, algorithms, what was signed.
        x509::value(&mut signed)?;
    }
    let all = x509::tagged(&mut signed, FIRST, "certificates")?;
    let mut all = Reader::new(all.content);
    let mut found = Vec::new();
    while !all.is_empty() && found.len() < MOST {
        let one = x509::value(&mut all)?;
        if one.tag == SEQUENCE {
            let certificate = one.whole.to_vec();
            found.push(Signer { scheme: Scheme::V1, earlier: false, certificate });
        }
    }
    Ok(found)
}

/// What fuzzing checks: no panic, and the same answer twice.
#[doc(hidden)]
pub fn fuzz(bytes: &[u8]) {
    let run = || {
        let data = vigie_core::Bytes(bytes.to_vec());
        let limits = vigie_core::Limits::default();
        let mut text = format!("{:?}", certificates_of_jar(bytes).map_err(|stop| stop.to_string()));
        text += &format!("{:?}", block(&data, bytes.len() as u64).ok());
        if let Ok(archive) = super::Archive::open(&data) {
            text += &format!("{:?}", block(&data, archive.list_start()).ok());
            for member in archive.members().iter().take(20) {
                text += &format!("{:?}", archive.content(member, 1 << 16, &limits).ok());
            }
        }
        text
    };
    assert_eq!(run(), run());
}
