//! Conditions: `(a or b) and not 1 of c*`.

use std::collections::BTreeMap;

use super::Test;

/// Levels of brackets.
const MOST_LEVELS: u32 = 32;

/// Reads the condition `text` over the named selections.
///
/// # Errors
/// What was expected.
pub(super) fn read(text: &str, selections: &BTreeMap<String, Test>) -> Result<Test, String> {
    let tokens = tokens(text);
    let mut reader = Conditions { tokens: &tokens, selections, level: 0 };
    let test = reader.either()?;
    match reader.tokens.first() {
        None => Ok(test),
        Some(token) => Err(format!("a condition that ends before “{token}”")),
    }
}

fn tokens(text: &str) -> Vec<String> {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    spaced.split_whitespace().map(str::to_owned).collect()
}

struct Conditions<'a> {
    tokens: &'a [String],
    selections: &'a BTreeMap<String, Test>,
    level: u32,
}

impl Conditions<'_> {
    fn take(&mut self, word: &str) -> bool {
        match self.tokens.split_first() {
            Some((token, rest)) if token.eq_ignore_ascii_case(word) => {
                self.tokens = rest;
                true
            }
            _ => false,
        }
    }

    fn either(&mut self) -> Result<Test, String> {
        let mut tests = vec![self.both()?];
        while self.take("or") {
            tests.push(self.both()?);
        }
        Ok(Test::any(tests))
    }

    fn both(&mut self) -> Result<Test, String> {
        let mut tests = vec![self.single()?];
        while self.take("and") {
            tests.push(self.single()?);
        }
        Ok(Test::all(tests))
    }

    fn single(&mut self) -> Result<Test, String> {
        self.level = self.level.saturating_add(1);
        if self.level > MOST_LEVELS {
            return Err(format!("at most {MOST_LEVELS} levels of brackets"));
        }
        let test = self.inner()?;
        self.level = self.level.saturating_sub(1);
        Ok(test)
    }

    fn inner(&mut self) -> Result<Test, String> {
        if self.take("not") {
            return Ok(Test::Not(Box::new(self.single()?)));
        }
        if self.take("(") {
            let test = self.either()?;
            return if self.take(")") { Ok(test) } else { Err("a closing bracket".into()) };
        }
        let Some((word, rest)) = self.tokens.split_first() else {
            return Err("the name of a selection".into());
        };
        self.tokens = rest;
        if !self.take("of") {
            let found = self.selections.get(word);
            return found.cloned().ok_or_else(|| format!("a selection, not “{word}”"));
        }
        let Some((pattern, rest)) = self.tokens.split_first() else {
            return Err("the name of selections after “of”".into());
        };
        self.tokens = rest;
        let tests = self.named(pattern);
        if tests.is_empty() {
            return Err(format!("a selection that is called “{pattern}”"));
        }
        match word.as_str() {
            "1" | "any" => Ok(Test::any(tests)),
            "all" => Ok(Test::all(tests)),
            other => Err(format!("“1 of” or “all of”, not “{other} of”")),
        }
    }

    fn named(&self, pattern: &str) -> Vec<Test> {
        let fits = |name: &str| match (pattern, pattern.strip_suffix('*')) {
            ("them", _) => !name.starts_with('_'),
            (_, Some(start)) => name.starts_with(start),
            _ => name == pattern,
        };
        let named = self.selections.iter().filter(|(name, _)| fits(name));
        named.map(|(_, test)| test.clone()).collect()
    }
}
