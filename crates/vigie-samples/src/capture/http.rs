//! Requests and answers in clear (RFC 9112).

use crate::Rng;

/// A request for a page of `name`.
pub(super) fn request(rng: &mut Rng, name: &str) -> Vec<u8> {
    let (folder, page) = (rng.hex(4), rng.hex(6));
    format!(
        "GET /{folder}/{page}.html HTTP/1.1\r\nHost: {name}\r\nUser-Agent: Mozilla/5.0 (Linux; \
         Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile \
         Safari/537.36\r\nAccept: text/html,*/*;q=0.8\r\nAccept-Language: en\r\nAccept-Encoding: \
         identity\r\nConnection: keep-alive\r\n\r\n"
    )
    .into_bytes()
}

/// The head of an answer with so many bytes of text.
pub(super) fn answer_head(rng: &mut Rng, len: u64) -> Vec<u8> {
    let tag = rng.hex(12);
    format!(
        "HTTP/1.1 200 OK\r\nDate: Mon, 02 Mar 2026 08:00:00 GMT\r\nServer: nginx\r\nContent-Type: \
         text/html; charset=utf-8\r\nContent-Length: {len}\r\nCache-Control: max-age=600\r\nETag: \
         \"{tag}\"\r\nConnection: keep-alive\r\n\r\n"
    )
    .into_bytes()
}

/// Writes `len` bytes of text that stands at `position` of a page to `out`.
pub(super) fn fill_text(position: u64, out: &mut Vec<u8>, len: usize) {
    const TEXT: &[u8] = b"<p>An ordinary page, with ordinary words on it, over and over.</p>\n";
    let start = usize::try_from(position % TEXT.len() as u64).unwrap_or(0);
    out.extend(TEXT.iter().cycle().skip(start).take(len));
}
