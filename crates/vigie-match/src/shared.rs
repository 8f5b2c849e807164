//! Addresses behind which anybody can be: networks that deliver content for many sites, and servers that
//! take over the names of seized infrastructure. Listed as indicators, they say little.
//!
//! Cloudflare and Fastly publish their networks (<https://www.cloudflare.com/ips/>,
//! <https://api.fastly.com/public-ip-list>); those of CloudFront, Akamai and GitHub's pages are the large
//! ones, as registered. As of November 2026.

use std::net::IpAddr;

use ipnet::IpNet;

use crate::indicators::Indicators;

const SHARED: [&str; 46] = [
    // Cloudflare.
    "103.21.244.0/22",
    "103.22.200.0/22",
    "103.31.4.0/22",
    "104.16.0.0/13",
    "104.24.0.0/14",
    "108.162.192.0/18",
    "131.0.72.0/22",
    "141.101.64.0/18",
    "162.158.0.0/15",
    "172.64.0.0/13",
    "173.245.48.0/20",
    "188.114.96.0/20",
    "190.93.240.0/20",
    "197.234.240.0/22",
    "198.41.128.0/17",
    "2400:cb00::/32",
    "2405:8100::/32",
    "2405:b500::/32",
    "2606:4700::/32",
    "2803:f800::/32",
    "2a06:98c0::/29",
    "2c0f:f248::/32",
    // Fastly.
    "146.75.0.0/17",
    "151.101.0.0/16",
    "157.52.64.0/18",
    "167.82.0.0/17",
    "199.232.0.0/16",
    "23.235.32.0/20",
    "2a04:4e40::/32",
    "2a04:4e42::/32",
    // CloudFront.
    "13.224.0.0/14",
    "13.32.0.0/15",
    "143.204.0.0/16",
    "205.251.192.0/19",
    "52.84.0.0/15",
    "54.192.0.0/16",
    "54.230.0.0/16",
    "99.84.0.0/16",
    // Akamai.
    "104.64.0.0/10",
    "184.24.0.0/13",
    "2.16.0.0/13",
    "23.32.0.0/11",
    "95.100.0.0/15",
    // Pages of GitHub.
    "185.199.108.0/22",
    // Names that were seized: Microsoft, CERT Polska.
    "131.253.18.0/24",
    "148.81.111.111/32",
];

/// Whether the listed address of `entry` is one that many share.
pub(crate) fn is_shared_address(indicators: &Indicators, entry: u32) -> bool {
    let listed = indicators.describe(crate::EntryId(entry)).value;
    let address = listed.split(['/', ' ']).next().unwrap_or("").trim_matches(['[', ']']);
    address.parse().is_ok_and(is_shared)
}

fn is_shared(address: IpAddr) -> bool {
    let networks = SHARED.iter().filter_map(|text| text.parse::<IpNet>().ok());
    networks.into_iter().any(|network| network.contains(&address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_well_formed() {
        for text in SHARED {
            let network: IpNet = text.parse().unwrap();
            assert_eq!(network.trunc(), network, "{text}");
        }
    }

    #[test]
    fn many_share_a_network_of_content() {
        for shared in ["104.16.1.1", "151.101.1.1", "2606:4700::1", "148.81.111.111"] {
            assert!(is_shared(shared.parse().unwrap()), "{shared}");
        }
        for own in ["192.0.2.1", "148.81.111.112", "2001:db8::1"] {
            assert!(!is_shared(own.parse().unwrap()), "{own}");
        }
    }
}
