//! Addresses that no true answer has.
//!
//! The device that forges answers at the borders of China writes AAAA records in 2001::/32, and A records
//! from a pool that changes slowly. The networks below lie outside what is routed, or belonged to the
//! pool for years (<https://gfwatch.org/>, <https://arxiv.org/abs/2106.02167>).

use std::net::IpAddr;

/// Addresses of the pool that were given out for years for names that have nothing to do with them.
const POOL: [[u8; 4]; 24] = [
    [4, 36, 66, 178],
    [8, 7, 198, 45],
    [37, 61, 54, 158],
    [46, 82, 174, 68],
    [59, 24, 3, 173],
    [64, 33, 88, 161],
    [64, 33, 99, 47],
    [64, 66, 163, 251],
    [65, 104, 202, 252],
    [65, 160, 219, 113],
    [66, 45, 252, 237],
    [72, 14, 205, 99],
    [72, 14, 205, 104],
    [78, 16, 49, 15],
    [93, 46, 8, 89],
    [93, 46, 8, 90],
    [128, 121, 126, 139],
    [159, 106, 121, 75],
    [169, 132, 13, 103],
    [192, 67, 198, 6],
    [202, 181, 7, 85],
    [203, 98, 7, 65],
    [207, 12, 88, 98],
    [208, 56, 31, 43],
];

/// Whether no true answer has this address. Addresses of private networks, 0.0.0.0, 127.0.0.1 and
/// 198.18.0.0/15 are not among them: blockers of advertisements and VPN apps answer with those.
pub(super) fn is_forged(address: &IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => {
            let octets = four.octets();
            // Reserved, and multicast.
            octets[0] >= 224 && !four.is_broadcast() || POOL.contains(&octets)
        }
        IpAddr::V6(six) => six.segments().starts_with(&[0x2001, 0]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_answer_has() {
        for forged in ["2001::1f0d:5e01", "243.185.187.39", "93.46.8.89"] {
            assert!(is_forged(&forged.parse().unwrap()), "{forged}");
        }
        for ordinary in ["2001:4860:4860::8888", "2001:db8::1", "0.0.0.0", "127.0.0.1", "10.0.0.1", "93.184.216.34"] {
            assert!(!is_forged(&ordinary.parse().unwrap()), "{ordinary}");
        }
    }
}
