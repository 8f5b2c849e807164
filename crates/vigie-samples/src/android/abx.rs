//! Binary XML of Android 12 and later.
//!
//! After AOSP `frameworks/libs/modules-utils/java/com/android/modules/utils/BinaryXmlSerializer.java`:
//! tokens whose low half is the event and whose high half is the type of its value.

use std::collections::HashMap;

/// A document while it is written.
pub(crate) struct Abx {
    bytes: Vec<u8>,
    words: HashMap<String, u16>,
}

impl Abx {
    pub(crate) fn new() -> Self {
        let mut bytes = b"ABX\0".to_vec();
        bytes.push(0x10);
        Self { bytes, words: HashMap::new() }
    }

    fn text(&mut self, text: &str) {
        let length = u16::try_from(text.len()).unwrap_or(0);
        self.bytes.extend(length.to_be_bytes());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn word(&mut self, word: &str) {
        if let Some(number) = self.words.get(word) {
            self.bytes.extend(number.to_be_bytes());
            return;
        }
        let number = u16::try_from(self.words.len()).unwrap_or(0);
        self.words.insert(word.to_owned(), number);
        self.bytes.extend([0xff, 0xff]);
        self.text(word);
    }

    /// Opens an element with its attributes.
    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.bytes.push(0x32);
        self.word(name);
        for (key, value) in attributes {
            self.bytes.push(0x2f);
            self.word(key);
            self.text(value);
        }
    }

    /// Closes an element.
    pub(crate) fn close(&mut self, name: &str) {
        self.bytes.push(0x33);
        self.word(name);
    }

    /// The document.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.bytes.push(0x11);
        self.bytes
    }
}
