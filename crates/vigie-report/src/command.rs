//! Commands as a person can type them.

/// One word of a command line, quoted for a POSIX shell where it must be.
pub(crate) fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=:,@%+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// A whole command line.
pub(crate) fn command_line(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_spaces_and_quotes() {
        let words = ["vigie", "check", "/media/My phone", "it's", "", "$HOME"].map(String::from);
        assert_eq!(command_line(&words), "vigie check '/media/My phone' 'it'\\''s' '' '$HOME'");
    }
}
