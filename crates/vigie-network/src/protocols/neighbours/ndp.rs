//! Neighbour discovery (RFC 4861) and DNS in router advertisements (RFC 8106).

use std::net::Ipv6Addr;

use vigie_capture::Mac;

/// What a router offers.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Router {
    pub(super) dns: Vec<Ipv6Addr>,
    pub(super) prefixes: Vec<Ipv6Addr>,
}

/// Values of each list that are read.
const MOST: usize = 8;

/// Reads a router advertisement; `None` where it is no router by default.
pub(super) fn router(message: &[u8]) -> Option<Router> {
    let lifetime = message.get(6..8)?;
    if lifetime == [0, 0] {
        return None;
    }
    let mut router = Router::default();
    for (kind, value) in options(message.get(16..)?) {
        match kind {
            3 => router.prefixes.extend(address(value.get(14..))),
            25 => {
                let list = value.get(6..).unwrap_or_default().as_chunks::<16>().0.iter();
                router.dns.extend(list.take(MOST).map(|bytes| Ipv6Addr::from(*bytes)));
            }
            _ => {}
        }
    }
    router.dns.truncate(MOST);
    router.prefixes.truncate(MOST);
    Some(router)
}

/// The address that a solicitation asks for, or an advertisement claims.
pub(super) fn target(message: &[u8]) -> Option<Ipv6Addr> {
    address(message.get(8..))
}

/// The card that an advertisement names.
pub(super) fn card(message: &[u8]) -> Option<Mac> {
    let mut options = options(message.get(24..)?);
    options.find(|(kind, _)| *kind == 2).and_then(|(_, value)| value.get(..6)?.try_into().ok())
}

/// Kind and value of each option; what follows one of length zero is damaged.
fn options(mut bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    std::iter::from_fn(move || {
        let [kind, words, ..] = bytes else { return None };
        let length = usize::from(*words) * 8;
        let value = bytes.get(2..length)?;
        bytes = bytes.get(length..)?;
        Some((*kind, value))
    })
}

fn address(bytes: Option<&[u8]>) -> Option<Ipv6Addr> {
    let bytes: [u8; 16] = bytes?.get(..16)?.try_into().ok()?;
    Some(bytes.into())
}
