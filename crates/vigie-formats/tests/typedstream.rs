//! Rich texts of messages, written by an encoder of our own after the published format.

#![expect(clippy::unwrap_used, clippy::cast_possible_wrap, reason = "these are tests")]

use vigie_core::{Limits, Stop};
use vigie_formats::typedstream::{self, AttributedText, attributed_text};

/// A classes' chain: names and versions, the class itself first.
type Chain = &'static [(&'static str, i64)];

const ATTRIBUTED: Chain = &[("NSAttributedString", 0), ("NSObject", 0)];
const MUTABLE: Chain =
    &[("NSMutableAttributedString", 0), ("NSAttributedString", 0), ("NSObject", 0)];
const STRING: Chain = &[("NSString", 1), ("NSObject", 0)];
const MUTABLE_STRING: Chain = &[("NSMutableString", 1), ("NSString", 1), ("NSObject", 0)];
const DICTIONARY: Chain = &[("NSDictionary", 0), ("NSObject", 0)];
const NUMBER: Chain = &[("NSNumber", 0), ("NSValue", 0), ("NSObject", 0)];
const URL: Chain = &[("NSURL", 0), ("NSObject", 0)];
const DATA: Chain = &[("NSMutableData", 0), ("NSData", 0), ("NSObject", 0)];

/// Writes typedstreams.
struct Encoder {
    bytes: Vec<u8>,
    big_endian: bool,
    strings: Vec<String>,
    /// Names of classes by number; objects and C strings take a number too.
    things: Vec<Option<&'static str>>,
}

impl Encoder {
    fn new(big_endian: bool) -> Self {
        let mut encoder =
            Self { bytes: vec![4, 11], big_endian, strings: Vec::new(), things: Vec::new() };
        encoder.bytes.extend(if big_endian { b"typedstream" } else { b"streamtyped" });
        encoder.integer(1000);
        encoder
    }

    fn ordered(&mut self, big_endian: &[u8]) {
        let mut bytes = big_endian.to_vec();
        if !self.big_endian {
            bytes.reverse();
        }
        self.bytes.extend(bytes);
    }

    fn integer(&mut self, value: i64) {
        if let (-110..=127, Ok(byte)) = (value, i8::try_from(value)) {
            self.bytes.push(byte.cast_unsigned());
        } else if let Ok(value) = i16::try_from(value) {
            self.bytes.push(0x81);
            self.ordered(&value.to_be_bytes());
        } else {
            self.bytes.push(0x82);
            self.ordered(&i32::try_from(value).unwrap().to_be_bytes());
        }
    }

    fn length(&mut self, length: usize) {
        match u16::try_from(length) {
            Ok(short @ 0x8000..) => {
                self.bytes.push(0x81);
                self.ordered(&short.to_be_bytes());
            }
            _ => self.integer(length as i64),
        }
    }

    fn reference(&mut self, number: usize) {
        self.integer(number as i64 - 110);
    }

    fn shared(&mut self, text: &str) {
        match self.strings.iter().position(|known| known == text) {
            Some(number) => self.reference(number),
            None => {
                self.strings.push(text.into());
                self.bytes.push(0x84);
                self.length(text.len());
                self.bytes.extend(text.as_bytes());
            }
        }
    }

    fn class(&mut self, chain: Chain) {
        for (name, version) in chain {
            if let Some(number) = self.things.iter().position(|known| *known == Some(*name)) {
                return self.reference(number);
            }
            self.bytes.push(0x84);
            self.shared(name);
            self.integer(*version);
            self.things.push(Some(name));
        }
        self.bytes.push(0x85);
    }

    /// A new object whose values `content` writes; gives its number.
    fn object(&mut self, chain: Chain, content: impl FnOnce(&mut Self)) -> usize {
        self.shared("@");
        self.bytes.push(0x84);
        let number = self.things.len();
        self.things.push(None);
        self.class(chain);
        content(self);
        self.bytes.push(0x86);
        number
    }

    /// An object that was written before.
    fn again(&mut self, number: usize) {
        self.shared("@");
        self.reference(number);
    }

    fn string(&mut self, chain: Chain, text: &str) -> usize {
        self.object(chain, |encoder| {
            encoder.shared("+");
            encoder.length(text.len());
            encoder.bytes.extend(text.as_bytes());
        })
    }

    fn number(&mut self, value: i64) {
        self.object(NUMBER, |encoder| {
            encoder.shared("*");
            encoder.bytes.push(0x84);
            encoder.things.push(None);
            encoder.shared("i");
            // `NSNumber` names its type once, as its value, and again as the type of what follows.
            encoder.shared("i");
            encoder.integer(value);
        });
    }

