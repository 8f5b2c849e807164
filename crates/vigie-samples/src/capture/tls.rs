//! The beginnings of TLS 1.3 (RFC 8446) that are in clear, and records of what is not.

use crate::Rng;

/// Bytes of application data in one full record, with its tag and type.
const FULL: usize = (1 << 14) + 17;

/// A ClientHello for `name`, with values that mean nothing (RFC 8701) as browsers send them.
pub(super) fn client_hello(rng: &mut Rng, name: &str) -> Vec<u8> {
    let grease = 0x0a + 0x10 * u8::try_from(rng.below(15)).unwrap_or(0);
    let mut body = vec![3, 3];
    body.extend(rng.bytes::<32>());
    body.push(32);
    body.extend(rng.bytes::<32>());
    let ciphers = [
        0x1301_u16, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014,
    ];
    body.extend(u16::try_from(ciphers.len() * 2 + 2).unwrap_or(0).to_be_bytes());
    body.extend([grease, grease]);
    body.extend(ciphers.iter().flat_map(|cipher| cipher.to_be_bytes()));
    body.extend([1, 0]);
    let mut extensions = vec![grease, grease, 0, 0];
    let host = [&[0][..], &with_length(name.as_bytes())].concat();
    extension(&mut extensions, 0, &with_length(&host));
    extension(&mut extensions, 23, &[]);
    extension(&mut extensions, 0xff01, &[0]);
    extension(&mut extensions, 10, &[0, 8, grease, grease, 0, 29, 0, 23, 0, 24]);
    extension(&mut extensions, 11, &[1, 0]);
    extension(&mut extensions, 35, &[]);
    extension(&mut extensions, 16, b"\0\x0c\x02h2\x08http/1.1");
    extension(&mut extensions, 5, &[1, 0, 0, 0, 0]);
    extension(&mut extensions, 13, &[0, 16, 4, 3, 8, 4, 4, 1, 5, 3, 8, 5, 5, 1, 8, 6, 6, 1]);
    extension(&mut extensions, 18, &[]);
    let share = [&[grease, grease, 0, 1, 0, 0, 29][..], &with_length(&rng.bytes::<32>())].concat();
    extension(&mut extensions, 51, &with_length(&share));
    extension(&mut extensions, 45, &[1, 1]);
    extension(&mut extensions, 43, &[6, grease, grease, 3, 4, 3, 3]);
    // Padded to 517 bytes in all, as many do (RFC 7685).
    let so_far = 9 + body.len() + 2 + extensions.len();
    if so_far + 4 < 517 {
        extension(&mut extensions, 21, &vec![0; 517 - so_far - 4]);
    }
    body.extend(with_length(&extensions));
    handshake(1, &body, 1)
}

/// A ServerHello that chose TLS 1.3, a change of ciphers for old devices on the way, and the start of
/// what is encrypted: extensions, certificate and the rest.
pub(super) fn server_flight(rng: &mut Rng, session: &[u8]) -> Vec<u8> {
    let mut body = vec![3, 3];
    body.extend(rng.bytes::<32>());
    body.push(32);
    body.extend(session);
    body.extend([0x13, 1, 0]);
    let mut extensions = Vec::new();
    let share = [&[0, 29][..], &with_length(&rng.bytes::<32>())].concat();
    extension(&mut extensions, 51, &share);
    extension(&mut extensions, 43, &[3, 4]);
    body.extend(with_length(&extensions));
    let mut flight = handshake(2, &body, 3);
    flight.extend([20, 3, 3, 0, 1, 1]);
    let certificate = usize::try_from(rng.range(2400, 4200)).unwrap_or(3000);
    flight.extend(application_data(rng, certificate));
    flight
}

/// The session id of a ClientHello, which the server repeats.
pub(super) fn session_of(hello: &[u8]) -> &[u8] {
    hello.get(44..76).unwrap_or_default()
}

/// What the client answers: a change of ciphers, and that it is finished.
pub(super) fn client_finished(rng: &mut Rng) -> Vec<u8> {
    [vec![20, 3, 3, 0, 1, 1], application_data(rng, 53)].concat()
}

/// A record of so many encrypted bytes.
pub(super) fn application_data(rng: &mut Rng, len: usize) -> Vec<u8> {
    let mut record = vec![23, 3, 3];
    record.extend(u16::try_from(len).unwrap_or(u16::MAX).to_be_bytes());
    let start = record.len();
    record.resize(start + len, 0);
    rng.fill(record.get_mut(start..).unwrap_or_default());
    record
}

/// Writes what stands at `position` of a stream of full records to `out`; what is encrypted comes from
/// `noise`.
pub(super) fn fill_records(position: u64, noise: &[u8], out: &mut Vec<u8>, len: usize) {
    let whole = FULL as u64 + 5;
    let [high, low] = u16::try_from(FULL).unwrap_or(0).to_be_bytes();
    let header = [23, 3, 3, high, low];
    let mut at = usize::try_from(position % whole).unwrap_or(0);
    let mut left = len;
    while left > 0 {
        let part = match header.get(at..) {
            Some(rest) if !rest.is_empty() => rest.get(..rest.len().min(left)).unwrap_or(rest),
            _ => {
                let start = at * 3 % (noise.len() / 2);
                let most = left.min(FULL + 5 - at).min(noise.len() - start);
                noise.get(start..start + most).unwrap_or_default()
            }
        };
        out.extend(part);
        left -= part.len();
        at = (at + part.len()) % (FULL + 5);
    }
}

/// Bytes of so many full records.
pub(super) const fn records(count: u64) -> u64 {
    count * (FULL as u64 + 5)
}

fn handshake(kind: u8, body: &[u8], minor: u8) -> Vec<u8> {
    let len = u32::try_from(body.len()).unwrap_or(0).to_be_bytes();
    let message = [&[kind][..], len.get(1..).unwrap_or_default(), body].concat();
    [&[22, 3, minor][..], &with_length(&message)].concat()
}

fn extension(to: &mut Vec<u8>, kind: u16, body: &[u8]) {
    to.extend(kind.to_be_bytes());
    to.extend(with_length(body));
}

/// Bytes behind their length in two bytes.
fn with_length(bytes: &[u8]) -> Vec<u8> {
    [&u16::try_from(bytes.len()).unwrap_or(0).to_be_bytes()[..], bytes].concat()
}
