//! NeXT typedstreams, as `message.attributedBody` holds them.
//!
//! `NSArchiver` writes the magic `streamtyped`, then values, each group led by its type encoding.
//! Strings that name types and classes are shared: the first time in full after `84`, later by
//! their number. Objects and classes share a second numbering. Both kinds of references are
//! written as numbers from -110 (`92`). Layout known from GNUstep's and Darwin's published
//! `typedstream.m`, and from the byte sequences that every forensic write-up of `sms.db` prints.

use std::collections::BTreeMap;

const NEW: u8 = 0x84;
const NIL: u8 = 0x85;
const END: u8 = 0x86;
const FIRST_REFERENCE: i32 = -110;

/// Part of the text that is a link.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LinkAttribute<'a> {
    /// Where in the text it starts, in bytes.
    pub(crate) start: usize,
    /// How many bytes long it is.
    pub(crate) len: usize,
    /// Where it leads.
    pub(crate) url: &'a str,
}

/// The archive of an attributed string with `text`, the way Messages writes it: every run carries
/// the number of its message part, and the run of a link also its URL.
pub(crate) fn attributed_string(text: &str, mutable: bool, link: Option<LinkAttribute>) -> Vec<u8> {
    let mut stream = Stream::new();
    stream.types("@");
    stream.new_object();
    let (string, body): (&[_], &[_]) = if mutable {
        (
            &[("NSMutableAttributedString", 0), ("NSAttributedString", 0), ("NSObject", 0)],
            &[("NSMutableString", 1), ("NSString", 1), ("NSObject", 0)],
        )
    } else {
        (&[("NSAttributedString", 0), ("NSObject", 0)], &[("NSString", 1), ("NSObject", 0)])
    };
    stream.class(string);
    stream.types("@");
    stream.string(body, text);
    let mut run = 0;
    for (part, url) in parts(text, link) {
        run += 1;
        stream.types("iI");
        stream.integer(run);
        let units = part.encode_utf16().count();
        stream.unsigned(u32::try_from(units).unwrap_or(u32::MAX));
        stream.attributes(url);
    }
    stream.out.push(END);
    stream.out
}

fn parts<'a>(text: &'a str, link: Option<LinkAttribute<'a>>) -> Vec<(&'a str, Option<&'a str>)> {
    let Some(link) = link else { return vec![(text, None)] };
    let before = text.get(..link.start).unwrap_or("");
    let within = text.get(link.start..link.start + link.len).unwrap_or("");
    let after = text.get(link.start + link.len..).unwrap_or("");
    [(before, None), (within, Some(link.url)), (after, None)]
        .into_iter()
        .filter(|(part, _)| !part.is_empty())
        .collect()
}

struct Stream {
    out: Vec<u8>,
    /// Shared strings by their number.
    strings: BTreeMap<String, i32>,
    /// Classes by their number among objects and classes.
    classes: BTreeMap<&'static str, i32>,
    /// How many objects and classes there are.
    objects: i32,
}

impl Stream {
    fn new() -> Self {
        // Version 4, the magic with its length, system version 1000.
        let mut out = vec![4, 11];
        out.extend_from_slice(b"streamtyped");
        out.extend_from_slice(&[0x81, 0xe8, 0x03]);
        Self { out, strings: BTreeMap::new(), classes: BTreeMap::new(), objects: 0 }
    }

    fn integer(&mut self, value: i32) {
        match (i8::try_from(value), i16::try_from(value)) {
            (Ok(byte), _) if value >= FIRST_REFERENCE => self.out.extend(byte.to_le_bytes()),
            (_, Ok(short)) => {
                self.out.push(0x81);
                self.out.extend(short.to_le_bytes());
            }
            _ => {
                self.out.push(0x82);
                self.out.extend(value.to_le_bytes());
            }
        }
    }

    fn unsigned(&mut self, value: u32) {
        match (u8::try_from(value), u16::try_from(value)) {
            (Ok(byte), _) if byte < 0x80 => self.out.push(byte),
            (_, Ok(short)) => {
                self.out.push(0x81);
                self.out.extend(short.to_le_bytes());
            }
            _ => {
                self.out.push(0x82);
                self.out.extend(value.to_le_bytes());
            }
        }
    }