    fn url(&mut self, base: Option<&str>, text: &str) {
        self.object(URL, |encoder| {
            encoder.shared("c");
            encoder.bytes.push(u8::from(base.is_some()));
            if let Some(base) = base {
                encoder.url(None, base);
            }
            encoder.string(STRING, text);
        });
    }

    fn data(&mut self, bytes: &[u8]) {
        self.object(DATA, |encoder| {
            encoder.shared("i");
            encoder.length(bytes.len());
            encoder.shared(&format!("[{}c]", bytes.len()));
            encoder.bytes.extend(bytes);
        });
    }

    fn run(&mut self, set: i64, length: i64) {
        self.shared("iI");
        self.integer(set);
        self.integer(length);
    }

    fn dictionary(&mut self, pairs: usize, content: impl FnOnce(&mut Self)) {
        self.object(DICTIONARY, |encoder| {
            encoder.shared("i");
            encoder.integer(pairs as i64);
            content(encoder);
        });
    }
}

fn read(bytes: &[u8]) -> AttributedText {
    attributed_text(bytes, &Limits::default()).unwrap()
}

fn hello() -> Vec<u8> {
    let mut encoder = Encoder::new(false);
    encoder.object(ATTRIBUTED, |encoder| {
        encoder.string(STRING, "Hello");
        encoder.run(1, 5);
        encoder.dictionary(1, |encoder| {
            encoder.string(STRING, "__kIMMessagePartAttributeName");
            encoder.number(0);
        });
    });
    encoder.bytes
}

#[test]
fn the_encoder_writes_what_messages_hold() {
    // As printed in many places for a message that says "Hello" and nothing else.
    let published = "040b73747265616d747970656481e803840140848484124e5341747472696275746564537472\
        696e67008484084e534f626a656374008592848484084e53537472696e67019484012b0548656c6c6f868402\
        694901059284848 40c4e5344696374696f6e617279009484016901928496961d5f5f6b494d4d6573736167\
        65506172744174747269627574654e616d658692848484084e534e756d626572008484074e5356616c756500\
        9484012a84999900868686";
    let digits: Vec<u8> = published.bytes().filter(u8::is_ascii_hexdigit).collect();
    let bytes: Vec<u8> = digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect();
    assert_eq!(hello(), bytes);
    let text = read(&bytes);
    assert_eq!(text.text, "Hello");
    assert!(text.links.is_empty() && text.mentions.is_empty() && text.damage.is_none());
}

/// A keyed archive as the data detectors leave it.
fn detected(kind: &str, matched: &str) -> Vec<u8> {
    use plist::{Dictionary, Uid, Value};
    let uid = |number| Value::Uid(Uid::new(number));
    let mut result = Dictionary::new();
    result.insert("$class".into(), uid(4));
    result.insert("T".into(), uid(2));
    result.insert("MS".into(), uid(3));
    let mut class = Dictionary::new();
    class.insert("$classname".into(), "DDScannerResult".into());
    let objects =
        vec!["$null".into(), result.into(), kind.into(), matched.into(), Value::Dictionary(class)];
    let top: Dictionary = [("dd-result".to_owned(), uid(1))].into_iter().collect();
    let list: Dictionary =
        [("$top".to_owned(), Value::Dictionary(top)), ("$objects".to_owned(), objects.into())]
            .into_iter()
            .collect();
    let mut bytes = Vec::new();
    Value::Dictionary(list).to_writer_binary(&mut bytes).unwrap();
    bytes
}

const TEXT: &str = "@Ana look: evil.example/x \u{fffc} und https://bad.example/é";

fn rich(big_endian: bool) -> Vec<u8> {
    let mut encoder = Encoder::new(big_endian);
    encoder.object(MUTABLE, |encoder| {
        encoder.string(MUTABLE_STRING, TEXT);
        let mut part = 0;
        encoder.run(1, 4);
        encoder.dictionary(2, |encoder| {
            part = encoder.string(STRING, "__kIMMessagePartAttributeName");
            encoder.number(0);
            encoder.string(STRING, "__kIMMentionConfirmedMention");
            encoder.string(STRING, "+33612345678");
        });
        encoder.run(2, 14);
        encoder.dictionary(3, |encoder| {
            encoder.again(part);
            encoder.number(300);
            encoder.string(STRING, "__kIMLinkAttributeName");
            encoder.url(Some("https://bad.example/a/b"), "c");
            encoder.string(STRING, "__kIMDataDetectedAttributeName");
            encoder.data(&detected("HttpURL", "evil.example/x"));
        });
        encoder.run(3, 1);
        encoder.dictionary(1, |encoder| {
            encoder.string(STRING, "__kIMFileTransferGUIDAttributeName");
            encoder.string(STRING, "at_0_1234");
        });
        encoder.run(2, 20);
    });
    encoder.bytes
}

