//! What an interception is aimed at, brought to one form so that it can be compared.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

/// Kinds of identities, as the interfaces name them alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Sort {
    /// A telephone number: digits of E.164.
    Number,
    /// A subscriber: digits of an IMSI.
    Imsi,
    /// Equipment: 14 digits of an IMEI.
    Imei,
    /// An e-mail address or network access identifier, its realm in lower case.
    Name,
    /// A SIP address without its scheme.
    Sip,
    /// An IP address or prefix.
    Address,
    /// A port or a range of them.
    Port,
    /// A hardware address.
    Mac,
    /// Only a hash of it is known.
    Hash,
    /// Anything else.
    Other,
}

/// An identity in the form in which it is compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Identity {
    /// What sort of value it is.
    pub(crate) sort: Sort,
    /// The value, normalised.
    pub(crate) value: String,
}

impl Identity {
    /// What `format`, a name of TS 103 120, TS 103 221-1 or TS 103 280, and `value` stand for.
    pub(crate) fn of(format: &str, value: &str) -> Self {
        let value = value.trim();
        let format = format.to_ascii_lowercase();
        let sort = match format.as_str() {
            "internationale164" | "e164number" | "e164" | "msisdn" | "gpsimsisdn" | "teluri" => {
                Sort::Number
            }
            "imsi" | "supiimsi" => Sort::Imsi,
            "imei" | "peiimei" | "peiimeisv" | "imeisv" => Sort::Imei,
            "nai"
            | "emailaddress"
            | "email"
            | "gpsinai"
            | "supinai"
            | "internationalizedemailaddress" => Sort::Name,
            "sipuri" | "sip" | "impu" | "impi" => Sort::Sip,
            "ipv4address" | "ipv6address" | "ipv4cidr" | "ipv6cidr" | "ipaddress" => Sort::Address,
            "macaddress" | "mac" => Sort::Mac,
            "hashedidentifier" => Sort::Hash,
            format if format.contains("port") => Sort::Port,
            _ => Sort::Other,
        };
        Self::new(sort, value)
    }

    /// An identity of this sort, normalised.
    pub(crate) fn new(sort: Sort, value: &str) -> Self {
        match sort {
            Sort::Number => Self { sort, value: digits(value) },
            Sort::Imsi => Self { sort, value: digits(value) },
            Sort::Imei => Self { sort, value: digits(value).chars().take(14).collect() },
            Sort::Name => Self { sort, value: name(value) },
            Sort::Sip => sip(value),
            Sort::Address => Self { sort, value: address(value) },
            Sort::Mac => {
                let hex = value.chars().filter(char::is_ascii_hexdigit);
                Self { sort, value: hex.collect::<String>().to_ascii_lowercase() }
            }
            Sort::Port | Sort::Hash | Sort::Other => Self { sort, value: value.to_owned() },
        }
    }

    /// Whether both name one party, so far as that can be told without asking anybody: a SIP address
    /// whose user is a number is that number too, an address may lie in a prefix.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        if self == other {
            return true;
        }
        match (self.sort, other.sort) {
            (Sort::Address, Sort::Address) => {
                is_in_prefix(&self.value, &other.value) || is_in_prefix(&other.value, &self.value)
            }
            (Sort::Number, Sort::Sip) => other.number().is_some_and(|number| number == self.value),
            (Sort::Sip, Sort::Number) => self.number().is_some_and(|number| number == other.value),
            (Sort::Name, Sort::Sip) | (Sort::Sip, Sort::Name) => self.value == other.value,
            _ => false,
        }
    }

    /// The number that the user part of a SIP address is.
    fn number(&self) -> Option<String> {
        let user = self.value.split('@').next()?;
        let user = user.split(';').next()?;
        let is_number =
            user.starts_with('+') || (user.len() >= 8 && user.bytes().all(|b| b.is_ascii_digit()));
        is_number.then(|| digits(user))
    }

    /// Length of the prefix that an address is, and whether it is of IPv6.
    pub(crate) fn prefix(&self) -> Option<(u8, bool)> {
        if self.sort != Sort::Address {
            return None;
        }
        let (address, length) = split_prefix(&self.value)?;
        Some((length, address.is_ipv6()))
    }
}

