//! Handshake messages put together from the records that carry them.
//!
//! A message is a type, a length of three bytes and a body (RFC 8446 §4). Records may hold several, and a
//! message may span several records. Where one lies whole in what is given it is not copied.

/// Types of message that are read.
pub(crate) mod kind {
    pub(crate) const CLIENT_HELLO: u8 = 1;
    pub(crate) const SERVER_HELLO: u8 = 2;
    pub(crate) const NEW_SESSION_TICKET: u8 = 4;
    pub(crate) const CERTIFICATE: u8 = 11;
    pub(crate) const SERVER_KEY_EXCHANGE: u8 = 12;
    pub(crate) const SERVER_HELLO_DONE: u8 = 14;
    pub(crate) const CERTIFICATE_STATUS: u8 = 22;
}

/// Longest message that is put together. A ClientHello may be 64 KiB long by its fields; certificates that
/// are longer than this are passed over.
const MOST: usize = 192 << 10;

const HEADER: usize = 4;

/// One direction of a handshake.
#[derive(Debug, Default)]
pub(crate) struct Messages {
    /// The beginning of a message whose rest has not come yet.
    begun: Vec<u8>,
    /// Bytes of a message that is passed over.
    skip: usize,
}

impl Messages {
    /// Takes further bytes; shows each message that is complete with them.
    pub(crate) fn take(&mut self, mut bytes: &[u8], see: &mut dyn FnMut(u8, &[u8])) {
        while !bytes.is_empty() {
            if self.skip > 0 {
                let passed = self.skip.min(bytes.len());
                self.skip -= passed;
                bytes = bytes.get(passed..).unwrap_or_default();
            } else if self.begun.is_empty() {
                bytes = self.whole(bytes, see);
            } else {
                bytes = self.go_on(bytes, see);
            }
        }
    }

    /// Forgets what was begun: bytes are missing.
    pub(crate) fn reset(&mut self) {
        *self = Self::default();
    }

    /// A message that begins here; what is left behind it.
    fn whole<'a>(&mut self, bytes: &'a [u8], see: &mut dyn FnMut(u8, &[u8])) -> &'a [u8] {
        let Some((kind, length)) = header(bytes) else {
            self.begun.extend_from_slice(bytes);
            return &[];
        };
        let end = HEADER.saturating_add(length);
        if let (Some(body), Some(rest)) = (bytes.get(HEADER..end), bytes.get(end..)) {
            see(kind, body);
            return rest;
        }
        if length > MOST || !is_read(kind) {
            self.skip = end.saturating_sub(bytes.len());
        } else {
            self.begun.extend_from_slice(bytes);
        }
        &[]
    }

    /// The rest of a message that was begun, as far as it is here.
    fn go_on<'a>(&mut self, bytes: &'a [u8], see: &mut dyn FnMut(u8, &[u8])) -> &'a [u8] {
        let want = match header(&self.begun) {
            None => HEADER,
            Some((kind, length)) if length > MOST || !is_read(kind) => {
                self.skip = HEADER.saturating_add(length).saturating_sub(self.begun.len());
                self.begun = Vec::new();
                return bytes;
            }
            Some((_, length)) => HEADER.saturating_add(length),
        };
        let missing = want.saturating_sub(self.begun.len()).min(bytes.len());
        let (taken, rest) = bytes.split_at_checked(missing).unwrap_or((bytes, &[]));
        self.begun.extend_from_slice(taken);
        if let Some((kind, length)) = header(&self.begun)
            && self.begun.len() == HEADER.saturating_add(length)
        {
            see(kind, self.begun.get(HEADER..).unwrap_or_default());
            self.begun = Vec::new();
        }
        rest
    }
}

/// Messages that say nothing here are not put together.
const fn is_read(message: u8) -> bool {
    matches!(
        message,
        kind::CLIENT_HELLO
            | kind::SERVER_HELLO
            | kind::CERTIFICATE
            | kind::SERVER_KEY_EXCHANGE
            | kind::CERTIFICATE_STATUS
            | kind::NEW_SESSION_TICKET
            | kind::SERVER_HELLO_DONE
    )
}

fn header(bytes: &[u8]) -> Option<(u8, usize)> {
    let [kind, a, b, c] = *bytes.first_chunk()?;
    let length = u32::from_be_bytes([0, a, b, c]);
    Some((kind, usize::try_from(length).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collect(pieces: &[&[u8]]) -> Vec<(u8, Vec<u8>)> {
        let mut messages = Messages::default();
        let mut found = Vec::new();
        for piece in pieces {
            messages.take(piece, &mut |kind, body| found.push((kind, body.to_vec())));
        }
        found
    }

    #[test]
    fn however_the_bytes_come_the_messages_are_the_same() {
        let all = [1, 0, 0, 3, 7, 8, 9, 14, 0, 0, 0, 16, 0, 0, 2, 1, 1, 2, 0, 0, 1, 5];
        let whole = collect(&[&all]);
        let kinds: Vec<u8> = whole.iter().map(|(kind, _)| *kind).collect();
        assert_eq!(kinds, [1, 14, 16, 2]);
        for size in 1..all.len() {
            let pieces: Vec<&[u8]> = all.chunks(size).collect();
            let wanted = |found: &&(u8, Vec<u8>)| is_read(found.0);
            let found = collect(&pieces);
            assert_eq!(
                found.iter().filter(wanted).collect::<Vec<_>>(),
                whole.iter().filter(wanted).collect::<Vec<_>>(),
                "in pieces of {size}"
            );
        }
    }

    #[test]
    fn a_length_that_lies_holds_no_memory() {
        let mut messages = Messages::default();
        messages.take(&[11, 0xff, 0xff, 0xff], &mut |_, _| panic!("no message"));
        for _ in 0..100 {
            messages.take(&[0; 10_000], &mut |_, _| panic!("no message"));
        }
        assert!(messages.begun.capacity() < 100);
    }
}
