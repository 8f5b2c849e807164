//! Hosts whose purpose is to send visitors on.

/// Shorteners, click counters and tests for captive portals: registrable domains and hosts.
const SENDS_ON: &[&str] = &[
    "adf.ly",
    "amzn.to",
    "apple.co",
    "awstrack.me",
    "bit.ly",
    "bitly.com",
    "buff.ly",
    "captive.apple.com",
    "clicks.mlsend.com",
    "connectivitycheck.gstatic.com",
    "cutt.ly",
    "dlvr.it",
    "doubleclick.net",
    "exacttarget.com",
    "fb.me",
    "feedproxy.google.com",
    "goo.gl",
    "googleadservices.com",
    "ht.ly",
    "ift.tt",
    "is.gd",
    "j.mp",
    "list-manage.com",
    "lnkd.in",
    "mailchi.mp",
    "mandrillapp.com",
    "msftconnecttest.com",
    "neverssl.com",
    "outlook.com",
    "ow.ly",
    "rb.gy",
    "rebrand.ly",
    "sendgrid.net",
    "shorturl.at",
    "smarturl.it",
    "snip.ly",
    "t.co",
    "t.me",
    "tiny.cc",
    "tinyurl.com",
    "trib.al",
    "wp.me",
    "youtu.be",
];

/// Whether `host` or a domain above it sends visitors on by profession.
pub(super) fn sends_on(host: &str) -> bool {
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
