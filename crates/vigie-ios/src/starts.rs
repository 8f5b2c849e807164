//! The beginnings of long texts.

/// At most `most` bytes of `text`, whole characters.
pub(crate) fn start(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_stay_whole() {
        assert_eq!(start("aé", 2), "a");
        assert_eq!(start("aé", 3), "aé");
        assert_eq!(start("é", 0), "");
    }
}