/// A SIP address without scheme, parameters and port; `tel:` is a number.
fn sip(value: &str) -> Identity {
    let lower = value.get(..4).unwrap_or("").to_ascii_lowercase();
    if lower == "tel:" {
        return Identity::new(Sort::Number, value.get(4..).unwrap_or(""));
    }
    let rest = value.trim_start_matches('<');
    let rest = rest.split_once(':').filter(|(scheme, _)| {
        scheme.eq_ignore_ascii_case("sip") || scheme.eq_ignore_ascii_case("sips")
    });
    let rest = rest.map_or(value, |(_, rest)| rest);
    let rest = rest.split(['>', '?']).next().unwrap_or(rest);
    let (user, host) = rest.split_once('@').unwrap_or((rest, ""));
    let host = host.split([';', ':']).next().unwrap_or(host);
    let value = if host.is_empty() {
        user.to_owned()
    } else {
        format!("{user}@{}", host.to_ascii_lowercase())
    };
    Identity { sort: Sort::Sip, value }
}

fn digits(value: &str) -> String {
    let value = value.split([';', '@']).next().unwrap_or(value);
    value.chars().filter(char::is_ascii_digit).collect()
}

fn name(value: &str) -> String {
    let value = value.trim_start_matches('<').trim_end_matches('>');
    let value = value.strip_prefix("mailto:").unwrap_or(value);
    match value.rsplit_once('@') {
        Some((user, realm)) => format!("{user}@{}", realm.to_ascii_lowercase()),
        None => value.to_owned(),
    }
}

/// The shortest text of an address or prefix.
fn address(value: &str) -> String {
    let (address, length) = value.split_once('/').map_or((value, None), |(a, l)| (a, Some(l)));
    match (address.parse::<IpAddr>(), length) {
        (Ok(address), Some(length)) => format!("{address}/{length}"),
        (Ok(address), None) => address.to_string(),
        (Err(_), _) => value.to_owned(),
    }
}

fn split_prefix(value: &str) -> Option<(IpAddr, u8)> {
    match value.split_once('/') {
        Some((address, length)) => Some((address.parse().ok()?, length.parse().ok()?)),
        None => {
            let address: IpAddr = value.parse().ok()?;
            Some((address, if address.is_ipv6() { 128 } else { 32 }))
        }
    }
}

/// Whether the address or prefix `inner` lies in `outer`.
pub(crate) fn is_in_prefix(inner: &str, outer: &str) -> bool {
    let (Some((inner, inner_length)), Some((outer, length))) =
        (split_prefix(inner), split_prefix(outer))
    else {
        return false;
    };
    let bits = |address: IpAddr| match address {
        IpAddr::V4(address) => (u128::from(u32::from(address)) << 96, 32),
        IpAddr::V6(address) => (u128::from(address), 128_u8),
    };
    let ((inner_bits, width), (outer_bits, outer_width)) = (bits(inner), bits(outer));
    if width != outer_width || length > width || inner_length < length {
        return false;
    }
    length == 0 || (inner_bits ^ outer_bits) >> (128 - u32::from(length)) == 0
}

/// Digits packed two to an octet, the lower half first, as 3GPP writes them.
pub(crate) fn bcd(octets: &[u8]) -> String {
    let mut text = String::new();
    for octet in octets {
        for half in [octet & 0xf, octet >> 4] {
            match char::from_digit(u32::from(half), 10) {
                Some(digit) => text.push(digit),
                None => return text,
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_party_many_spellings() {
        let number = Identity::of("InternationalE164", "33639981010");
        for (format, value) in [
            ("e164Number", "+33 6 39 98 10 10"),
            ("sipUri", "sip:+33639981010@ims.example;user=phone"),
            ("telUri", "tel:+33639981010"),
            ("impu", "tel:+33639981010;phone-context=x"),
        ] {
            assert!(number.agrees(&Identity::of(format, value)), "{value}");
        }
        assert!(!number.agrees(&Identity::of("sipUri", "sip:+33639981011@ims.example")));
        let imei = Identity::of("imei", "356938035643809");
        assert_eq!(imei, Identity::of("peiImei", "35693803564380"));
        assert!(Identity::of("nai", "a@FAI.example").agrees(&Identity::of("NAI", "a@fai.example")));
        assert!(
            !Identity::of("nai", "A@fai.example").agrees(&Identity::of("nai", "a@fai.example"))
        );
    }

    #[test]
    fn addresses_in_prefixes() {
        assert!(
            is_in_prefix("192.0.2.9", "192.0.2.8/29")
                && !is_in_prefix("192.0.2.16", "192.0.2.8/29")
        );
        assert!(is_in_prefix("2001:db8:1::1", "2001:db8::/32") && !is_in_prefix("1.2.3.4", "::/0"));
        assert_eq!(address("2001:0db8:000c:0000:0000:0000:0000:0010"), "2001:db8:c::10");
        assert_eq!(bcd(&[0x02, 0xf8, 0x10]), "208");
    }
}
