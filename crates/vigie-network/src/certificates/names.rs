//! Whether a certificate is for a name, and whether a name is one of the public internet.

use std::net::IpAddr;

use vigie_formats::x509::Details;

/// Whether `own` is for host `name` (RFC 6125 §6.4): by its alternative names, by its common name where it
/// has none.
pub(super) fn matches(own: &Details<'_>, name: &str) -> bool {
    let name = name.trim_end_matches('.');
    if let Ok(address) = name.parse::<IpAddr>() {
        return own.addresses.contains(&address);
    }
    if own.names.is_empty() && own.addresses.is_empty() {
        let common = own.certificate.subject.common_name.as_deref();
        return common.is_some_and(|pattern| fits(pattern, name));
    }
    own.names.iter().any(|pattern| fits(pattern, name))
}

fn fits(pattern: &str, name: &str) -> bool {
    let pattern = pattern.trim_end_matches('.');
    if let Some(parent) = pattern.strip_prefix("*.") {
        let rest = name.split_once('.').map(|(_, rest)| rest);
        return rest.is_some_and(|rest| rest.eq_ignore_ascii_case(parent));
    }
    pattern.eq_ignore_ascii_case(name)
}

/// Whether a host name can be one of the public internet.
pub(super) fn is_public(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    if name.parse::<IpAddr>().is_ok() || !name.contains('.') {
        return false;
    }
    let private = [".local", ".lan", ".home", ".internal", ".localdomain", ".arpa", ".box"];
    !private.iter().any(|end| name.ends_with(end))
        && psl::suffix(name.as_bytes()).is_some_and(|suffix| suffix.is_known())
}

/// Whether an address is one of the public internet.
pub(crate) fn is_public_address(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => {
            let [a, b, ..] = four.octets();
            !(four.is_private()
                || four.is_loopback()
                || four.is_link_local()
                || four.is_unspecified()
                || four.is_multicast()
                || four.is_broadcast()
                || four.is_documentation()
                || (a == 100 && (64..128).contains(&b)))
        }
        IpAddr::V6(six) => {
            let [first, second, ..] = six.segments();
            !(six.is_loopback()
                || six.is_unspecified()
                || first & 0xfe00 == 0xfc00
                || first & 0xffc0 == 0xfe80
                || first & 0xff00 == 0xff00
                || (first == 0x2001 && second == 0x0db8))
        }
    }
}

/// The registrable domain of a host, or all of it.
pub(crate) fn site(host: &str) -> String {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    match psl::domain_str(&host) {
        Some(site) => site.to_owned(),
        None => host,
    }
}
