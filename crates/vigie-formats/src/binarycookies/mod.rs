//! Cookies as `CFNetwork` keeps them: `Cookies.binarycookies`.
//!
//! Written by Safari and by every app that uses the web, one file each, since iOS 5. Numbers of the
//! file are big-endian, those of pages and cookies little-endian; times are seconds since 2001.
//!
//! ```text
//! "cook"  number of pages  size of each page …
//! page:   00 00 01 00  number of cookies  offset of each in the page …  00 00 00 00  cookies
//! cookie: size  version  flags  has a port?  offsets in the cookie of: domain, name, path, value,
//!         comment, comment URL (0: none)  expires (double)  created (double)  [port (2 bytes)]
//!         texts, each ended by 00
//! end:    checksum: sum of every fourth byte of each page
//!         07 17 20 05  length of  { NSHTTPCookieAcceptPolicy: 2 } as a binary property list
//! ```
//!
//! Flags: 1 only over TLS, 4 not for scripts, 8 same site (lax), 8 and 16 same site (strict). Values
//! of cookies are keys to accounts: this reader never looks at them. Layout after [BinaryCookies] and
//! the names of `NSHTTPCookie`.
//!
//! [BinaryCookies]: https://github.com/interstateone/BinaryCookies

mod cookie;

use vigie_core::{Limits, Reader, Stop};

pub use cookie::{Cookie, SameSite};

use crate::plist::{self, Value};

/// Takes what a file of cookies holds.
pub trait Visitor {
    /// Takes one cookie.
    ///
    /// # Errors
    /// When reading must stop.
    fn cookie(&mut self, cookie: &Cookie<'_>) -> Result<(), Stop>;

    /// Takes damage that was skipped.
    fn damage(&mut self, damage: Stop);
}

/// What a file of cookies says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jar {
    /// How many pages it has.
    pub pages: u32,
    /// Which cookies are taken: 0 all, 1 none, 2 those of the page's own site only.
    pub accept_policy: Option<i64>,
}

/// Four bytes before the property list at the end.
const END: &[u8] = &[0x07, 0x17, 0x20, 0x05];

/// Shows every cookie in `bytes` to `visitor`, in order.
///
/// # Errors
/// When this is no file of cookies, and what `visitor` gives.
pub fn read(bytes: &[u8], limits: &Limits, visitor: &mut dyn Visitor) -> Result<Jar, Stop> {
    let mut reader = Reader::new(bytes);
    if reader.take("file of cookies", 4)? != b"cook" {
        return Err(Stop::malformed("file of cookies", 0, "\"cook\""));
    }
    let pages = reader.u32_be("number of pages")?;
    let table = usize::try_from(pages).unwrap_or(usize::MAX).saturating_mul(4);
    let mut sizes = Reader::with_base(reader.take("sizes of pages", table)?, reader.offset());
    let mut checksum = 0_u32;
    while let Ok(size) = sizes.u32_be("size of a page") {
        let base = reader.offset();
        let page = match reader.take("page of cookies", usize::try_from(size).unwrap_or(usize::MAX))
        {
            Ok(page) => page,
            Err(cut) => {
                visitor.damage(cut);
                self::page(reader.rest(), base, visitor)?;
                return Ok(Jar { pages, accept_policy: None });
            }
        };
        let summed = page.iter().step_by(4).map(|byte| u32::from(*byte));
        checksum = summed.fold(checksum, u32::wrapping_add);
        self::page(page, base, visitor)?;
    }
    let base = reader.offset();
    Ok(Jar { pages, accept_policy: end(reader.rest(), base, checksum, limits, visitor) })
}

fn page(page: &[u8], base: u64, visitor: &mut dyn Visitor) -> Result<(), Stop> {
    let mut reader = Reader::with_base(page, base);
    let count = match head(&mut reader) {
        Ok(count) => count,
        Err(damage) => {
            visitor.damage(damage);
            return Ok(());
        }
    };
    let table = usize::try_from(count).unwrap_or(usize::MAX).saturating_mul(4);
    let mut offsets = match reader.take("offsets of cookies", table) {
        Ok(offsets) => Reader::new(offsets),
        Err(cut) => {
            visitor.damage(cut);
            Reader::new(reader.rest())
        }
    };
    // Offsets that overlap could make one page into any number of cookies.
    let mut left = page.len();
    while let Ok(offset) = offsets.u32_le("offset of a cookie") {
        let start = usize::try_from(offset).unwrap_or(usize::MAX);
        let bytes = page.get(start..).unwrap_or_default();
        let at = base.saturating_add(u64::from(offset));
        match cookie::read(bytes, at) {
            Ok((cookie, damage)) => {
                let Some(rest) = left.checked_sub(cookie.size()) else {
                    visitor.damage(Stop::malformed("cookie", at, "cookies that do not overlap"));
                    return Ok(());
                };
                left = rest;
                visitor.cookie(&cookie)?;
                damage.into_iter().for_each(|damage| visitor.damage(damage));
            }
            Err(damage) => visitor.damage(damage),
        }
    }
    Ok(())
}

