//! What a pattern asks for, in terms of observables.
//!
//! One observation is compared with one record: all its comparisons must hold among the values of
//! that record. A disjunct that cannot be evaluated is left out, which can only miss; a conjunct
//! never is, because that would match what nobody listed.

use regex::{Regex, RegexBuilder};
use vigie_core::{ObservableKind, Time};

use super::property::{Property, property};
use super::tree::{Comparison, Literal, Observation, Operator, Qualifier, Test};

/// What a pattern asks for: one of the branches.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// Alternatives, each of which is a match.
    pub(crate) branches: Vec<Branch>,
    /// Parts that cannot be evaluated.
    pub(crate) unusable: Vec<Unusable>,
}

/// One alternative.
#[derive(Clone, Debug)]
pub(crate) struct Branch {
    /// What must hold for one record.
    pub(crate) expr: Expr,
    /// Only for records with an instant from the first to before the second.
    pub(crate) window: Option<(Time, Time)>,
    /// True when a port or protocol was left out because no evidence shows it.
    pub(crate) partial: bool,
}

/// What must hold for one record. Negation stands at the leaves only.
#[derive(Clone, Debug)]
pub(crate) enum Expr {
    /// The record has such a value.
    Leaf(Leaf),
    /// The record has values of that kind, but not this one.
    Not(Leaf),
    /// All hold.
    And(Vec<Expr>),
    /// One holds.
    Or(Vec<Expr>),
    /// Holds for every record.
    True,
}

/// A value, or a rule for values.
#[derive(Clone, Debug)]
pub(crate) enum Leaf {
    /// This value.
    Value(ObservableKind, String),
    /// Whatever the expression matches; with it, its source as the pattern has it.
    Rule(ObservableKind, Regex, String),
}

/// Why a part of a pattern cannot be evaluated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// It speaks of something no evidence shows: `mutex:name`.
    Type(String),
    /// It cannot be evaluated, at this offset in the pattern.
    At(usize, String),
}

/// Brings a pattern into terms of observables; at most `rules` expressions are compiled.
pub(crate) fn plan(pattern: &Observation, rules: &mut u32) -> Asked {
    let mut planner = Planner { asked: Asked::default(), rules, partial: false };
    planner.observation(pattern, None);
    planner.asked
}

struct Planner<'a> {
    asked: Asked,
    rules: &'a mut u32,
    partial: bool,
}

type Lowered = Result<Expr, Unusable>;

