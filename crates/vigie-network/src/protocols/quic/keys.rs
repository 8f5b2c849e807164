//! Keys of Initial packets, which anybody on the path can derive.
//!
//! RFC 9001 §5.2 and §5.4, RFC 9369 §3.3; drafts 23 to 34 differ in the salt.

use aes::Aes128;
use aes::cipher::{BlockCipherEncrypt as _, KeyInit as _};
use aes_gcm::aead::{Aead as _, Payload};
use aes_gcm::{Aes128Gcm, Nonce};
use hkdf::Hkdf;
use sha2::Sha256;

use crate::dissect::Side;

/// Salts of the key derivation.
const SALT_1: [u8; 20] = [
    0x38, 0x76, 0x2c, 0xf7, 0xf5, 0x59, 0x34, 0xb3, 0x4d, 0x17, 0x9a, 0xe6, 0xa4, 0xc8, 0x0c, 0xad,
    0xcc, 0xbb, 0x7f, 0x0a,
];
const SALT_2: [u8; 20] = [
    0x0d, 0xed, 0xe3, 0xde, 0xf7, 0x00, 0xa6, 0xdb, 0x81, 0x93, 0x81, 0xbe, 0x6e, 0x26, 0x9d, 0xcb,
    0xf9, 0xbd, 0x2e, 0xd9,
];
const SALT_29: [u8; 20] = [
    0xaf, 0xbf, 0xec, 0x28, 0x99, 0x93, 0xd2, 0x4c, 0x9e, 0x97, 0x86, 0xf1, 0x9c, 0x61, 0x11, 0xe0,
    0x43, 0x90, 0xa8, 0x99,
];
const SALT_23: [u8; 20] = [
    0xc3, 0xee, 0xf7, 0x12, 0xc7, 0x2e, 0xbb, 0x5a, 0x11, 0xa7, 0xd2, 0x43, 0x2b, 0xb4, 0x63, 0x65,
    0xbe, 0xf9, 0xf5, 0x02,
];

/// A version whose Initial packets can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// RFC 9000.
    One,
    /// RFC 9369.
    Two,
    /// A draft of version 1.
    Draft(u8),
}

impl Version {
    pub(super) const fn of(number: u32) -> Option<Self> {
        Some(match number {
            1 => Self::One,
            0x6b33_43cf => Self::Two,
            // Facebook's mvfst and its experimental version, which use the salt of draft 27.
            0xface_b002 | 0xface_b00e => Self::Draft(27),
            0xff00_0017..=0xff00_0022 => Self::Draft(number.to_be_bytes()[3]),
            _ => return None,
        })
    }

    const fn salt(self) -> &'static [u8; 20] {
        match self {
            Self::One | Self::Draft(33..) => &SALT_1,
            Self::Two => &SALT_2,
            Self::Draft(29..=32) => &SALT_29,
            Self::Draft(_) => &SALT_23,
        }
    }

    pub(super) fn name(self) -> String {
        match self {
            Self::One => "1".to_owned(),
            Self::Two => "2".to_owned(),
            Self::Draft(number) => format!("draft-{number}"),
        }
    }
}

/// The keys of one side's Initial packets.
pub(super) struct Keys {
    seal: Aes128Gcm,
    iv: [u8; 12],
    header: Aes128,
}

impl Keys {
    /// Those of `side`, from the Destination Connection ID of the client's first packet.
    pub(super) fn new(version: Version, id: &[u8], side: Side) -> Option<Self> {
        let initial = Hkdf::<Sha256>::new(Some(version.salt()), id);
        let label = match side {
            Side::Client => "client in",
            Side::Server => "server in",
        };
        let secret: [u8; 32] = expand(&initial, label)?;
        let secret = Hkdf::<Sha256>::from_prk(&secret).ok()?;
        let [key, iv, header] = match version {
            Version::Two => ["quicv2 key", "quicv2 iv", "quicv2 hp"],
            _ => ["quic key", "quic iv", "quic hp"],
        };
        let key: [u8; 16] = expand(&secret, key)?;
        let header: [u8; 16] = expand(&secret, header)?;
        Some(Self {
            seal: Aes128Gcm::new(&key.into()),
            iv: expand(&secret, iv)?,
            header: Aes128::new(&header.into()),
        })
    }

