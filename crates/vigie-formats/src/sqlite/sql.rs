//! The words of an SQL statement, as SQLite's tokenizer sees them.
//!
//! <https://www.sqlite.org/lang_keywords.html>

/// A word of SQL.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// A keyword or a name without quotes.
    Word(&'a str),
    /// A name in `"…"`, `[…]` or backquotes.
    Name(String),
    /// A text in `'…'`.
    Text(String),
    /// A blob, `x'…'`.
    Blob(Vec<u8>),
    /// A number, as written.
    Number(&'a str),
    /// Any other character.
    Sign(char),
}

impl Token<'_> {
    /// Whether this is the keyword `keyword`.
    pub(super) fn is(&self, keyword: &str) -> bool {
        matches!(self, Self::Word(word) if word.eq_ignore_ascii_case(keyword))
    }
}

/// The words of a statement, in order. Comments and white space are left out.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    pub(super) const fn new(sql: &'a str) -> Self {
        Self { rest: sql }
    }

    /// Takes as many bytes as `len` says, at least one character.
    fn take(&mut self, len: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(len).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Takes the characters that `wanted` accepts.
    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        self.take(self.rest.find(|c| !wanted(c)).unwrap_or(self.rest.len()))
    }

    /// Takes a quoted word whose opening quote was taken. Two closing quotes stand for one, save
    /// after `[`. What is never closed ends with the statement.
    fn quoted(&mut self, close: char) -> String {
        let mut word = String::new();
        loop {
            word.push_str(self.take_while(|c| c != close));
            self.take(close.len_utf8());
            if close == ']' || !self.rest.starts_with(close) {
                return word;
            }
            word.push(close);
            self.take(close.len_utf8());
        }
    }

    /// Leaves out white space and comments.
    fn skip(&mut self) {
        loop {
            self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\x0c', '\r', '\u{feff}']);
            let comment = match self.rest {
                line if line.starts_with("--") => line.find('\n'),
                block if block.starts_with("/*") => {
                    block.get(2..).and_then(|inner| inner.find("*/")).map(|end| end + 3)
                }
                _ => return,
            };
            self.take(comment.map_or(self.rest.len(), |end| end + 1));
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.skip();
        let first = self.rest.chars().next()?;
        Some(match first {
            'x' | 'X' if self.rest.get(1..2) == Some("'") => {
                self.take(2);
                Token::Blob(unhex(&self.quoted('\'')))
            }
            '0'..='9' => Token::Number(self.number()),
            '.' if self.rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit) => {
                Token::Number(self.number())
            }
            c if is_word(c) => Token::Word(self.take_while(is_word)),
            _ => {
                self.take(first.len_utf8());
                match first {
                    '\'' => Token::Text(self.quoted('\'')),
                    '"' | '`' => Token::Name(self.quoted(first)),
                    '[' => Token::Name(self.quoted(']')),
                    sign => Token::Sign(sign),
                }
            }
        })
    }
}

impl<'a> Tokens<'a> {
    /// Takes a number: digits, a fraction, an exponent with its sign.
    fn number(&mut self) -> &'a str {
        let mut before = ' ';
        let hexadecimal = self.rest.starts_with("0x") || self.rest.starts_with("0X");
        let end = self.rest.find(|c: char| {
            let is_exponent = matches!(before, 'e' | 'E') && !hexadecimal;
            before = c;
            !(c.is_ascii_alphanumeric()
                || matches!(c, '.' | '_')
                || (is_exponent && "+-".contains(c)))
        });
        self.take(end.unwrap_or(self.rest.len()))
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '$') || !c.is_ascii()
}

fn unhex(digits: &str) -> Vec<u8> {
    let digit = |c: u8| char::from(c).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, _) = digits.as_bytes().as_chunks::<2>();
    pairs.iter().filter_map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_names_and_comments() {
        let sql = "a -- b\n/* c */ \"d\"\"e\" [f\"]`g``h` 'i''j' x'0aFF' 1.5e-3 0x1F .5 é(,";
        let tokens: Vec<_> = Tokens::new(sql).collect();
        let name = |name: &str| Token::Name(name.to_owned());
        assert_eq!(
            tokens,
            [
                Token::Word("a"),
                name("d\"e"),
                name("f\""),
                name("g`h"),
                Token::Text("i'j".into()),
                Token::Blob(vec![10, 255]),
                Token::Number("1.5e-3"),
                Token::Number("0x1F"),
                Token::Number(".5"),
                Token::Word("é"),
                Token::Sign('('),
                Token::Sign(','),
            ]
        );
    }

    #[test]
    fn what_is_never_closed_ends_with_the_statement() {
        for sql in ["'a", "\"a", "[a", "`a", "x'a", "/* a", "-- a", "a /", "a -", "'", "x'"] {
            assert!(Tokens::new(sql).count() <= 2, "{sql}");
        }
    }
}
