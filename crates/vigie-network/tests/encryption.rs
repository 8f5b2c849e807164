//! What fuzzing found in TLS, QUIC and certificates does no harm any more.

#![cfg(test)]

use vigie_cases::corpus::replay;

#[test]
fn tls() {
    replay("tls", vigie_network::fuzz_tls);
}

#[test]
fn quic() {
    replay("quic", vigie_network::fuzz_quic);
}

#[test]
fn certificate() {
    replay("certificate", vigie_network::fuzz_certificate);
}
