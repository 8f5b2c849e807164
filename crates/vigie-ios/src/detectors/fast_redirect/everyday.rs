//! Hosts whose purpose is to send visitors on.

/// Click counters and tests for captive portals: registrable domains and hosts.
const SENDS_ON: &[&str] = &[
    "awstrack.me",
    "captive.apple.com",
    "clicks.mlsend.com",
    "connectivitycheck.gstatic.com",
    "doubleclick.net",
    "exacttarget.com",
    "feedproxy.google.com",
    "googleadservices.com",
    "list-manage.com",
    "mandrillapp.com",
    "msftconnecttest.com",
    "neverssl.com",
    "outlook.com",
    "sendgrid.net",
];

/// Whether `host` or a domain above it sends visitors on by profession, as shorteners do.
pub(in crate::detectors) fn sends_on(host: &str) -> bool {
    if vigie_core::is_shortener(host) {
        return true;
    }
    let host = host.to_ascii_lowercase();
    let mut rest = host.as_str();
    loop {
        if SENDS_ON.binary_search(&rest).is_ok() {
            return true;
        }
        match rest.split_once('.') {
            Some((_, parent)) => rest = parent,
            None => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_parents_count() {
        assert!(SENDS_ON.is_sorted());
        assert!(sends_on("bit.ly") && sends_on("u123.ct.SendGrid.net") && !sends_on("ly"));
    }
}
