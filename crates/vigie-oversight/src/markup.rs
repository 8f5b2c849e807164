//! Documents of the interfaces as one tree, whether they came as XML or as JSON.
//!
//! XML: namespaces are matched, not prefixes; a document type, an entity other than the five of XML and
//! what nests too deep end the reading; nothing is fetched or expanded. JSON of TS 103 120: `@name` is an
//! attribute, the prefix of `auth:Name` is left out, an array repeats its element; a member that
//! comes twice ends the reading.

use std::fmt;

use quick_xml::NsReader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use vigie_core::Stop;

/// Elements of one document.
const MOST_NODES: usize = 2_000_000;

/// Levels of elements.
const MOST_DEPTH: usize = 64;

/// An element.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Node {
    /// Its name without prefix.
    pub(crate) name: String,
    /// Its namespace; empty in JSON.
    pub(crate) namespace: String,
    /// Names without prefix, and values.
    pub(crate) attributes: Vec<(String, String)>,
    /// Its text.
    pub(crate) text: String,
    /// The elements inside.
    pub(crate) children: Vec<Node>,
    /// Where it begins; 0 in JSON.
    pub(crate) start: u64,
    /// Where it ends.
    pub(crate) end: u64,
}

impl Node {
    /// The first element inside with this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Every element inside with this name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The element at the end of these names.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |node, name| node.child(name))
    }

    /// The text at the end of these names, without space around it.
    pub(crate) fn text_at(&self, path: &[&str]) -> Option<String> {
        let text = self.at(path)?.text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The name of its `xsi:type`, without prefix or namespace.
    pub(crate) fn xsi_type(&self) -> Option<&str> {
        let full = self.attribute("type")?;
        full.rsplit([':', '}']).next()
    }
}

fn bad(offset: u64, expected: impl Into<String>) -> Stop {
    Stop::malformed("document", offset, expected)
}

/// The root of an XML document.
///
/// # Errors
/// When it is none, has a document type, or is too large.
pub(crate) fn xml(bytes: &[u8]) -> Result<Node, Stop> {
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let utf8 = |error: std::str::Utf8Error| bad(error.valid_up_to() as u64, "UTF-8");
    let mut reader = NsReader::from_str(std::str::from_utf8(bytes).map_err(utf8)?);
    let mut open: Vec<Node> = Vec::new();
    let mut root = None;
    let mut nodes = 0_usize;
    loop {
        let at = reader.buffer_position();
        let event = reader.read_event().map_err(|error| bad(at, format!("XML ({error})")))?;
        match event {
            Event::Start(start) => {
                open.push(node(&reader, &start, at)?);
                nodes += 1;
                if open.len() > MOST_DEPTH {
                    return Err(Stop::Limit { what: "levels of XML", most: MOST_DEPTH as u64 });
                }
            }
            Event::Empty(start) => {
                let mut node = node(&reader, &start, at)?;
                node.end = reader.buffer_position();
                nodes += 1;
                close(node, &mut open, &mut root);
            }
            Event::End(_) => {
                if let Some(mut node) = open.pop() {
                    node.end = reader.buffer_position();
                    close(node, &mut open, &mut root);
                }
            }
            Event::Text(text) => add(&mut open, &text),
            Event::CData(text) => add(&mut open, &text),
            Event::GeneralRef(name) => {
                let known = resolve_predefined_entity(&name).map(str::to_owned);
                let text = known.or_else(|| character(&name));
                add(&mut open, &text.ok_or_else(|| bad(at, "no entity of its own"))?);
            }
            Event::DocType(_) => return Err(bad(at, "no document type (DOCTYPE)")),
            Event::Eof => break,
            _ => {}
        }
        if nodes > MOST_NODES {
            return Err(Stop::Limit { what: "elements of XML", most: MOST_NODES as u64 });
        }
    }
    if !open.is_empty() {
        return Err(bad(bytes.len() as u64, "the end of every element"));
    }
    root.ok_or_else(|| bad(0, "an element"))
}

/// The character of a reference by number: `#65`, `#x41`.
fn character(name: &str) -> Option<String> {
    let digits = name.strip_prefix('#')?;
    let number = match digits.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => digits.parse().ok()?,
    };
    char::from_u32(number).map(String::from)
}

fn add(open: &mut [Node], text: &str) {
    if let Some(node) = open.last_mut() {
        node.text.push_str(text);
    }
}

