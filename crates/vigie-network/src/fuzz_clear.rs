//! What the fuzz targets for protocols in clear run: `dns`, `http`, `plaintext`.

use crate::fuzz_encryption::{datagrams, run, stream};
use crate::protocols::{dns, h2c, http, plaintext, tunnels};

/// Reads `bytes` as datagrams and as a stream of DNS. Two bytes before each piece say who sends it and how
/// long it is.
pub fn fuzz_dns(bytes: &[u8]) {
    run(|out| datagrams(&dns::ITEM, bytes, out));
    run(|out| stream(&dns::ITEM, bytes, out));
}

/// Reads `bytes` as streams of HTTP/1, HTTP/2 and proxies.
pub fn fuzz_http(bytes: &[u8]) {
    for protocol in [&http::ITEM, &h2c::ITEM, &tunnels::ITEM] {
        run(|out| stream(protocol, bytes, out));
    }
}

/// Reads `bytes` as a stream and as datagrams of what speaks in clear text.
pub fn fuzz_plaintext(bytes: &[u8]) {
    run(|out| stream(&plaintext::ITEM, bytes, out));
    run(|out| datagrams(&plaintext::ITEM, bytes, out));
}