/// The number of cookies of a page.
fn head(reader: &mut Reader<'_>) -> Result<u32, Stop> {
    let at = reader.offset();
    if reader.u32_be("page of cookies")? != 0x100 {
        return Err(Stop::malformed("page of cookies", at, "00 00 01 00"));
    }
    reader.u32_le("number of cookies")
}

/// Checks the checksum after the pages and gives the policy at the end. Writers other than Apple's
/// leave either out.
fn end(
    bytes: &[u8],
    base: u64,
    checksum: u32,
    limits: &Limits,
    visitor: &mut dyn Visitor,
) -> Option<i64> {
    let mut reader = Reader::with_base(bytes, base);
    let kept = if bytes.starts_with(END) { 0 } else { reader.u32_be("checksum").unwrap_or(0) };
    if kept != 0 && kept != checksum {
        let expected = format!("{checksum}, the sum of the pages, not {kept}");
        visitor.damage(Stop::malformed("checksum of cookies", base, expected));
    }
    let rest = reader.rest();
    let start = memchr::memmem::find(rest, END)?.saturating_add(8);
    let list = rest.get(start..).filter(|list| plist::looks_like_one(list))?;
    match plist::parse(list, limits) {
        Ok(root) => root.find("NSHTTPCookieAcceptPolicy").and_then(Value::as_i64),
        Err(damage) => {
            visitor.damage(damage);
            None
        }
    }
}

/// What fuzzing checks: no panic, and the same answer twice.
#[doc(hidden)]
pub fn fuzz(bytes: &[u8]) {
    let limits = Limits { value: 1 << 20, depth: 32, ..Limits::default() };
    let text = || {
        let mut seen = Seen::default();
        let jar = read(bytes, &limits, &mut seen);
        format!("{jar:?} {seen:?}")
    };
    assert_eq!(text(), text());
}

/// Everything as text.
#[derive(Debug, Default)]
struct Seen {
    cookies: Vec<String>,
    damage: Vec<String>,
}

impl Visitor for Seen {
    fn cookie(&mut self, cookie: &Cookie<'_>) -> Result<(), Stop> {
        self.cookies.push(format!("{cookie:?}"));
        Ok(())
    }

