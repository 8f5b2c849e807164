//! What a DHCP server offers (RFC 2131, RFC 2132).

use std::net::Ipv4Addr;

/// What a DHCP server offers.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Lease {
    pub(super) server: Option<Ipv4Addr>,
    pub(super) gateways: Vec<Ipv4Addr>,
    pub(super) dns: Vec<Ipv4Addr>,
}

/// Addresses of a list that are read.
const MOST: usize = 8;

/// Reads an OFFER or ACK.
pub(super) fn offer(message: &[u8]) -> Option<Lease> {
    let (2, [0x63, 0x82, 0x53, 0x63]) = (*message.first()?, message.get(236..240)?) else {
        return None;
    };
    let mut rest = message.get(240..)?;
    let mut lease = Lease::default();
    let mut kind = 0;
    loop {
        match rest {
            [0, more @ ..] => rest = more,
            [] | [255, ..] => break,
            [option, length, more @ ..] => {
                let (value, after) = more.split_at_checked(usize::from(*length))?;
                match option {
                    3 => lease.gateways = addresses(value),
                    6 => lease.dns = addresses(value),
                    53 => kind = *value.first()?,
                    54 => lease.server = addresses(value).first().copied(),
                    _ => {}
                }
                rest = after;
            }
            [_] => break,
        }
    }
    matches!(kind, 2 | 5).then_some(lease)
}

fn addresses(value: &[u8]) -> Vec<Ipv4Addr> {
    value.as_chunks::<4>().0.iter().take(MOST).map(|bytes| Ipv4Addr::from(*bytes)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer() {
        let mut message = vec![0; 236];
        message[0] = 2;
        message.extend([0x63, 0x82, 0x53, 0x63, 53, 1, 2, 54, 4, 10, 0, 0, 1, 3, 4, 10, 0, 0, 1]);
        message.extend([0, 6, 8, 10, 0, 0, 1, 9, 9, 9, 9, 255]);
        let lease = offer(&message).unwrap();
        assert_eq!(lease.server, Some([10, 0, 0, 1].into()));
        assert_eq!(lease.dns, [Ipv4Addr::from([10, 0, 0, 1]), [9, 9, 9, 9].into()]);
        message[0] = 1;
        assert_eq!(offer(&message), None);
    }
}
