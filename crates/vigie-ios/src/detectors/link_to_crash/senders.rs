//! Who is in the address book.

use std::collections::HashSet;

use crate::parsers::Contact;

/// Most numbers and addresses that are kept.
const MOST: usize = 200_000;

/// Numbers and addresses of the address book.
#[derive(Default)]
pub(super) struct Known(HashSet<String>);

impl Known {
    pub(super) fn add(&mut self, contact: &Contact) {
        if let Some(key) = contact.value.as_deref().and_then(key)
            && self.0.len() < MOST
        {
            self.0.insert(key);
        }
    }

    /// True where there is an address book and `sender` is not in it.
    pub(super) fn lacks(&self, sender: Option<&str>) -> bool {
        let key = sender.and_then(key);
        !self.0.is_empty() && key.is_some_and(|key| !self.0.contains(&key))
    }
}

/// An address in lower case, or the last digits of a number: with and without the prefix of its
/// country it is the same one. `None` for what is neither, such as the name of a shop.
fn key(text: &str) -> Option<String> {
    const LAST: usize = 8;
    let text = text.split_once("@s.whatsapp.net").map_or(text, |(number, _)| number);
    if text.contains('@') {
        return Some(text.trim().to_lowercase());
    }
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().checked_sub(LAST)?;
    Some(digits.iter().skip(from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_many_spellings() {
        let same = ["+33 6 12 34 56 78", "0612345678", "33612345678@s.whatsapp.net"];
        assert!(same.iter().all(|text| key(text) == Some("12345678".to_owned())));
        assert_eq!(key("Ann@Example.org"), Some("ann@example.org".to_owned()));
        assert_eq!((key("POSTE"), key("36245")), (None, None));
    }
}