impl Planner<'_> {
    fn observation(&mut self, observation: &Observation, window: Option<(Time, Time)>) {
        let refused = match observation {
            Observation::One(comparison) => {
                self.partial = false;
                let lowered = self.lower(comparison, false);
                return self.branches(lowered, comparison, window);
            }
            Observation::Or(parts) => {
                return parts.iter().for_each(|part| self.observation(part, window));
            }
            Observation::And(_) => Unusable::At(0, "AND between observations".into()),
            Observation::FollowedBy(_) => Unusable::At(0, "FOLLOWEDBY between observations".into()),
            Observation::Qualified(inner, qualifier, at) => match qualifier {
                // One record is always within any time of itself, and repeats once.
                Qualifier::Within(_) | Qualifier::Repeats(1) => {
                    return self.observation(inner, window);
                }
                Qualifier::Repeats(_) => Unusable::At(*at, "REPEATS more than once".into()),
                Qualifier::Between(start, stop) => match (Time::parse(start), Time::parse(stop)) {
                    (Some(from), Some(to)) if from < to && window.is_none() => {
                        return self.observation(inner, Some((from, to)));
                    }
                    _ => Unusable::At(*at, "START and STOP: expected two times, in order".into()),
                },
            },
        };
        self.asked.unusable.push(refused);
    }

    /// Splits the alternatives of one observation.
    fn branches(&mut self, lowered: Lowered, whole: &Comparison, window: Option<(Time, Time)>) {
        let parts = match lowered {
            Ok(Expr::Or(parts)) => parts,
            Ok(other) => vec![other],
            Err(unusable) => return self.asked.unusable.push(unusable),
        };
        for expr in parts {
            match expr {
                Expr::True => self.asked.unusable.push(Unusable::Type(first_path(whole))),
                expr if !is_anchored(&expr) => {
                    self.asked.unusable.push(Unusable::At(first_offset(whole), EVERYTHING.into()));
                }
                expr => {
                    let partial = self.partial;
                    self.asked.branches.push(Branch { expr, window, partial });
                }
            }
        }
    }

    fn lower(&mut self, comparison: &Comparison, negated: bool) -> Lowered {
        match comparison {
            Comparison::Not(inner) => self.lower(inner, !negated),
            Comparison::Test(test) => self.test(test, negated),
            // De Morgan: what was joined by AND is joined by OR under NOT.
            Comparison::And(parts) if !negated => self.all(parts, false),
            Comparison::Or(parts) if negated => self.all(parts, true),
            Comparison::And(parts) | Comparison::Or(parts) => self.any(parts, negated),
        }
    }

    fn all(&mut self, parts: &[Comparison], negated: bool) -> Lowered {
        let mut lowered = Vec::with_capacity(parts.len());
        for part in parts {
            match self.lower(part, negated)? {
                Expr::True => {}
                Expr::And(more) => lowered.extend(more),
                expr => lowered.push(expr),
            }
        }
        Ok(one_or(lowered, Expr::And))
    }

    fn any(&mut self, parts: &[Comparison], negated: bool) -> Lowered {
        let mut lowered = Vec::with_capacity(parts.len());
        let mut refused = Vec::new();
        for part in parts {
            match self.lower(part, negated) {
                Ok(Expr::Or(more)) => lowered.extend(more),
                Ok(expr) => lowered.push(expr),
                Err(unusable) => refused.push(unusable),
            }
        }
        if lowered.is_empty() {
            let first = refused.pop();
            self.asked.unusable.append(&mut refused);
            return Err(first.unwrap_or(Unusable::At(0, "an empty alternative".into())));
        }
        self.asked.unusable.append(&mut refused);
        Ok(Expr::Or(lowered))
    }

    fn test(&mut self, test: &Test, negated: bool) -> Lowered {
        let kind = match property(&test.path) {
            Property::Observable(kind) => kind,
            Property::Description => return Ok(Expr::True),
            Property::Narrowing => {
                self.partial = true;
                return Ok(Expr::True);
            }
            Property::Unused => return Err(Unusable::Type(type_name(test))),
            other => return self.special(other, test, negated),
        };
        let negated = negated != (test.operator == Operator::NotEqual);
        let mut leaves = Vec::with_capacity(test.values.len());
        for value in &test.values {
            leaves.push(self.leaf(test, kind, value)?);
        }
        if test.operator == Operator::Exists || leaves.is_empty() {
            return Err(Unusable::At(test.at, EVERYTHING.into()));
        }
        Ok(joined(leaves, negated))
    }

    fn leaf(
        &mut self,
        test: &Test,
        kind: ObservableKind,
        value: &Literal,
    ) -> Result<Leaf, Unusable> {
        let text = value.text();
        let address = matches!(kind, ObservableKind::Ip | ObservableKind::Host);
        let refuse = |what: &str| Err(Unusable::At(test.at, what.to_owned()));
        match test.operator {
            Operator::Equal | Operator::NotEqual | Operator::In => match value {
                Literal::Marked('t' | 'b', _) => refuse("a comparison with a time or with bytes"),
                _ => Ok(Leaf::Value(kind, text.to_owned())),
            },
            Operator::Like => self.like(test, kind, text),
            Operator::Matches => self.rule(test, kind, text, text),
            Operator::IsSubset if address => Ok(Leaf::Value(ObservableKind::Ip, text.to_owned())),
            // Evidence shows single addresses, which contain nothing but themselves.
            Operator::IsSuperset if address => match text.split_once('/') {
                None => Ok(Leaf::Value(ObservableKind::Ip, text.to_owned())),
                Some((one, "32" | "128")) => Ok(Leaf::Value(ObservableKind::Ip, one.to_owned())),
                Some(_) => refuse("ISSUPERSET of a network"),
            },
            operator => refuse(&format!("{operator} on {}", test.path)),
        }
    }

    /// `LIKE`: `%` stands for any characters, `_` for one.
    fn like(&mut self, test: &Test, kind: ObservableKind, text: &str) -> Result<Leaf, Unusable> {
        if !text.contains(['%', '_']) {
            return Ok(Leaf::Value(kind, text.to_owned()));
        }
        let mut source = String::from("(?s)^");
        let mut buffer = [0; 4];
        for c in text.chars() {
            match c {
                '%' => source.push_str(".*"),
                '_' => source.push('.'),
                other => source.push_str(&regex::escape(other.encode_utf8(&mut buffer))),
            }
        }
        source.push('$');
        self.rule(test, kind, &source, text)
    }

    fn rule(
        &mut self,
        test: &Test,
        kind: ObservableKind,
        source: &str,
        written: &str,
    ) -> Result<Leaf, Unusable> {
        let refuse = |what: String| Err(Unusable::At(test.at, what));
        let Some(left) = self.rules.checked_sub(1) else {
            return refuse("more expressions than are allowed at once".into());
        };
        *self.rules = left;
        match expression(kind, source) {
            Err(error) => {
                let line = error.to_string().lines().last().unwrap_or("").to_owned();
                refuse(format!("a regular expression that cannot be used ({line})"))
            }
            Ok(regex) if regex.is_match("") && regex.is_match("\u{7}~ q") => {
                refuse(EVERYTHING.into())
            }
            Ok(regex) => Ok(Leaf::Rule(kind, regex, written.to_owned())),
        }
    }

    fn special(&mut self, property: Property, test: &Test, negated: bool) -> Lowered {
        use ObservableKind as Kind;
        let equal = matches!(test.operator, Operator::Equal | Operator::NotEqual | Operator::In);
        if !equal {
            return Err(Unusable::Type(type_name(test)));
        }
        let negated = negated != (test.operator == Operator::NotEqual);
        let mut parts = Vec::new();
        for value in &test.values {
            let text = value.text().trim();
            let is_number = |c: char| c.is_ascii_digit() || "+ -().".contains(c);
            let leaves = match property {
                Property::Account if text.contains('@') => {
                    vec![Leaf::Value(Kind::Email, text.into())]
                }
                Property::Account if text.len() > 6 && text.chars().all(is_number) => {
                    vec![Leaf::Value(Kind::Phone, text.into())]
                }
                Property::CommandLine if !text.contains(char::is_whitespace) => {
                    vec![Leaf::Value(Kind::Process, text.into())]
                }
                Property::Subject => self.subject(text),
                _ => Vec::new(),
            };
            if leaves.is_empty() {
                return Err(Unusable::Type(type_name(test)));
            }
            let one = |leaf| if negated { Expr::Not(leaf) } else { Expr::Leaf(leaf) };
            let exprs = leaves.into_iter().map(one).collect();
            parts.push(one_or(exprs, if negated { Expr::Or } else { Expr::And }));
        }
        Ok(one_or(parts, if negated { Expr::And } else { Expr::Or }))
    }

    /// Common name and organisation of a distinguished name; what else it has is not shown by any
    /// evidence.
    fn subject(&mut self, text: &str) -> Vec<Leaf> {
        let mut leaves = Vec::new();
        for part in text.split([',', '/']).map(str::trim).filter(|part| !part.is_empty()) {
            match part.split_once('=') {
                Some((name, value)) if name.eq_ignore_ascii_case("CN") => {
                    leaves.push(Leaf::Value(ObservableKind::CertificateName, value.into()));
                }
                Some((name, value)) if name.eq_ignore_ascii_case("O") => {
                    leaves.push(Leaf::Value(ObservableKind::CertificateOrganisation, value.into()));
                }
                _ => self.partial = true,
            }
        }
        leaves
    }
}