#[test]
fn attributes_give_links_mentions_and_attachments() {
    for big_endian in [false, true] {
        let text = read(&rich(big_endian));
        assert_eq!(text.text, TEXT);
        let links =
            ["https://bad.example/a/b/c".replace("b/c", "c"), "https://bad.example/a/b".into()];
        assert!(links.iter().all(|link| text.links.contains(link)), "{:?}", text.links);
        assert!(text.links.contains(&"evil.example/x".to_owned()), "{:?}", text.links);
        assert_eq!(text.links.len(), 3);
        assert_eq!(text.mentions, ["+33612345678"]);
        assert_eq!(text.file_transfer_guids, ["at_0_1234"]);
        assert!(text.damage.is_none(), "{:?}", text.damage);
    }
}

#[test]
fn what_detectors_call_no_url_is_none() {
    let mut encoder = Encoder::new(false);
    encoder.object(ATTRIBUTED, |encoder| {
        encoder.string(STRING, "tomorrow");
        encoder.data(&detected("DateTime", "tomorrow"));
        encoder.data(b"bplist00 damaged");
    });
    let text = read(&encoder.bytes);
    assert_eq!((text.text.as_str(), text.links.len()), ("tomorrow", 0));
    assert!(text.damage.is_some());
}

#[test]
fn texts_of_any_length() {
    for length in [0, 1, 127, 128, 145, 200, 255, 256, 32_767, 32_768, 65_535, 65_536, 100_000] {
        for big_endian in [false, true] {
            let mut encoder = Encoder::new(big_endian);
            let expected = "x".repeat(length);
            encoder.object(ATTRIBUTED, |encoder| {
                encoder.string(STRING, &expected);
            });
            let text = read(&encoder.bytes);
            assert!(text.text == expected && text.damage.is_none(), "{length}");
        }
    }
}

#[test]
fn a_plain_string_is_a_text_too() {
    let mut encoder = Encoder::new(false);
    encoder.string(MUTABLE_STRING, "plain");
    assert_eq!(read(&encoder.bytes).text, "plain");
}

#[test]
fn values_of_every_type_are_passed() {
    const OTHER: Chain = &[("XYOther", 3), ("NSObject", 0)];
    let mut encoder = Encoder::new(false);
    encoder.object(ATTRIBUTED, |encoder| {
        encoder.object(OTHER, |encoder| {
            encoder.shared("cCsSiIlLqQ");
            encoder.bytes.extend([0x86, 0xff]);
            for value in [-5, 5, -111, 128, 40_000, -40_000, 7, 7] {
                encoder.integer(value);
            }
            encoder.shared("fd{_Size=ff}[3i][2[2S]]!r*%:#@@");
            encoder.bytes.push(0x83);
            encoder.ordered(&0.5_f32.to_be_bytes());
            encoder.bytes.push(0x83);
            encoder.ordered(&0.25_f64.to_be_bytes());
            for whole in [1, 2, 3, 4, 500, 5, 6, 7, 8] {
                encoder.integer(whole);
            }
            encoder.bytes.push(0x84);
            encoder.things.push(None);
            encoder.shared("a C string");
            encoder.shared("atom");
            encoder.shared("selector:");
            encoder.class(STRING);
            encoder.bytes.extend([0x85, 0x85]);
            encoder.shared("*");
            encoder.bytes.push(0x85);
            encoder.shared("q");
            encoder.bytes.push(0x87);
            encoder.ordered(&i64::MAX.to_be_bytes());
        });
        encoder.string(STRING, "after");
    });
    let text = read(&encoder.bytes);
    assert_eq!(text.text, "after");
    assert!(text.damage.is_none(), "{:?}", text.damage);
}

#[test]
fn what_is_no_rich_text() {
    let fails = |bytes: &[u8]| attributed_text(bytes, &Limits::default()).unwrap_err().to_string();
    assert!(fails(b"").starts_with("version of a typedstream at byte 0 is cut short"));
    assert!(fails(b"bplist00").contains("streamtyped"));
    assert!(fails(&hello()[..40]).contains("cut short"));
    let mut encoder = Encoder::new(false);
    encoder.number(7);
    assert!(fails(&encoder.bytes).contains("an NSAttributedString or NSString"));
}

