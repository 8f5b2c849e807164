//! Archives of objects in the older format of `NSArchiver`: the rich text of iMessages.

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
/// When no text can be had. Damage after the text is noted in [`AttributedText::damage`].
pub fn attributed_text(bytes: &[u8], limits: &Limits) -> Result<AttributedText, Stop> {
    let _ = (bytes, limits);
    Err(Stop::Unsupported("this typedstream".into()))
}
