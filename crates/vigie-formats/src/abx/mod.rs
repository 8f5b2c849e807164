//! XML as Android keeps it: binary (ABX) since Android 12, text before that and where an app writes it.
//!
//! Settings, packages, permissions and app-ops stand in files called `.xml`. Since Android 12 the
//! system writes most of them in a binary form that holds the same events. Both are read into one small
//! tree; the reader of the file need not know which of them it was.
//!
//! Sources: [`BinaryXmlSerializer`] and [`BinaryXmlPullParser`] of the Android Open Source Project.
//!
//! [`BinaryXmlSerializer`]: https://android.googlesource.com/platform/frameworks/libs/modules-utils/+/refs/heads/main/java/com/android/modules/utils/BinaryXmlSerializer.java
//! [`BinaryXmlPullParser`]: https://android.googlesource.com/platform/frameworks/libs/modules-utils/+/refs/heads/main/java/com/android/modules/utils/BinaryXmlPullParser.java

mod binary;
mod text;
pub(crate) mod tree;

use vigie_core::{Limits, Stop};

pub use self::tree::{Descendants, Element};

use self::tree::Builder;

/// What the binary form begins with.
const MAGIC: &[u8] = b"ABX\0";

/// What a file of XML holds.
#[derive(Debug)]
pub struct Document {
    /// Its elements at the outermost level: one, where it is well-formed.
    pub elements: Vec<Element>,
    /// Why reading stopped early; what stood before it is there.
    pub damage: Option<Stop>,
}

impl Document {
    /// The first of the outermost elements.
    #[must_use]
    pub fn root(&self) -> Option<&Element> {
        self.elements.first()
    }
}

/// Whether `bytes` begin as the binary form does.
#[must_use]
pub fn is_binary(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Whether `bytes` begin as XML in either form.
#[must_use]
pub fn looks_like_one(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    is_binary(bytes) || text.trim_ascii_start().starts_with(b"<")
}

/// Reads `bytes`, in whichever form.
#[must_use]
pub fn read(bytes: &[u8], limits: &Limits) -> Document {
    let mut builder = Builder::new(limits, bytes.len());
    let end = match bytes.strip_prefix(MAGIC) {
        Some(body) => binary::read(body, MAGIC.len() as u64, &mut builder),
        None => text::read(&String::from_utf8_lossy(bytes), &mut builder),
    };
    let damage = end.err().or_else(|| builder.unclosed(bytes.len() as u64));
    Document { elements: builder.finish(), damage }
}

/// What fuzzing checks: no panic, and the same answer twice.
#[doc(hidden)]
pub fn fuzz(bytes: &[u8]) {
    let limits = Limits { value: 1 << 20, ..Limits::default() };
    let run = || {
        let document = read(bytes, &limits);
        for element in &document.elements {
            for one in element.descendants() {
                assert!(one.attribute("").is_none() || !one.attributes().is_empty());
            }
        }
        format!("{document:?}")
    };
    assert_eq!(run(), run());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(document: &Document) -> String {
        let one = |element: &Element| {
            let attributes: Vec<String> = element
                .attributes()
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            format!("{}[{}]{}", element.name(), attributes.join(","), element.text())
        };
        let all = document.elements.iter().flat_map(Element::descendants);
        all.map(one).collect::<Vec<_>>().join(" ")
    }

    /// A tag or text: token, then a new interned name.
    fn named(token: u8, name: &str) -> Vec<u8> {
        let mut bytes = vec![token, 0xff, 0xff];
        bytes.extend(u16::try_from(name.len()).unwrap().to_be_bytes());
        bytes.extend(name.as_bytes());
        bytes
    }

    #[test]
    fn every_type_of_attribute_is_read() {
        let mut bytes = b"ABX\0\x10".to_vec();
        bytes.extend(named(0x32, "a"));
        let values: &[(u8, &[u8])] = &[
            (0x1f, b""),
            (0x2f, b"\0\x03str"),
            (0x3f, b"\0\0"),
            (0x3f, b"\xff\xff\0\x03new"),
            (0x4f, b"\0\x02\x01\xfe"),
            (0x5f, b"\0\x02hi"),
            (0x6f, &(-5_i32).to_be_bytes()),
            (0x7f, &255_i32.to_be_bytes()),
            (0x8f, &1_700_000_000_000_i64.to_be_bytes()),
            (0x9f, &0x18c_f00d_i64.to_be_bytes()),
            (0xaf, &1.5_f32.to_be_bytes()),
            (0xbf, &(-2.25_f64).to_be_bytes()),
            (0xcf, b""),
            (0xdf, b""),
        ];
        for (number, (token, value)) in values.iter().enumerate() {
            bytes.extend(named(*token, &format!("k{number}")));
            bytes.extend(*value);
        }
        bytes.extend(b"\x24\0\x02hi\x33\0\0\x11");
        let document = read(&bytes, &Limits::default());
        assert!(document.damage.is_none(), "{:?}", document.damage);
        assert_eq!(
            shown(&document),
            "a[k1=str,k2=a,k3=new,k4=01fe,k5=aGk=,k6=-5,k7=ff,k8=1700000000000,k9=18cf00d,\
             k10=1.5,k11=-2.25,k12=true,k13=false]hi"
        );
    }

    #[test]
    fn text_reads_as_binary_does() {
        let text = "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<list a=\"1 &amp; 2\">\
                    <item name='x'>tex&lt;t<![CDATA[&]]></item><item name=\"y\" /></list>\n";
        let document = read(text.as_bytes(), &Limits::default());
        assert!(document.damage.is_none(), "{:?}", document.damage);
        assert_eq!(shown(&document), "list[a=1 & 2] item[name=x]tex<t& item[name=y]");
        let list = document.root().unwrap();
        assert_eq!(list.child("item").and_then(|item| item.attribute("name")), Some("x"));
        assert_eq!(list.children_named("item").count(), 2);
    }

    #[test]
    fn what_stands_before_damage_is_kept() {
        let document = read(b"<list><item name='x'/><item", &Limits::default());
        assert_eq!(shown(&document), "list[] item[name=x]");
        assert!(document.damage.is_some());
        let mut bytes = b"ABX\0\x10".to_vec();
        bytes.extend(named(0x32, "a"));
        bytes.extend(b"\x2f\xff\xff\0\x01k\x7f\xff");
        let document = read(&bytes, &Limits::default());
        assert_eq!(shown(&document), "a[]");
        let message = document.damage.unwrap().to_string();
        assert!(message.contains("needs 32767 bytes, 0 left"), "{message}");
    }

    #[test]
    fn nesting_and_entities_end() {
        let deep = "<a>".repeat(100_000);
        assert!(read(deep.as_bytes(), &Limits::default()).damage.is_some());
        let bomb = "<!DOCTYPE a [<!ENTITY b 'bb'>]><a>&b;</a>";
        assert_eq!(shown(&read(bomb.as_bytes(), &Limits::default())), "a[]&b;");
        assert!(!looks_like_one(b"text") && looks_like_one(b"\xef\xbb\xbf <a/>"));
    }
}
