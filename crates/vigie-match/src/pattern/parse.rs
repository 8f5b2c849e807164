//! Reading the text of a STIX pattern.
//!
//! Grammar: STIX 2.1 §9 (<https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html>). Inside
//! brackets `AND` binds before `OR`; between observations `AND`, then `OR`, then `FOLLOWEDBY`.
//! Taken as well, because published patterns have them: keywords in lower case, `==`, `<>`,
//! backslashes that escape nothing.

use super::tree::{Comparison, Literal, ObjectPath, Observation, Operator, Qualifier, Step, Test};

/// Why a pattern cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Offset in the pattern's text, in bytes.
    pub(crate) at: usize,
    /// What the grammar asks for there.
    pub(crate) expected: &'static str,
}

/// Reads a whole pattern; parentheses may nest `depth` deep.
pub(crate) fn parse(text: &str, depth: u32) -> Result<Observation, Fault> {
    let mut parser = Parser { text, at: 0, left: depth };
    let observation = parser.followed_by()?;
    parser.blanks();
    if parser.at < text.len() {
        return Err(parser.fault("AND, OR, FOLLOWEDBY, a qualifier or the end"));
    }
    Ok(observation)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    left: u32,
}

impl<'a> Parser<'a> {
    fn fault(&self, expected: &'static str) -> Fault {
        Fault { at: self.at, expected }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Skips white space and comments.
    fn blanks(&mut self) {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            let Some(comment) = trimmed.strip_prefix("/*") else { return };
            self.at += comment.find("*/").map_or(trimmed.len(), |end| end + 4);
        }
    }

    /// Takes `symbol` if it comes next.
    fn symbol(&mut self, symbol: &str) -> bool {
        self.blanks();
        let there = self.rest().starts_with(symbol);
        if there {
            self.at += symbol.len();
        }
        there
    }

    fn need(&mut self, symbol: &str, expected: &'static str) -> Result<(), Fault> {
        if self.symbol(symbol) { Ok(()) } else { Err(self.fault(expected)) }
    }

    /// Takes a keyword if it comes next and is a whole word.
    fn keyword(&mut self, word: &str) -> bool {
        self.blanks();
        let rest = self.rest();
        let there = rest.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
            && !rest.get(word.len()..).is_some_and(|more| more.starts_with(is_word));
        if there {
            self.at += word.len();
        }
        there
    }

