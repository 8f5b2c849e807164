//! Archives of objects in the older format of `NSArchiver`: the rich text of iMessages.
//!
//! Column `attributedBody` of table `message` in `sms.db` (iOS 6 and later) holds an archived
//! `NSAttributedString`; since iOS 16 the column `text` beside it is often empty, so that this is
//! the only place of the message. The format goes back to `NXTypedStream` of NeXTSTEP 1.
//!
//! ```text
//! 04 0b "streamtyped"          version 4, little-endian ("typedstream" is big-endian)
//! 81 e8 03                     version of the system: 1000
//! 84 01 "@"                    types of the next values: one object
//! 84                           a new object …
//!    84 84 12 "NSAttributedString" 00   … of a new class, version 0, …
//!    84 84 08 "NSObject" 00 85          … whose parent is NSObject, which has none
//!    92                        types as before ("@"): its first value is an object
//!    84 84 84 08 "NSString" 01 94       … of a new class whose parent is the one seen before
//!       84 01 "+" 05 "Hello"   one value: bytes
//!    86                        end of the object
//!    84 02 "iI" 01 05 …        runs of attributes: number of the set, length
//! 86
//! ```
//!
//! Whole numbers take one byte, or more behind 0x81 (two) and 0x82 (four); 0x83 precedes a number
//! with a fraction. 0x84 is something new, 0x85 nothing, 0x86 the end; from 0x92 on, a byte is the
//! number, less 0x92, of something seen before: types and names of classes are counted in one
//! table, objects, classes and C strings in another. Sources: the manual pages of `NXTypedStream`
//! and the documentation of [python-typedstream].
//!
//! [python-typedstream]: https://github.com/dgelessus/python-typedstream

mod attributed;
mod objects;
mod stream;

use vigie_core::{Limits, Stop};

/// What a message's `attributedBody` says.
#[derive(Debug, Default)]
pub struct AttributedText {
    /// The text, without its attributes.
    pub text: String,
    /// URLs that its attributes name: links and what the data detectors found.
    pub links: Vec<String>,
    /// Accounts that are mentioned: telephone numbers and e-mail addresses.
    pub mentions: Vec<String>,
    /// Ids of the attachments inside the text.
    pub file_transfer_guids: Vec<String>,
    /// Why the rest could not be read, when the text was and something after it is damaged.
    pub damage: Option<Stop>,
}

/// Reads `message.attributedBody`.
///
/// # Errors
/// When no text can be had. Damage after the text, or in the middle of it, is noted in
/// [`AttributedText::damage`].
pub fn attributed_text(bytes: &[u8], limits: &Limits) -> Result<AttributedText, Stop> {
    attributed::read(bytes, limits)
}

/// What fuzzing checks: no panic, and the same answer twice.
#[doc(hidden)]
pub fn fuzz(bytes: &[u8]) {
    let limits = Limits { value: 1 << 20, depth: 32, ..Limits::default() };
    let text = format!("{:?}", attributed_text(bytes, &limits));
    assert_eq!(text, format!("{:?}", attributed_text(bytes, &limits)));
}
