//! Certificates in the shape of X.509 (RFC 5280) and PKCS #7 (RFC 2315). Their signatures are not
//! valid: nobody holds a key.

/// A value of DER: its tag, its length, its content.
fn der(tag: u8, content: &[&[u8]]) -> Vec<u8> {
    let content = content.concat();
    let length = content.len();
    let mut out = vec![tag];
    match u8::try_from(length) {
        Ok(short @ ..0x80) => out.push(short),
        Ok(byte) => out.extend([0x81, byte]),
        Err(_) => {
            out.push(0x82);
            out.extend(u16::try_from(length).unwrap_or(u16::MAX).to_be_bytes());
        }
    }
    out.extend(content);
    out
}

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const INTEGER: u8 = 0x02;
const NULL: &[u8] = &[0x05, 0x00];
/// 1.2.840.113549.1.1.11
const SHA256_WITH_RSA: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11];
/// 1.2.840.113549.1.1.1
const RSA: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
/// 2.16.840.1.101.3.4.2.1
const SHA256: &[u8] = &[0x06, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];
/// 1.2.840.113549.1.7.2 and .1
const SIGNED_DATA: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
const DATA: &[u8] = &[0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];
/// 2.5.4.3 and 2.5.4.10
const COMMON_NAME: &[u8] = &[0x06, 3, 0x55, 4, 3];
const ORGANISATION: &[u8] = &[0x06, 3, 0x55, 4, 10];

fn name(common: &str, organisation: &str) -> Vec<u8> {
    let part = |kind: &[u8], text: &str| {
        der(SET, &[&der(SEQUENCE, &[kind, &der(0x0c, &[text.as_bytes()])])])
    };
    der(SEQUENCE, &[&part(ORGANISATION, organisation), &part(COMMON_NAME, common)])
}

/// What stands for the public key.
pub(crate) fn public_key(common: &str) -> Vec<u8> {
    let mut modulus = vec![0x00, 0xc3];
    modulus.extend(common.bytes().cycle().take(255));
    let key = der(SEQUENCE, &[&der(INTEGER, &[&modulus]), &der(INTEGER, &[&[1, 0, 1]])]);
    der(SEQUENCE, &[&der(SEQUENCE, &[RSA, NULL]), &der(0x03, &[&[0], &key])])
}

/// A certificate that names itself.
pub(crate) fn certificate(common: &str, organisation: &str) -> Vec<u8> {
    let algorithm = der(SEQUENCE, &[SHA256_WITH_RSA, NULL]);
    let names = name(common, organisation);
    let validity =
        der(SEQUENCE, &[&der(0x17, &[b"240102030405Z"]), &der(0x17, &[b"490102030405Z"])]);
    let signed = der(
        SEQUENCE,
        &[
            &der(0xa0, &[&der(INTEGER, &[&[2]])]),
            &der(INTEGER, &[&[0x4e, 0x57, 1]]),
            &algorithm,
            &names,
            &validity,
            &names,
            &public_key(common),
        ],
    );
    der(SEQUENCE, &[&signed, &algorithm, &der(0x03, &[&[0], &[0x5a; 256]])])
}

/// What a JAR signature holds: a signed message around nothing, with its certificate.
pub(crate) fn pkcs7(certificate: &[u8], common: &str, organisation: &str) -> Vec<u8> {
    let digest = der(SEQUENCE, &[SHA256, NULL]);
    let issuer = der(SEQUENCE, &[&name(common, organisation), &der(INTEGER, &[&[0x4e, 0x57, 1]])]);
    let signer = der(
        SEQUENCE,
        &[
            &der(INTEGER, &[&[1]]),
            &issuer,
            &digest,
            &der(SEQUENCE, &[RSA, NULL]),
            &der(0x04, &[&[0x5a; 256]]),
        ],
    );
    let message = der(
        SEQUENCE,
        &[
            &der(INTEGER, &[&[1]]),
            &der(SET, &[&digest]),
            &der(SEQUENCE, &[DATA]),
            &der(0xa0, &[certificate]),
            &der(SET, &[&signer]),
        ],
    );
    der(SEQUENCE, &[SIGNED_DATA, &der(0xa0, &[&message])])
}