#[test]
fn the_text_survives_damage_after_it() {
    let bytes = rich(false);
    let start = bytes.windows(4).position(|window| window == b"@Ana").unwrap();
    let end = start + TEXT.len();
    for length in 0..bytes.len() {
        typedstream::fuzz(&bytes[..length]);
        let read = attributed_text(&bytes[..length], &Limits::default());
        if length > start {
            let read = read.unwrap();
            let kept = length.min(end) - start;
            assert!(read.damage.is_some(), "{length}");
            assert_eq!(read.text, String::from_utf8_lossy(&TEXT.as_bytes()[..kept]));
        } else {
            assert!(read.is_err(), "{length}");
        }
    }
}

#[test]
fn every_byte_changed() {
    let bytes = rich(false);
    for at in 0..bytes.len() {
        for value in [0x00, 0x2b, 0x81, 0x83, 0x84, 0x85, 0x86, 0x92, 0xff, bytes[at] ^ 1] {
            let mut changed = bytes.clone();
            changed[at] = value;
            typedstream::fuzz(&changed);
        }
    }
}

#[test]
fn types_that_take_no_bytes_end() {
    for types in ["[18446744073709551615{}]", "[99999999[99999999!]]", "{=[4000000000{=}]}"] {
        let mut encoder = Encoder::new(false);
        encoder.shared(types);
        let limits = Limits { value: 1 << 20, ..Limits::default() };
        let stop = attributed_text(&encoder.bytes, &limits).unwrap_err();
        assert!(matches!(stop, Stop::Limit { .. }), "{stop}");
    }
}

#[test]
fn a_class_that_is_its_own_parent() {
    // Found by fuzzing.
    for own in [1, 2] {
        let mut encoder = Encoder::new(false);
        encoder.shared("@");
        encoder.bytes.extend([0x84, 0x84]);
        encoder.things.extend([None, Some("A")]);
        encoder.shared("A");
        encoder.integer(0);
        encoder.bytes.push(0x84);
        encoder.things.push(Some("B"));
        encoder.shared("B");
        encoder.integer(0);
        encoder.reference(own);
        encoder.shared("+");
        encoder.bytes.extend([1, b'x', 0x86]);
        let stop = attributed_text(&encoder.bytes, &Limits::default()).unwrap_err();
        assert!(stop.to_string().contains("a reference to a class before"), "{stop}");
    }
}

#[test]
fn one_text_mentioned_a_million_times() {
    let mut encoder = Encoder::new(false);
    encoder.object(ATTRIBUTED, |encoder| {
        let long = encoder.string(STRING, &"x".repeat(1 << 20));
        encoder.dictionary(100_000, |encoder| {
            let key = encoder.string(STRING, "__kIMMentionConfirmedMention");
            encoder.again(long);
            encoder.shared(&"@".repeat(200_000));
            for _ in 0..100_000 {
                encoder.reference(key);
                encoder.reference(long);
            }
        });
    });
    let limits = Limits { value: 4 << 20, ..Limits::default() };
    let text = attributed_text(&encoder.bytes, &limits).unwrap();
    assert_eq!((text.text.len(), text.mentions.len()), (1 << 20, 1));
    assert!(matches!(text.damage, Some(Stop::Limit { .. })), "{:?}", text.damage);
}

#[test]
fn more_links_than_a_person_writes() {
    let mut encoder = Encoder::new(false);
    encoder.object(ATTRIBUTED, |encoder| {
        encoder.string(STRING, "text");
        for number in 0..1500 {
            encoder.url(None, &format!("https://a.example/{number}"));
        }
    });
    let text = read(&encoder.bytes);
    assert_eq!(text.links.len(), 1000);
    assert!(matches!(text.damage, Some(Stop::Limit { most: 1000, .. })));
}

#[test]
fn nesting_ends() {
    let mut encoder = Encoder::new(false);
    encoder.shared("@");
    for _ in 0..10_000 {
        encoder.bytes.push(0x84);
        encoder.things.push(None);
        encoder.class(DICTIONARY);
        encoder.shared("@");
    }
    let mut types = Encoder::new(false);
    types.shared(&("[1".repeat(10_000) + "c" + &"]".repeat(10_000)));
    for bytes in [encoder.bytes, types.bytes] {
        for depth in [64, u32::MAX] {
            let limits = Limits { depth, ..Limits::default() };
            let stop = attributed_text(&bytes, &limits).unwrap_err();
            assert!(matches!(stop, Stop::Limit { what: "levels of nesting", .. }), "{stop}");
        }
    }
}

#[test]
fn a_url_that_is_its_own_base() {
    let mut encoder = Encoder::new(false);
    encoder.object(ATTRIBUTED, |encoder| {
        encoder.string(STRING, "text");
        let me = encoder.things.len();
        encoder.object(URL, |encoder| {
            encoder.again(me);
            encoder.string(STRING, "x:/a");
        });
    });
    assert_eq!(read(&encoder.bytes).links, ["x:/a"]);
}
