//! Listed values in the form that they are compared in, for programs that watch networks.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};

use ipnet::IpNet;
use vigie_core::IndicatorRef;

use crate::EntryId;
use crate::hash::Space;
use crate::indicators::Indicators;
use crate::store::{EXACT_ONLY, PART, PARTIAL};

/// A listed value that shows on a network.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NetworkValue {
    /// A host name: lower case, ASCII, without a final dot.
    Host {
        /// The name.
        name: String,
        /// Whether names below it count too.
        with_children: bool,
    },
    /// An address or a network.
    Network(IpNet),
    /// Host and path of a page, without a scheme.
    Url(String),
    /// A hash of a certificate, in hexadecimal.
    Certificate(String),
    /// A hash of a file, in hexadecimal.
    File(String),
    /// An e-mail address.
    Email(String),
}

impl Indicators {
    /// Every listed value that shows on a network, in order and each once, with the indicator that names
    /// it best. Parts of patterns are not among them: alone they say nothing.
    #[must_use]
    pub fn network_values(&self) -> BTreeMap<NetworkValue, IndicatorRef> {
        let mut values = BTreeMap::new();
        for number in 0..u32::try_from(self.store.entries.len()).unwrap_or(u32::MAX) {
            let Some(value) = self.network_value(number) else { continue };
            values.entry(value).or_insert_with(|| {
                let listed = self.listed(EntryId(number)).into_iter().next();
                listed.unwrap_or_else(|| self.describe(EntryId(number)))
            });
        }
        values
    }

    fn network_value(&self, number: u32) -> Option<NetworkValue> {
        let entry = self.store.entry(number).filter(|entry| entry.flags & (PART | PARTIAL) == 0)?;
        let key = self.store.bytes(entry.key);
        let text = || std::str::from_utf8(key).ok().map(ToOwned::to_owned);
        Some(match entry.space {
            Space::Host => {
                NetworkValue::Host { name: text()?, with_children: entry.flags & EXACT_ONLY == 0 }
            }
            Space::Ip => NetworkValue::Network(network(key, 128)?),
            Space::Network => {
                let (bits, address) = key.split_last()?;
                NetworkValue::Network(network(address, *bits)?)
            }
            Space::Url | Space::UrlPrefix => NetworkValue::Url(text()?),
            Space::CertificateHash => NetworkValue::Certificate(text()?),
            Space::FileHash => NetworkValue::File(text()?),
            Space::Email => NetworkValue::Email(text()?),
            _ => return None,
        })
    }
}

/// The network of a key: 16 bytes, IPv4 mapped into IPv6, and the bits of its prefix.
fn network(key: &[u8], bits: u8) -> Option<IpNet> {
    let six = Ipv6Addr::from(*key.first_chunk::<16>()?);
    match six.to_ipv4_mapped() {
        Some(four) if bits >= 96 => IpNet::new(IpAddr::V4(four), bits - 96).ok(),
        _ => IpNet::new(IpAddr::V6(six), bits).ok(),
    }
}

#[cfg(test)]
mod tests {
    use crate::Loader;
    use vigie_core::Limits;

    #[test]
    fn values_in_one_form() {
        let folder = tempfile::tempdir().unwrap();
        let list = folder.path().join("list.txt");
        std::fs::write(
            &list,
            "Bad.Example.\nbad[.]example\nпример.рф\ngithub.io\n192.0.2.0/24\n2001:db8::1\n198.51.100.7\n\
             http://other.example/a/b\n",
        )
        .unwrap();
        let mut loader = Loader::new(Limits::default());
        loader.path(&list);
        let loaded = loader.finish();
        let shown: Vec<String> =
            loaded.indicators.network_values().keys().map(|value| format!("{value:?}")).collect();
        let all = shown.join("\n");
        for expected in [
            "Host { name: \"bad.example\", with_children: true }",
            "Host { name: \"github.io\", with_children: false }",
            "xn--e1afmkfd.xn--p1ai",
            "192.0.2.0/24",
            "2001:db8::1/128",
            "198.51.100.7/32",
            "Url(\"other.example/a/b\")",
        ] {
            assert!(all.contains(expected), "{expected} in {all}");
        }
        assert_eq!(all.matches("\"bad.example\"").count(), 1);
    }
}