    /// One level of parentheses deeper, for the length of `inner`.
    fn nested<T>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        self.left = self.left.checked_sub(1).ok_or(self.fault("fewer nested parentheses"))?;
        let read = inner(self)?;
        self.left += 1;
        Ok(read)
    }

    fn followed_by(&mut self) -> Result<Observation, Fault> {
        let mut parts = vec![self.observation_or()?];
        while self.keyword("FOLLOWEDBY") {
            parts.push(self.observation_or()?);
        }
        Ok(one_or(parts, Observation::FollowedBy))
    }

    fn observation_or(&mut self) -> Result<Observation, Fault> {
        let mut parts = vec![self.observation_and()?];
        while self.keyword("OR") {
            parts.push(self.observation_and()?);
        }
        Ok(one_or(parts, Observation::Or))
    }

    fn observation_and(&mut self) -> Result<Observation, Fault> {
        let mut parts = vec![self.observation()?];
        while self.keyword("AND") {
            parts.push(self.observation()?);
        }
        Ok(one_or(parts, Observation::And))
    }

    fn observation(&mut self) -> Result<Observation, Fault> {
        let mut observation = if self.symbol("(") {
            let inner = self.nested(Self::followed_by)?;
            self.need(")", "')'")?;
            inner
        } else {
            self.need("[", "'[' or '('")?;
            let comparison = self.comparison_or()?;
            self.need("]", "AND, OR or ']'")?;
            Observation::One(comparison)
        };
        loop {
            self.blanks();
            let at = self.at;
            let Some(qualifier) = self.qualifier()? else { return Ok(observation) };
            observation = Observation::Qualified(Box::new(observation), qualifier, at);
        }
    }

    fn qualifier(&mut self) -> Result<Option<Qualifier>, Fault> {
        if self.keyword("WITHIN") {
            let seconds = self.number()?.to_owned();
            self.need_keyword("SECONDS", "SECONDS")?;
            return Ok(Some(Qualifier::Within(seconds)));
        }
        if self.keyword("REPEATS") {
            let times = self.number()?.parse().map_err(|_| self.fault("a whole number before"))?;
            self.need_keyword("TIMES", "TIMES")?;
            return Ok(Some(Qualifier::Repeats(times)));
        }
        if self.keyword("START") {
            let start = self.literal()?.text().to_owned();
            self.need_keyword("STOP", "STOP")?;
            let stop = self.literal()?.text().to_owned();
            return Ok(Some(Qualifier::Between(start, stop)));
        }
        Ok(None)
    }

    fn need_keyword(&mut self, word: &str, expected: &'static str) -> Result<(), Fault> {
        if self.keyword(word) { Ok(()) } else { Err(self.fault(expected)) }
    }

    fn comparison_or(&mut self) -> Result<Comparison, Fault> {
        let mut parts = vec![self.comparison_and()?];
        while self.keyword("OR") {
            parts.push(self.comparison_and()?);
        }
        Ok(one_or(parts, Comparison::Or))
    }

    fn comparison_and(&mut self) -> Result<Comparison, Fault> {
        let mut parts = vec![self.comparison()?];
        while self.keyword("AND") {
            parts.push(self.comparison()?);
        }
        Ok(one_or(parts, Comparison::And))
    }

    fn comparison(&mut self) -> Result<Comparison, Fault> {
        if self.keyword("NOT") {
            let inner = self.nested(Self::comparison)?;
            return Ok(Comparison::Not(Box::new(inner)));
        }
        if self.symbol("(") {
            let inner = self.nested(Self::comparison_or)?;
            self.need(")", "AND, OR or ')'")?;
            return Ok(inner);
        }
        let exists = self.keyword("EXISTS");
        self.blanks();
        let at = self.at;
        let path = self.object_path()?;
        if exists {
            let (operator, values) = (Operator::Exists, Vec::new());
            return Ok(Comparison::Test(Test { at, path, operator, values }));
        }
        let negated = self.keyword("NOT");
        let operator = self.operator()?;
        let values = if operator == Operator::In { self.set()? } else { vec![self.literal()?] };
        let test = Comparison::Test(Test { at, path, operator, values });
        Ok(if negated { Comparison::Not(Box::new(test)) } else { test })
    }

    fn operator(&mut self) -> Result<Operator, Fault> {
        const SYMBOLS: [(&str, Operator); 8] = [
            ("==", Operator::Equal),
            ("=", Operator::Equal),
            ("!=", Operator::NotEqual),
            ("<>", Operator::NotEqual),
            ("<=", Operator::LessOrEqual),
            ("<", Operator::Less),
            (">=", Operator::GreaterOrEqual),
            (">", Operator::Greater),
        ];
        const WORDS: [(&str, Operator); 5] = [
            ("IN", Operator::In),
            ("LIKE", Operator::Like),
            ("MATCHES", Operator::Matches),
            ("ISSUBSET", Operator::IsSubset),
            ("ISSUPERSET", Operator::IsSuperset),
        ];
        let symbol = SYMBOLS.iter().find(|(symbol, _)| self.symbol(symbol));
        let found = symbol.or_else(|| WORDS.iter().find(|(word, _)| self.keyword(word)));
        found.map(|(_, operator)| *operator).ok_or(self.fault("a comparison operator"))
    }

    fn object_path(&mut self) -> Result<ObjectPath, Fault> {
        let object = self.word("an object path such as domain-name:value")?;
        if !self.rest().starts_with(':') {
            return Err(self.fault("':' and a property"));
        }
        self.at += 1;
        let mut steps = vec![self.step()?];
        loop {
            if self.rest().starts_with('.') {
                self.at += 1;
                steps.push(self.step()?);
            } else if let Some(inner) = self.rest().strip_prefix('[') {
                let end = inner.find(']').ok_or(self.fault("an index and ']'"))?;
                let index = inner.get(..end).unwrap_or("");
                if index != "*" && index.parse::<i64>().is_err() {
                    return Err(self.fault("an index: a number or *"));
                }
                steps.push(Step::Index(index.to_owned()));
                self.at += end + 2;
            } else {
                return Ok(ObjectPath { object: object.to_ascii_lowercase(), steps });
            }
        }
    }

    fn step(&mut self) -> Result<Step, Fault> {
        if self.rest().starts_with('\'') {
            return self.quoted().map(Step::Name);
        }
        self.word("the name of a property").map(|name| Step::Name(name.to_owned()))
    }

    fn word(&mut self, expected: &'static str) -> Result<&'a str, Fault> {
        let rest = self.rest();
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let word = rest.get(..end).filter(|word| !word.is_empty());
        let word = word.ok_or(self.fault(expected))?;
        self.at += end;
        Ok(word)
    }

    fn set(&mut self) -> Result<Vec<Literal>, Fault> {
        self.need("(", "'(' and a list of constants")?;
        let mut values = Vec::new();
        if self.symbol(")") {
            return Ok(values);
        }
        loop {
            values.push(self.literal()?);
            if self.symbol(")") {
                return Ok(values);
            }
            self.need(",", "',' or ')'")?;
        }
    }

    fn literal(&mut self) -> Result<Literal, Fault> {
        self.blanks();
        if self.rest().starts_with('\'') {
            return self.quoted().map(Literal::Text);
        }
        for mark in ['t', 'h', 'b'] {
            let quoted = self.rest().strip_prefix(mark).is_some_and(|rest| rest.starts_with('\''));
            if quoted {
                self.at += 1;
                return self.quoted().map(|text| Literal::Marked(mark, text));
            }
        }
        if self.keyword("true") {
            return Ok(Literal::Plain("true".into()));
        }
        if self.keyword("false") {
            return Ok(Literal::Plain("false".into()));
        }
        self.number().map(|number| Literal::Plain(number.to_owned()))
    }

    fn number(&mut self) -> Result<&'a str, Fault> {
        self.blanks();
        let rest = self.rest();
        let number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
        let end = rest.find(|c| !number(c)).unwrap_or(rest.len());
        let text = rest.get(..end).unwrap_or("");
        if text.parse::<f64>().is_err() {
            return Err(self.fault("a constant: text in single quotes, a number, true or false"));
        }
        self.at += end;
        Ok(text)
    }

    /// Text in single quotes; `\'` and `\\` are escapes, any other backslash stands for itself.
    fn quoted(&mut self) -> Result<String, Fault> {
        let start = self.fault("a closing quote for the text that begins here");
        let inner = self.rest().strip_prefix('\'').unwrap_or("");
        let mut text = String::new();
        let mut at = 0;
        loop {
            let rest = inner.get(at..).unwrap_or("");
            let stop = memchr::memchr2(b'\'', b'\\', rest.as_bytes()).ok_or(start.clone())?;
            text.push_str(rest.get(..stop).unwrap_or(""));
            at += stop + 1;
            if rest.as_bytes().get(stop) == Some(&b'\'') {
                self.at += at + 1;
                return Ok(text);
            }
            match inner.as_bytes().get(at) {
                Some(escaped @ (b'\'' | b'\\')) => {
                    text.push(char::from(*escaped));
                    at += 1;
                }
                _ => text.push('\\'),
            }
        }
    }
}

fn one_or<T>(mut parts: Vec<T>, many: impl FnOnce(Vec<T>) -> T) -> T {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            many(parts)
        }
        None => many(parts),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