    /// Opens a packet: `packet` reaches from its first byte to its end, the packet number begins at
    /// `number_at`.
    pub(super) fn open(&self, packet: &[u8], number_at: usize) -> Option<Vec<u8>> {
        let sample: [u8; 16] = *packet.get(number_at.checked_add(4)?..)?.first_chunk()?;
        let mut mask = aes::Block::from(sample);
        self.header.encrypt_block(&mut mask);
        let [first_mask, number_mask @ ..] = *mask.first_chunk::<5>()?;
        let mut header = packet.get(..number_at)?.to_vec();
        let first = header.first_mut()?;
        *first ^= first_mask & 0x0f;
        let length = usize::from(*first & 3).checked_add(1)?;
        let payload_at = number_at.checked_add(length)?;
        let mut number = 0_u64;
        for (byte, mask) in packet.get(number_at..payload_at)?.iter().zip(number_mask) {
            header.push(byte ^ mask);
            number = number << 8 | u64::from(byte ^ mask);
        }
        let mut nonce = self.iv;
        for (byte, part) in nonce.iter_mut().skip(4).zip(number.to_be_bytes()) {
            *byte ^= part;
        }
        let payload = Payload { msg: packet.get(payload_at..)?, aad: &header };
        self.seal.decrypt(&Nonce::from(nonce), payload).ok()
    }
}

/// HKDF-Expand-Label with no context (RFC 8446 §7.1).
fn expand<const N: usize>(secret: &Hkdf<Sha256>, label: &str) -> Option<[u8; N]> {
    let mut info = Vec::with_capacity(32);
    info.extend(u16::try_from(N).ok()?.to_be_bytes());
    info.push(u8::try_from(label.len().checked_add(6)?).ok()?);
    info.extend_from_slice(b"tls13 ");
    info.extend_from_slice(label.as_bytes());
    info.push(0);
    let mut out = [0; N];
    secret.expand(&info, &mut out).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: [u8; 8] = [0x83, 0x94, 0xc8, 0xf0, 0x3e, 0x51, 0x57, 0x08];

    fn ivs(version: Version) -> [[u8; 12]; 2] {
        [Side::Client, Side::Server].map(|side| Keys::new(version, &ID, side).unwrap().iv)
    }

    #[test]
    fn keys_are_those_of_the_rfcs() {
        // RFC 9001 appendix A.1.
        assert_eq!(ivs(Version::One), [
            [0xfa, 0x04, 0x4b, 0x2f, 0x42, 0xa3, 0xfd, 0x3b, 0x46, 0xfb, 0x25, 0x5c],
            [0x0a, 0xc1, 0x49, 0x3c, 0xa1, 0x90, 0x58, 0x53, 0xb0, 0xbb, 0xa0, 0x3e],
        ]);
        // RFC 9369 appendix A.1.
        assert_eq!(ivs(Version::Two), [
            [0x91, 0xf7, 0x3e, 0x23, 0x51, 0xd8, 0xfa, 0x91, 0x66, 0x0e, 0x90, 0x9f],
            [0xdd, 0x13, 0xc2, 0x76, 0x49, 0x9c, 0x02, 0x49, 0xd3, 0x31, 0x06, 0x52],
        ]);
    }

    /// RFC 9001 appendix A.3: the server's answer.
    #[test]
    fn the_servers_packet_of_the_rfc_opens() {
        const PACKET: &str = "cf000000010008f067a5502a4262b5004075c0d95a482cd0991cd25b0aac406a\
            5816b6394100f37a1c69797554780bb38cc5a99f5ede4cf73c3ec2493a1839b3dbcba3f6ea46c5b7684df3548e\
            7ddeb9c3bf9c73cc3f3bded74b562bfb19fb84022f8ef4cdd93795d77d06edbb7aaf2f58891850abbdca3d20398\
            c276456cbc42158407dd074ee";
        let digits: Vec<u8> = PACKET.bytes().filter(u8::is_ascii_hexdigit).collect();
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
        let packet: Vec<u8> = digits.chunks(2).map(byte).collect();
        let keys = Keys::new(Version::One, &ID, Side::Server).unwrap();
        let plain = keys.open(&packet, 18).unwrap();
        assert_eq!(plain.get(..9).unwrap(), [0x02, 0, 0, 0, 0, 0x06, 0x00, 0x40, 0x5a]);
        let mut damaged = packet.clone();
        *damaged.last_mut().unwrap() ^= 1;
        assert!(keys.open(&damaged, 18).is_none());
    }
}
