//! Bech32 (BIP 173), in which age writes identities.

/// The 32 digits.
const DIGITS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// Digits of the checksum.
const CHECKSUM: usize = 6;

/// Generator of the checksum.
const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];

/// The 32 bytes behind `prefix`; both cases are read, but not mixed.
pub(super) fn decode(text: &str, prefix: &str) -> Option<zeroize::Zeroizing<[u8; 32]>> {
    let lower = zeroize::Zeroizing::new(text.to_ascii_lowercase());
    let mixed = text != lower.as_str() && text.bytes().any(|byte| byte.is_ascii_lowercase());
    let digits = lower.strip_prefix(prefix)?.strip_prefix('1').filter(|_| !mixed)?;
    let value = |digit: u8| DIGITS.iter().position(|known| *known == digit);
    let values: Option<Vec<u32>> =
        digits.bytes().map(|digit| u32::try_from(value(digit)?).ok()).collect();
    let values = zeroize::Zeroizing::new(values?);
    let high = prefix.bytes().map(|byte| u32::from(byte >> 5));
    let low = prefix.bytes().map(|byte| u32::from(byte & 31));
    let all = high.chain([0]).chain(low).chain(values.iter().copied());
    if all.fold(1, checksum) != 1 {
        return None;
    }
    let data = values.get(..values.len().checked_sub(CHECKSUM)?)?;
    let mut bytes = zeroize::Zeroizing::new([0; 32]);
    let (mut bits, mut count, mut at) = (0_u32, 0_u32, 0_usize);
    for value in data {
        bits = (bits << 5 | value) & 0xfff;
        count += 5;
        if count >= 8 {
            count -= 8;
            let [.., byte] = (bits >> count).to_be_bytes();
            *bytes.get_mut(at)? = byte;
            at += 1;
        }
    }
    (at == bytes.len()).then_some(bytes)
}

fn checksum(sum: u32, value: u32) -> u32 {
    let top = sum >> 25;
    let mut next = (sum & 0x01ff_ffff) << 5 ^ value;
    for (bit, generator) in GENERATOR.iter().enumerate() {
        if top >> bit & 1 == 1 {
            next ^= generator;
        }
    }
    next
}