fn close(mut node: Node, open: &mut [Node], root: &mut Option<Node>) {
    if !node.children.is_empty() && node.text.trim().is_empty() {
        node.text = String::new();
    }
    match open.last_mut() {
        Some(parent) => parent.children.push(node),
        None => {
            root.get_or_insert(node);
        }
    }
}

fn node(reader: &NsReader<&[u8]>, start: &BytesStart<'_>, at: u64) -> Result<Node, Stop> {
    let (resolved, local) = reader.resolver().resolve_element(start.name());
    let mut node = Node { name: local.as_ref().to_owned(), start: at, ..Node::default() };
    if let ResolveResult::Bound(namespace) = resolved {
        node.namespace = namespace.as_ref().to_owned();
    }
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| bad(at, format!("attributes ({error})")))?;
        let name = attribute.key.local_name().as_ref().to_owned();
        let value = attribute.value.to_string();
        if name != "xmlns" && attribute.key.prefix().is_none_or(|p| p.as_ref() != "xmlns") {
            node.attributes.push((name, value));
        }
    }
    Ok(node)
}

/// A JSON document as an element called `name`.
///
/// # Errors
/// When it is none, or a member comes twice.
pub(crate) fn json(bytes: &[u8], name: &str) -> Result<Node, Stop> {
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = Value(name).deserialize(&mut reader).and_then(|nodes| {
        reader.end()?;
        Ok(nodes)
    });
    let mut nodes = value.map_err(|error| bad(0, format!("JSON ({error})")))?;
    match (nodes.pop(), nodes.is_empty()) {
        (Some(node), true) => Ok(node),
        _ => Err(bad(0, "one JSON object")),
    }
}

/// Reads a value as elements with this name.
struct Value<'a>(&'a str);

impl Value<'_> {
    fn leaf<E>(&self, text: String) -> Result<Vec<Node>, E> {
        Ok(vec![Node { name: self.0.to_owned(), text, ..Node::default() }])
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = Vec<Node>;

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<Vec<Node>, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = Vec<Node>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Vec<Node>, E> {
        self.leaf(value.to_string())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Vec<Node>, E> {
        self.leaf(value.to_string())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Vec<Node>, E> {
        self.leaf(value.to_string())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Vec<Node>, E> {
        self.leaf(value.to_string())
    }

    fn visit_str<E>(self, value: &str) -> Result<Vec<Node>, E> {
        self.leaf(value.to_owned())
    }

    fn visit_unit<E>(self) -> Result<Vec<Node>, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<Node>, A::Error> {
        let mut nodes = Vec::new();
        while let Some(item) = items.next_element_seed(Value(self.0))? {
            nodes.extend(item);
        }
        Ok(nodes)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Vec<Node>, A::Error> {
        let mut node = Node { name: self.0.to_owned(), ..Node::default() };
        let mut seen = std::collections::BTreeSet::new();
        while let Some(key) = members.next_key::<String>()? {
            let own = key.rsplit(':').next().unwrap_or(&key).to_owned();
            let is_attribute = key.starts_with('@');
            let values = members.next_value_seed(Value(&own))?;
            if !seen.insert(key) {
                return Err(A::Error::custom(format!("the member {own} comes twice")));
            }
            if is_attribute {
                let text = values.into_iter().next().map(|value| value.text).unwrap_or_default();
                node.attributes.push((own, text));
            } else {
                node.children.extend(values);
            }
        }
        Ok(vec![node])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_and_json_give_one_tree() {
        let one = xml(
            br#"<a xmlns="urn:x" xmlns:i="urn:i"><b i:type="p:T"><c>1 &amp; &#50;</c></b><b/></a>"#,
        )
        .unwrap();
        let other = json(br#"{"b": [{"@i:type": "{urn}T", "p:c": "1 & 2"}, {}]}"#, "a").unwrap();
        assert_eq!(one.namespace, "urn:x");
        for node in [one, other] {
            assert_eq!(node.text_at(&["b", "c"]).as_deref(), Some("1 & 2"));
            assert_eq!(node.child("b").unwrap().xsi_type(), Some("T"));
            assert_eq!(node.all("b").count(), 2);
        }
    }

    #[test]
    fn what_is_refused() {
        assert!(xml(b"<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>").is_err());
        assert!(xml(b"<a>&x;</a>").is_err() && xml(b"<a><b></a>").is_err());
        assert!(xml("<a>".repeat(100).as_bytes()).is_err() && xml(b"").is_err());
        assert!(json(br#"{"a": 1, "a": 2}"#, "x").is_err() && json(b"[1, 2]", "x").is_err());
        assert!(json("[".repeat(5000).as_bytes(), "x").is_err());
    }
}
