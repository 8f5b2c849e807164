//! A STIX pattern as a tree, and its text.

use std::fmt;

/// Observations and what joins them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Observation {
    /// `[ … ]`.
    One(Comparison),
    /// Joined by `AND`.
    And(Vec<Observation>),
    /// Joined by `OR`.
    Or(Vec<Observation>),
    /// Joined by `FOLLOWEDBY`.
    FollowedBy(Vec<Observation>),
    /// With a qualifier behind it, which stands at the offset.
    Qualified(Box<Observation>, Qualifier, usize),
}

/// What may stand behind an observation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Qualifier {
    /// `WITHIN n SECONDS`.
    Within(String),
    /// `REPEATS n TIMES`.
    Repeats(u64),
    /// `START t'…' STOP t'…'`.
    Between(String, String),
}

/// Comparisons inside one observation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Comparison {
    /// All hold.
    And(Vec<Comparison>),
    /// One holds.
    Or(Vec<Comparison>),
    /// It does not hold.
    Not(Box<Comparison>),
    /// One property compared with one or more constants.
    Test(Test),
}

/// One property compared with one or more constants.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Test {
    /// Offset in the pattern's text, in bytes.
    pub(crate) at: usize,
    /// What is compared.
    pub(crate) path: ObjectPath,
    /// How.
    pub(crate) operator: Operator,
    /// With what; empty for `EXISTS`.
    pub(crate) values: Vec<Literal>,
}

/// An object and the way to one of its properties.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ObjectPath {
    /// `file`, `domain-name`.
    pub(crate) object: String,
    /// The names and indices after the colon.
    pub(crate) steps: Vec<Step>,
}

/// One step of an object path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    /// A property.
    Name(String),
    /// `[3]`, `[*]`, as written between the brackets.
    Index(String),
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    Like,
    Matches,
    IsSubset,
    IsSuperset,
    Exists,
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    /// `'text'`, without its escapes.
    Text(String),
    /// A number or a truth value, as written.
    Plain(String),
    /// `t'…'`, `h'…'` or `b'…'`: the letter and what stands between the quotes.
    Marked(char, String),
}

impl Literal {
    /// The constant's text.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Plain(text) | Self::Marked(_, text) => text,
        }
    }
}

fn joined<T: fmt::Display>(f: &mut fmt::Formatter<'_>, parts: &[T], by: &str) -> fmt::Result {
    f.write_str("(")?;
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            write!(f, " {by} ")?;
        }
        write!(f, "{part}")?;
    }
    f.write_str(")")
}

impl fmt::Display for Observation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(comparison) => write!(f, "[{comparison}]"),
            Self::And(parts) => joined(f, parts, "AND"),
            Self::Or(parts) => joined(f, parts, "OR"),
            Self::FollowedBy(parts) => joined(f, parts, "FOLLOWEDBY"),
            Self::Qualified(inner, qualifier, _) => write!(f, "{inner} {qualifier}"),
        }
    }
}

impl fmt::Display for Qualifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Within(seconds) => write!(f, "WITHIN {seconds} SECONDS"),
            Self::Repeats(times) => write!(f, "REPEATS {times} TIMES"),
            Self::Between(start, stop) => write!(f, "START t'{start}' STOP t'{stop}'"),
        }
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(parts) => joined(f, parts, "AND"),
            Self::Or(parts) => joined(f, parts, "OR"),
            Self::Not(inner) => write!(f, "NOT ({inner})"),
            Self::Test(test) => write!(f, "{test}"),
        }
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.operator == Operator::Exists {
            return write!(f, "EXISTS {}", self.path);
        }
        write!(f, "{} {} ", self.path, self.operator)?;
        match (self.operator, self.values.as_slice()) {
            (Operator::In, values) => {
                f.write_str("(")?;
                for (index, value) in values.iter().enumerate() {
                    write!(f, "{}{value}", if index > 0 { ", " } else { "" })?;
                }
                f.write_str(")")
            }
            (_, values) => values.iter().try_for_each(|value| write!(f, "{value}")),
        }
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::In => "IN",
            Self::Like => "LIKE",
            Self::Matches => "MATCHES",
            Self::IsSubset => "ISSUBSET",
            Self::IsSuperset => "ISSUPERSET",
            Self::Exists => "EXISTS",
        })
    }
}

impl fmt::Display for ObjectPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.object)?;
        for (index, step) in self.steps.iter().enumerate() {
            match step {
                Step::Name(name) => {
                    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
                        && !name.bytes().next().is_none_or(|b| b.is_ascii_digit());
                    let dot = if index > 0 { "." } else { "" };
                    if plain {
                        write!(f, "{dot}{name}")?;
                    } else {
                        write!(f, "{dot}'{}'", escaped(name))?;
                    }
                }
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "'{}'", escaped(text)),
            Self::Plain(text) => f.write_str(text),
            Self::Marked(mark, text) => write!(f, "{mark}'{}'", escaped(text)),
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\'', "\\'")
}
