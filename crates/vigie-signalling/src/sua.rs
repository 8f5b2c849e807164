//! SUA: SCCP's users over SCTP (RFC 3868): class 7, type 1 connectionless data (CLDT), type 2 response
//! (CLDR).

use crate::bytes::{u16_be, u32_be};
use crate::m3ua::{Message, Parameters};
use crate::sccp::{Address, Segmentation, Title, Unit};

/// The connectionless message in `bytes`; `None` for any other.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Unit<'_>> {
    let message = Message::read(bytes)?;
    if message.class != 7 || !(message.kind == 1 || message.kind == 2) {
        return None;
    }
    let mut unit = Unit {
        kind: 0x11,
        class: 0,
        returns_on_error: false,
        cause: None,
        hops: None,
        called: Address::default(),
        calling: Address::default(),
        data: &[],
        segmentation: None,
        is_cut: message.is_cut,
    };
    for (tag, value) in message.parameters {
        match tag {
            0x0102 => unit.calling = address(value),
            0x0103 => unit.called = address(value),
            // RFC 3868 has 0x010b; the drafts before it had 3.
            0x010b | 0x0003 => unit.data = value,
            0x0101 => unit.hops = value.get(3).copied(),
            0x0106 => unit.cause = value.get(3).copied(),
            0x0115 => {
                let class = value.get(3).copied().unwrap_or_default();
                unit.class = class & 3;
                unit.returns_on_error = class & 0x80 != 0;
            }
            0x0117 => unit.segmentation = segmentation(value),
            _ => {}
        }
    }
    if message.kind == 2 {
        unit.cause.get_or_insert(0);
    }
    (!unit.data.is_empty()).then_some(unit)
}

/// Routing indicator, address indicator, then title (8001), point code (8002), subsystem (8003).
fn address(value: &[u8]) -> Address {
    let mut address = Address {
        // 1 routes on the title, 2 on subsystem and point code.
        routes_on_ssn: u16_be(value, 0) == Some(2),
        ..Address::default()
    };
    for (tag, value) in Parameters(value.get(4..).unwrap_or_default()) {
        match tag {
            0x8001 => address.title = title(value),
            0x8002 => address.point_code = u32_be(value, 0),
            0x8003 => address.ssn = value.get(3).copied(),
            _ => {}
        }
    }
    address
}

/// Three reserved octets, indicator; number of digits, translation type, plan, nature; digits.
fn title(value: &[u8]) -> Option<Title> {
    let [indicator, count, translation, plan, nature] = *value.get(3..)?.first_chunk()?;
    let octets = value.get(8..)?;
    let mut digits = crate::numbers::Digits::of_tbcd(octets);
    while digits.len() > usize::from(count) {
        digits = digits.without_last();
    }
    Some(Title { indicator, translation, plan, encoding: 2 - (count & 1), nature, digits })
}

/// First or not and remaining in one octet, reference in three, as SCCP.
fn segmentation(value: &[u8]) -> Option<Segmentation> {
    Segmentation::read(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connectionless_data() {
        let title = [0x80, 1, 0, 14, 0, 0, 0, 4, 4, 0, 1, 4, 0x33, 0x96, 0, 0];
        let subsystem = [0x80, 3, 0, 8, 0, 0, 0, 6];
        let address = [&[0, 1, 0, 5][..], &title, &subsystem].concat();
        let length = u8::try_from(address.len() + 4).unwrap();
        let mut bytes = vec![1, 0, 7, 1, 0, 0, 0, 0];
        for tag in [2, 3] {
            bytes.extend_from_slice(&[1, tag, 0, length]);
            bytes.extend_from_slice(&address);
        }
        bytes.extend_from_slice(&[1, 0x0b, 0, 6, 0x62, 0, 0, 0]);
        bytes[7] = u8::try_from(bytes.len()).unwrap();
        let unit = read(&bytes).unwrap();
        assert_eq!(unit.called.digits().as_str(), "3369");
        assert_eq!((unit.called.ssn, unit.data), (Some(6), &[0x62, 0][..]));
        assert!(!unit.called.routes_on_ssn && !unit.is_returned());
        assert!(read(&[1, 0, 7, 1, 0, 0, 0, 8]).is_none());
    }
}