    fn damage(&mut self, damage: Stop) {
        self.damage.push(damage.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cookie as `CFNetwork` writes it: the comment stands before the domain.
    fn cookie(flags: u32, port: Option<u16>, comment: &str, rest: [&str; 4]) -> Vec<u8> {
        let mut texts = Vec::new();
        let start = 56 + if port.is_some() { 2 } else { 0 };
        let mut put = |text: &str| {
            let at = start + texts.len();
            texts.extend(text.bytes().chain([0]));
            u32::try_from(at).unwrap()
        };
        let comment = if comment.is_empty() { 0 } else { put(comment) };
        let [domain, name, path, value] = rest.map(&mut put);
        let size = u32::try_from(start + texts.len()).unwrap();
        let has_port = u32::from(port.is_some());
        let head = [size, 1, flags, has_port, domain, name, path, value, comment, 0];
        let mut bytes: Vec<u8> = head.iter().flat_map(|one| one.to_le_bytes()).collect();
        bytes.extend(750_000_000.0_f64.to_le_bytes());
        bytes.extend(720_000_000.5_f64.to_le_bytes());
        bytes.extend(port.into_iter().flat_map(u16::to_le_bytes));
        bytes.extend(texts);
        bytes
    }

    fn page_of(cookies: &[Vec<u8>]) -> Vec<u8> {
        let mut offset = 12 + 4 * cookies.len();
        let mut page = vec![0, 0, 1, 0];
        page.extend(u32::try_from(cookies.len()).unwrap().to_le_bytes());
        for cookie in cookies {
            page.extend(u32::try_from(offset).unwrap().to_le_bytes());
            offset += cookie.len();
        }
        page.extend([0; 4]);
        page.extend(cookies.concat());
        page
    }

    fn jar(pages: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = b"cook".to_vec();
        bytes.extend(u32::try_from(pages.len()).unwrap().to_be_bytes());
        for page in pages {
            bytes.extend(u32::try_from(page.len()).unwrap().to_be_bytes());
        }
        bytes.extend(pages.concat());
        let sums =
            pages.iter().map(|page| page.iter().step_by(4).map(|one| u32::from(*one)).sum::<u32>());
        bytes.extend(sums.sum::<u32>().to_be_bytes());
        let list =
            b"<plist><dict><key>NSHTTPCookieAcceptPolicy</key><integer>2</integer></dict></plist>";
        bytes.extend(END);
        bytes.extend(u32::try_from(list.len()).unwrap().to_be_bytes());
        bytes.extend(list);
        bytes
    }

    fn two_pages() -> Vec<u8> {
        let one = cookie(5, None, "", [".a.example", "id", "/", "SECRET-1"]);
        let two = cookie(24, Some(8080), "why", ["b.example", "n", "/p", "SECRET-2"]);
        let three = cookie(8, None, "", ["c.example", "", "/", ""]);
        jar(&[page_of(&[one, two]), page_of(&[three])])
    }

    fn seen(bytes: &[u8]) -> (Result<Jar, Stop>, Seen) {
        let mut seen = Seen::default();
        (read(bytes, &Limits::default(), &mut seen), seen)
    }

    #[test]
    fn cookies_are_read_without_their_values() {
        let (jar, seen) = seen(&two_pages());
        assert_eq!(jar.unwrap(), Jar { pages: 2, accept_policy: Some(2) });
        assert_eq!(seen.damage, Vec::<String>::new());
        let [one, two, three] = seen.cookies.as_slice() else { panic!("{seen:?}") };
        for part in ["\".a.example\"", "\"id\"", "flags: 5", "created: 720000000.5", "offset: 36"] {
            assert!(one.contains(part), "{part}: {one}");
        }
        for part in ["port: Some(8080)", "Some(\"why\")", "\"/p\"", "expires: 750000000.0"] {
            assert!(two.contains(part), "{part}: {two}");
        }
        assert!(three.contains("c.example"));
        assert!(!format!("{seen:?}").contains("SECRET"));
    }

    #[test]
    fn every_cut_keeps_what_stands_before_it() {
        let whole = two_pages();
        let mut most = 0;
        for end in 0..whole.len() {
            let (jar, seen) = seen(whole.get(..end).unwrap());
            assert!(seen.cookies.len() >= most, "cut at {end}");
            most = most.max(seen.cookies.len());
            let said = jar.is_err() || !seen.damage.is_empty();
            // Cut after the pages, only the policy is lost.
            assert!(said || most == 3, "cut at {end}");
        }
        assert_eq!(most, 3);
    }

    #[test]
    fn a_changed_byte_shows_in_the_checksum() {
        let mut bytes = two_pages();
        // The first byte of a word of the first cookie's name.
        let at = bytes.windows(3).position(|three| three == b"id\0").unwrap();
        let at = (at..at + 4).find(|at| (at - 16) % 4 == 0).unwrap();
        bytes[at] ^= 1;
        let (_, seen) = seen(&bytes);
        assert!(seen.damage.iter().any(|damage| damage.contains("checksum")), "{seen:?}");
    }

    #[test]
    fn one_cookie_named_many_times_is_not_many() {
        let one = cookie(0, None, "", ["a.example", "n", "/", "v"]);
        let offset = 12 + 4 * 50_u32;
        let page = [
            &[0, 0, 1, 0][..],
            &50_u32.to_le_bytes(),
            &offset.to_le_bytes().repeat(50),
            &[0; 4],
            &one,
        ]
        .concat();
        let (_, seen) = seen(&jar(&[page]));
        assert!(seen.cookies.len() < 10, "{}", seen.cookies.len());
        assert!(seen.damage.iter().any(|damage| damage.contains("overlap")), "{seen:?}");
    }

    #[test]
    fn lies_about_sizes_cost_nothing() {
        for lie in [
            &b"cook\xff\xff\xff\xff"[..],
            b"cook\0\0\0\x01\xff\xff\xff\xff\0\0\x01\0\xff\xff\xff\xff",
            b"cook\0\0\0\x01\0\0\0\x0c\0\0\x01\0\x01\0\0\0\xff\xff\xff\xff",
            b"cook\0\0\0\0",
            b"book",
        ] {
            let (_, seen) = seen(lie);
            assert!(seen.cookies.is_empty(), "{seen:?}");
        }
    }

    #[test]
    fn files_of_other_writers_end_without_a_checksum() {
        let page = page_of(&[cookie(0, None, "", ["a.example", "n", "/", "v"])]);
        let mut bytes = jar(&[page]);
        let end = bytes.windows(4).position(|four| four == END).unwrap();
        bytes.drain(end - 4..end);
        let (jar, seen) = seen(&bytes);
        assert_eq!((jar.unwrap().accept_policy, seen.damage.len()), (Some(2), 0), "{seen:?}");
    }
}
