//! One cookie.

use std::borrow::Cow;

use vigie_core::{Reader, Stop};

/// A cookie without its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Cookie<'a> {
    /// Where it stands in the file.
    pub offset: u64,
    /// Version of the cookie's syntax: 0 or 1.
    pub version: u32,
    /// Flags as stored.
    pub flags: u32,
    /// The port that it is for.
    pub port: Option<u16>,
    /// The host that it is for; with a dot in front, also for hosts below.
    pub domain: Cow<'a, str>,
    /// Its name.
    pub name: Cow<'a, str>,
    /// The path that it is for.
    pub path: Cow<'a, str>,
    /// What the site says it is for.
    pub comment: Option<Cow<'a, str>>,
    /// Where the site says what it is for.
    pub comment_url: Option<Cow<'a, str>>,
    /// When it expires, in seconds since 2001; 0 where it lasts as long as the app runs.
    pub expires: f64,
    /// When it was made, in seconds since 2001.
    pub created: f64,
    size: usize,
}

/// Which requests from pages of other sites carry a cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SameSite {
    /// Links only.
    Lax,
    /// None.
    Strict,
}

impl Cookie<'_> {
    /// Whether it is sent over TLS only.
    #[must_use]
    pub const fn is_secure(&self) -> bool {
        self.flags & 1 != 0
    }

    /// Whether scripts cannot read it.
    #[must_use]
    pub const fn is_http_only(&self) -> bool {
        self.flags & 4 != 0
    }

    /// Which requests from other sites carry it; `None` for all.
    #[must_use]
    pub const fn same_site(&self) -> Option<SameSite> {
        match self.flags & 24 {
            0 => None,
            24 => Some(SameSite::Strict),
            _ => Some(SameSite::Lax),
        }
    }

    /// Bytes that it takes.
    pub(super) const fn size(&self) -> usize {
        self.size
    }
}

/// Bytes before the port or the texts.
const HEAD: u32 = 56;

/// The cookie that `bytes` begin with, which stand at `offset` in the file, and damage that cost a
/// part of it.
pub(super) fn read(bytes: &[u8], offset: u64) -> Result<(Cookie<'_>, Option<Stop>), Stop> {
    let mut reader = Reader::with_base(bytes, offset);
    let size = reader.u32_le("size of a cookie")?;
    if size < HEAD {
        return Err(Stop::malformed("cookie", offset, format!("a size of at least {HEAD}")));
    }
    let wanted = usize::try_from(size).unwrap_or(usize::MAX);
    let (body, cut) = match bytes.get(..wanted) {
        Some(body) => (body, None),
        None => {
            let (need, have) = (u64::from(size), bytes.len() as u64);
            (bytes, Some(Stop::Truncated { what: "cookie", offset, need, have }))
        }
    };
    let version = reader.u32_le("version of a cookie")?;
    let flags = reader.u32_le("flags of a cookie")?;
    let has_port = reader.u32_le("port of a cookie")? != 0;
    let mut texts = [0_u32; 6];
    for text in &mut texts {
        *text = reader.u32_le("texts of a cookie")?;
    }
    // The value is the fourth: it is not looked at.
    let [domain, name, path, _, comment, comment_url] = texts;
    let expires = f64::from_le_bytes(reader.array("expiry of a cookie")?);
    let created = f64::from_le_bytes(reader.array("creation of a cookie")?);
    let port = if has_port { reader.u16_le("port of a cookie").ok() } else { None };
    let Some(domain) = text(body, domain) else {
        return Err(cut.unwrap_or_else(|| Stop::malformed("cookie", offset, "a domain inside it")));
    };
    let cookie = Cookie {
        offset,
        version,
        flags,
        port,
        domain,
        name: text(body, name).unwrap_or_default(),
        path: text(body, path).unwrap_or_default(),
        comment: text(body, comment),
        comment_url: text(body, comment_url),
        expires,
        created,
        size: body.len(),
    };
    Ok((cookie, cut))
}

/// The text at `at` in the cookie, up to its zero; `None` where it would stand in the head or outside.
fn text(body: &[u8], at: u32) -> Option<Cow<'_, str>> {
    if at < HEAD {
        return None;
    }
    let rest = body.get(usize::try_from(at).ok()?..)?;
    let end = memchr::memchr(0, rest)?;
    rest.get(..end).map(String::from_utf8_lossy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_have_names() {
        let mut head: Vec<u8> = [59_u32, 0, 13, 0, 56, 0, 0, 0, 0, 0]
            .iter()
            .flat_map(|one| one.to_le_bytes())
            .collect();
        head.extend([0; 16]);
        head.extend(b"ab\0");
        let (cookie, damage) = read(&head, 0).unwrap();
        assert!(damage.is_none() && cookie.is_secure() && cookie.is_http_only());
        assert_eq!((cookie.same_site(), &*cookie.domain), (Some(SameSite::Lax), "ab"));
    }
}
