//! What a rule tests, and how a host fares.

use serde_norway::Value;

use super::matcher::{Matcher, Modifiers};
use crate::observation::{Fields, Host, is_of_host};

/// Levels of maps and lists in a selection.
const MOST_LEVELS: u32 = 16;

/// Values of one field in a rule.
const MOST_VALUES: usize = 20_000;

/// Bytes of a value that are quoted.
const MOST_QUOTED: usize = 300;

/// How object scope is written.
const ANY_SERVICE: &str = "services[any]";

/// A test of a host.
#[derive(Clone, Debug)]
pub enum Test {
    /// All of these hold.
    All(Vec<Test>),
    /// At least one of these holds.
    Any(Vec<Test>),
    /// This does not hold.
    Not(Box<Test>),
    /// This holds of one and the same service.
    Service(Box<Test>),
    /// A field has such a value.
    Field(FieldTest),
}

/// A test of one field.
#[derive(Clone, Debug)]
pub struct FieldTest {
    /// Its name in the neutral record.
    pub field: String,
    pub(super) matchers: Vec<Matcher>,
    /// Whether each matcher has to fit some value, rather than any.
    pub(super) each: bool,
}

/// What of a host fitted a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Match {
    /// Number of the service that fitted, where one did.
    pub service: Option<usize>,
    /// Fields and the values that fitted.
    pub values: Vec<(String, String)>,
}

impl Test {
    pub(super) fn all(mut tests: Vec<Self>) -> Self {
        if tests.len() == 1 { tests.remove(0) } else { Self::All(tests) }
    }

    pub(super) fn any(mut tests: Vec<Self>) -> Self {
        if tests.len() == 1 { tests.remove(0) } else { Self::Any(tests) }
    }

    /// Reads a selection.
    pub(super) fn read(value: &Value, level: u32) -> Result<Self, String> {
        if level > MOST_LEVELS {
            return Err(format!("at most {MOST_LEVELS} levels"));
        }
        let next = level.saturating_add(1);
        match value {
            Value::Mapping(map) => {
                let mut tests = Vec::new();
                for (key, value) in map {
                    let key = key.as_str().ok_or("the name of a field")?;
                    tests.push(match key {
                        ANY_SERVICE => Self::Service(Box::new(Self::read(value, next)?)),
                        _ if key.contains('[') => {
                            return Err(format!("{ANY_SERVICE}, not “{key}”"));
                        }
                        _ => Self::Field(FieldTest::read(key, value)?),
                    });
                }
                if tests.is_empty() { Err("a field".into()) } else { Ok(Self::all(tests)) }
            }
            Value::Sequence(list) => {
                let tests: Result<Vec<Self>, String> =
                    list.iter().map(|one| Self::read(one, next)).collect();
                let tests = tests?;
                if tests.is_empty() {
                    Err("a map in the list".into())
                } else {
                    Ok(Self::any(tests))
                }
            }
            _ => Err("fields with values; keywords are not tested".into()),
        }
    }

    /// Whether it holds of `host`, and by which values.
    #[must_use]
    pub fn holds(&self, host: &Host) -> Option<Match> {
        let mut found = Match::default();
        self.check(host, None, &mut found).then_some(found)
    }

    fn check(&self, host: &Host, service: Option<(usize, &Fields)>, found: &mut Match) -> bool {
        match self {
            Self::All(tests) => {
                let before = found.clone();
                let holds = tests.iter().all(|test| test.check(host, service, found));
                if !holds {
                    *found = before;
                }
                holds
            }
            Self::Any(tests) => tests.iter().any(|test| test.check(host, service, found)),
            Self::Not(test) => !test.check(host, service, &mut Match::default()),
            Self::Service(test) => {
                let mut services = (0..).zip(&host.services);
                services.any(|(number, service)| {
                    let holds = test.check(host, Some((number, service)), found);
                    if holds {
                        found.service = found.service.or(Some(number));
                    }
                    holds
                })
            }
            Self::Field(test) => test.check(host, service, found),
        }
    }

    /// Shows every test of a field, and whether it stands inside object scope.
    pub(super) fn each_field<'a>(&'a self, see: &mut dyn FnMut(&'a FieldTest, bool)) {
        self.fields_within(false, see);
    }

    fn fields_within<'a>(&'a self, scoped: bool, see: &mut dyn FnMut(&'a FieldTest, bool)) {
        match self {
            Self::All(tests) | Self::Any(tests) => {
                tests.iter().for_each(|test| test.fields_within(scoped, see));
            }
            Self::Not(test) => test.fields_within(scoped, see),
            Self::Service(test) => test.fields_within(true, see),
            Self::Field(test) => see(test, scoped),
        }
    }
}

impl FieldTest {
    fn read(key: &str, value: &Value) -> Result<Self, String> {
        let mut words = key.split('|');
        let field = words.next().unwrap_or_default().to_owned();
        let place = |expected| format!("{expected}, in “{key}”");
        let modifiers = Modifiers::read(words).map_err(place)?;
        let values: &[Value] = match value {
            Value::Sequence(list) => list,
            one => std::slice::from_ref(one),
        };
        if values.is_empty() || values.len() > MOST_VALUES {
            return Err(format!("1 to {MOST_VALUES} values, in “{key}”"));
        }
        let matchers: Result<_, _> = values.iter().map(|one| modifiers.matcher(one)).collect();
        Ok(Self { field, matchers: matchers.map_err(place)?, each: modifiers.all })
    }

    fn check(&self, host: &Host, service: Option<(usize, &Fields)>, found: &mut Match) -> bool {
        let of_host = is_of_host(&self.field);
        let places: Vec<(Option<usize>, &Fields)> = match service {
            Some((number, fields)) if !of_host => vec![(Some(number), fields)],
            _ if of_host => vec![(None, &host.fields)],
            _ => (0..).map(Some).zip(&host.services).collect(),
        };
        let values: Vec<(Option<usize>, &str)> = places
            .iter()
            .flat_map(|(number, fields)| fields.all(&self.field).map(|value| (*number, value)))
            .collect();
        if values.is_empty() {
            let fits = |matcher: &Matcher| matcher.fits_nothing();
            return if self.each {
                self.matchers.iter().all(fits)
            } else {
                self.matchers.iter().any(fits)
            };
        }
        let fitting = |matcher: &Matcher| values.iter().find(|(_, value)| matcher.fits(value));
        let fitted: Vec<_> = if self.each {
            let all: Option<Vec<_>> = self.matchers.iter().map(fitting).collect();
            all.unwrap_or_default()
        } else {
            self.matchers.iter().find_map(fitting).into_iter().collect()
        };
        for (number, value) in &fitted {
            found.service = found.service.or(*number);
            found.values.push((self.field.clone(), quoted(value)));
        }
        !fitted.is_empty()
    }
}

/// The beginning of a value, cut at a character.
fn quoted(value: &str) -> String {
    match value.char_indices().nth(MOST_QUOTED) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or_default()),
        None => value.to_owned(),
    }
}