    fn reference(&mut self, number: i32) {
        self.integer(FIRST_REFERENCE + number);
    }

    fn raw(&mut self, text: &str) {
        self.unsigned(u32::try_from(text.len()).unwrap_or(u32::MAX));
        self.out.extend_from_slice(text.as_bytes());
    }

    /// A type encoding or a class name: shared.
    fn types(&mut self, text: &str) {
        if let Some(number) = self.strings.get(text) {
            self.reference(*number);
            return;
        }
        let number = i32::try_from(self.strings.len()).unwrap_or(0);
        self.strings.insert(text.to_owned(), number);
        self.out.push(NEW);
        self.raw(text);
    }

    fn new_object(&mut self) {
        self.out.push(NEW);
        self.objects += 1;
    }

    /// The class chain, from the class itself to the root; what is known is only referred to.
    fn class(&mut self, chain: &[(&'static str, i32)]) {
        for (name, version) in chain {
            if let Some(number) = self.classes.get(name) {
                self.reference(*number);
                return;
            }
            self.out.push(NEW);
            self.types(name);
            self.integer(*version);
            self.classes.insert(name, self.objects);
            self.objects += 1;
        }
        self.out.push(NIL);
    }

    fn string(&mut self, class: &[(&'static str, i32)], text: &str) {
        self.new_object();
        self.class(class);
        self.types("+");
        self.raw(text);
        self.out.push(END);
    }

    /// The attributes of one run: a dictionary with the part number, and the URL of a link.
    fn attributes(&mut self, url: Option<&str>) {
        const STRING: &[(&str, i32)] = &[("NSString", 1), ("NSObject", 0)];
        self.types("@");
        self.new_object();
        self.class(&[("NSDictionary", 0), ("NSObject", 0)]);
        self.types("i");
        self.integer(1 + i32::from(url.is_some()));
        self.types("@");
        self.string(STRING, "__kIMMessagePartAttributeName");
        self.types("@");
        self.number_zero();
        if let Some(url) = url {
            self.types("@");
            self.string(STRING, "__kIMLinkAttributeName");
            self.types("@");
            self.new_object();
            self.class(&[("NSURL", 0), ("NSObject", 0)]);
            self.types("c");
            self.integer(0);
            self.types("@");
            self.string(STRING, url);
            self.out.push(END);
        }
        self.out.push(END);
    }

    /// `NSNumber` 0: its type as a C string, which counts as an object, then the value.
    fn number_zero(&mut self) {
        self.new_object();
        self.class(&[("NSNumber", 0), ("NSValue", 0), ("NSObject", 0)]);
        self.types("*");
        self.out.push(NEW);
        self.objects += 1;
        self.types("i");
        self.types("i");
        self.integer(0);
        self.out.push(END);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes of the shortest message, as published in many write-ups of `sms.db`.
    #[test]
    fn the_shortest_message_is_the_published_one() {
        let mut expected = b"\x04\x0bstreamtyped\x81\xe8\x03".to_vec();
        expected.extend(b"\x84\x01@\x84\x84\x84\x12NSAttributedString\x00");
        expected.extend(b"\x84\x84\x08NSObject\x00\x85");
        expected.extend(b"\x92\x84\x84\x84\x08NSString\x01\x94");
        expected.extend(b"\x84\x01+\x05Hello\x86");
        expected.extend(b"\x84\x02iI\x01\x05");
        expected.extend(b"\x92\x84\x84\x84\x0cNSDictionary\x00\x94");
        expected.extend(b"\x84\x01i\x01");
        expected.extend(b"\x92\x84\x96\x96\x1d__kIMMessagePartAttributeName\x86");
        expected.extend(b"\x92\x84\x84\x84\x08NSNumber\x00\x84\x84\x07NSValue\x00\x94");
        expected.extend(b"\x84\x01*\x84\x99\x99\x00\x86\x86\x86");
        assert_eq!(attributed_string("Hello", false, None), expected);
    }

    #[test]
    fn long_texts_have_long_lengths() {
        let bytes = attributed_string(&"x".repeat(300), true, None);
        let at = bytes.windows(3).position(|window| window == [0x81, 0x2c, 0x01]).unwrap();
        assert_eq!(bytes[at + 3..at + 303], [b'x'; 300]);
    }
}
