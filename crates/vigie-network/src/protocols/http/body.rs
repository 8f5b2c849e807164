//! Where the body of a message ends (RFC 9112 §6), without keeping it.

use super::head::Head;

/// What is left of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// This many bytes.
    Length(u64),
    /// Chunks.
    Chunked(Chunk),
    /// All that follows.
    ToTheEnd,
}

/// Where in a chunked body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chunk {
    /// In the line with the size, so far read.
    Size(u64, Line),
    /// This many bytes of data.
    Data(u64),
    /// In the line end behind the data.
    End,
    /// In the lines behind the last chunk; whether the line at hand has something.
    Trailer(bool),
}

/// Where in the line with a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Among the digits.
    Digits,
    /// Behind them.
    Extension,
}

/// The body of a request.
pub(super) fn of_request(head: &Head<'_>) -> Body {
    declared(head).unwrap_or(Body::Length(0))
}

/// The body of an answer to `method`.
pub(super) fn of_answer(head: &Head<'_>, status: u16, method: Option<&str>) -> Body {
    if method == Some("HEAD") || matches!(status, 100..200 | 204 | 304) {
        return Body::Length(0);
    }
    declared(head).unwrap_or(Body::ToTheEnd)
}

fn declared(head: &Head<'_>) -> Option<Body> {
    let coding = head.header("transfer-encoding").unwrap_or("");
    if coding.to_ascii_lowercase().ends_with("chunked") {
        return Some(Body::Chunked(Chunk::Size(0, Line::Digits)));
    }
    // Doubled lengths that agree are joined by a comma on the way.
    let length = head.header("content-length")?.split(',').next()?;
    length.trim().parse().ok().map(Body::Length)
}

/// Passes over as much of `bytes` as belongs to the body: what is left of the body, `None` at its end, and
/// how many bytes were passed. Shows the data to `see`.
pub(super) fn pass(
    body: Body,
    bytes: &[u8],
    see: &mut dyn FnMut(&[u8]),
) -> Result<(Option<Body>, usize), ()> {
    match body {
        Body::ToTheEnd => {
            see(bytes);
            Ok((Some(Body::ToTheEnd), bytes.len()))
        }
        Body::Length(left) => {
            let taken = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
            see(bytes.get(..taken).unwrap_or_default());
            let left = left.saturating_sub(taken as u64);
            Ok(((left > 0).then_some(Body::Length(left)), taken))
        }
        Body::Chunked(chunk) => chunks(chunk, bytes, see),
    }
}

fn chunks(
    mut chunk: Chunk,
    bytes: &[u8],
    see: &mut dyn FnMut(&[u8]),
) -> Result<(Option<Body>, usize), ()> {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        chunk = match chunk {
            Chunk::Data(0) => Chunk::End,
            Chunk::Data(left) => {
                let rest = bytes.get(at..).unwrap_or_default();
                let taken = usize::try_from(left).unwrap_or(usize::MAX).min(rest.len());
                see(rest.get(..taken).unwrap_or_default());
                at += taken;
                Chunk::Data(left.saturating_sub(taken as u64))
            }
            Chunk::Trailer(has_text) => {
                at += 1;
                match byte {
                    b'\n' if !has_text => return Ok((None, at)),
                    b'\n' => Chunk::Trailer(false),
                    b'\r' => Chunk::Trailer(has_text),
                    _ => Chunk::Trailer(true),
                }
            }
            Chunk::End => {
                at += 1;
                match byte {
                    b'\n' => Chunk::Size(0, Line::Digits),
                    b'\r' => Chunk::End,
                    _ => return Err(()),
                }
            }
            Chunk::Size(size, line) => {
                at += 1;
                size_byte(size, line, *byte)?
            }
        };
    }
    Ok((Some(Body::Chunked(chunk)), at))
}

fn size_byte(size: u64, line: Line, byte: u8) -> Result<Chunk, ()> {
    if byte == b'\n' {
        return Ok(if size == 0 { Chunk::Trailer(false) } else { Chunk::Data(size) });
    }
    match (line, char::from(byte).to_digit(16)) {
        (Line::Digits, Some(digit)) => {
            let size = size.checked_mul(16).and_then(|size| size.checked_add(u64::from(digit)));
            size.filter(|size| *size < 1 << 48).map(|size| Chunk::Size(size, Line::Digits)).ok_or(())
        }
        (Line::Digits, None) if !matches!(byte, b';' | b'\r' | b' ' | b'\t') => Err(()),
        _ => Ok(Chunk::Size(size, Line::Extension)),
    }
}

impl Body {
    /// How many bytes come before anything else has to be looked at.
    pub(super) const fn to_skip(self) -> Option<u64> {
        match self {
            Self::Length(left) | Self::Chunked(Chunk::Data(left)) if left > 0 => Some(left),
            Self::ToTheEnd => Some(u64::MAX),
            _ => None,
        }
    }

    /// What is left after so many bytes were skipped.
    pub(super) const fn skipped(self, count: u64) -> Option<Self> {
        match self {
            Self::Length(left) if left <= count => None,
            Self::Length(left) => Some(Self::Length(left - count)),
            Self::Chunked(Chunk::Data(left)) => {
                Some(Self::Chunked(Chunk::Data(left.saturating_sub(count))))
            }
            other => Some(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_end_where_they_say() {
        let bytes = b"4;x=y\r\nWiki\r\n5\npedia\r\n0\r\nTrailer: x\r\n\r\nNEXT";
        for step in [1, 3, 100] {
            let mut body = Body::Chunked(Chunk::Size(0, Line::Digits));
            let (mut at, mut data) = (0, Vec::new());
            loop {
                let end = (at + step).min(bytes.len());
                let (left, taken) =
                    pass(body, &bytes[at..end], &mut |seen| data.extend_from_slice(seen)).unwrap();
                at += taken;
                match left {
                    Some(left) => body = left,
                    None => break,
                }
            }
            assert_eq!((&bytes[at..], data.as_slice()), (&b"NEXT"[..], &b"Wikipedia"[..]));
        }
        let wrong = pass(Body::Chunked(Chunk::Size(0, Line::Digits)), b"zz\r\n", &mut |_| {});
        assert!(wrong.is_err());
    }
}