/// What is said of a pattern without a value of its own.
const EVERYTHING: &str = "a comparison that would match everything";

/// Compiles an expression within limits; hosts, addresses and identifiers compare without case.
pub(crate) fn expression(kind: ObservableKind, source: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(source)
        .case_insensitive(any_case(kind))
        .size_limit(512 << 10)
        .dfa_size_limit(128 << 10)
        .nest_limit(64)
        .build()
}

/// Kinds whose values compare without case.
pub(crate) const fn any_case(kind: ObservableKind) -> bool {
    use ObservableKind as Kind;
    matches!(
        kind,
        Kind::Host
            | Kind::Email
            | Kind::AppId
            | Kind::ProfileId
            | Kind::FileHash
            | Kind::CertificateHash
    )
}

fn joined(leaves: Vec<Leaf>, negated: bool) -> Expr {
    let one = |leaf| if negated { Expr::Not(leaf) } else { Expr::Leaf(leaf) };
    let exprs = leaves.into_iter().map(one).collect();
    one_or(exprs, if negated { Expr::And } else { Expr::Or })
}

/// `parts` joined by `many`, or the only one of them; nothing joined holds always.
fn one_or(mut parts: Vec<Expr>, many: fn(Vec<Expr>) -> Expr) -> Expr {
    match parts.pop() {
        None => Expr::True,
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            many(parts)
        }
    }
}

/// True when some value must be there for the expression to hold.
fn is_anchored(expr: &Expr) -> bool {
    match expr {
        Expr::Leaf(_) => true,
        Expr::Not(_) | Expr::True => false,
        Expr::And(parts) => parts.iter().any(is_anchored),
        Expr::Or(parts) => parts.iter().all(is_anchored),
    }
}

fn type_name(test: &Test) -> String {
    test.path.to_string()
}

fn first_test(comparison: &Comparison) -> Option<&Test> {
    match comparison {
        Comparison::And(parts) | Comparison::Or(parts) => parts.iter().find_map(first_test),
        Comparison::Not(inner) => first_test(inner),
        Comparison::Test(test) => Some(test),
    }
}

fn first_path(comparison: &Comparison) -> String {
    first_test(comparison).map(type_name).unwrap_or_default()
}

fn first_offset(comparison: &Comparison) -> usize {
    first_test(comparison).map_or(0, |test| test.at)
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
