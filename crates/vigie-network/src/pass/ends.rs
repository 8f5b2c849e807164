//! Who of two ends opened a conversation of which the beginning may not have been captured.

use std::net::SocketAddr;

/// Client and server among sender and receiver of the first datagram. It goes to the server, unless it
/// comes from a port of services and goes to one that clients use.
pub(super) fn client_and_server(from: SocketAddr, to: SocketAddr) -> (SocketAddr, SocketAddr) {
    let is_answer = is_service(from.port()) && !is_service(to.port());
    if is_answer { (to, from) } else { (from, to) }
}

/// Ports that are assigned to services and that no system gives to clients.
fn is_service(port: u16) -> bool {
    port < 1024 || matches!(port, 1900 | 3478 | 5060 | 5353 | 5355 | 1194 | 51820)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_comes_first_is_one() {
        let end = |port| SocketAddr::from(([192, 0, 2, 1], port));
        assert_eq!(client_and_server(end(5000), end(53)), (end(5000), end(53)));
        assert_eq!(client_and_server(end(53), end(5000)), (end(5000), end(53)));
        assert_eq!(client_and_server(end(5353), end(5353)), (end(5353), end(5353)));
        assert_eq!(client_and_server(end(40000), end(50000)), (end(40000), end(50000)));
    }
}
