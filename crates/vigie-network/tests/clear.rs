//! What fuzzing found in protocols in clear does no harm any more.

#![cfg(test)]

use vigie_cases::corpus::replay;

#[test]
fn dns() {
    replay("dns", vigie_network::fuzz_dns);
}

#[test]
fn http() {
    replay("http", vigie_network::fuzz_http);
}

#[test]
fn plaintext() {
    replay("plaintext", vigie_network::fuzz_plaintext);
}
