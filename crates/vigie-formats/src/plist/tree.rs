//! The tree that a binary property list stands for.

use vigie_core::{Limits, Stop};

use super::binary::{Object, Objects, Refs};
use super::{Dictionary, Value};
use crate::budget::Budget;

/// Builds the tree from its root. A damaged object is null when `lenient`; the first damage is
/// given beside the tree.
pub(super) fn build(
    objects: Objects<'_>,
    input: usize,
    limits: &Limits,
    lenient: bool,
) -> (Option<Value>, Option<Stop>) {
    let budget = Budget::new(limits, input);
    let mut builder = Builder { objects, budget, path: Vec::new(), lenient, damage: None };
    match builder.value(objects.root()) {
        Ok(value) => (Some(value), builder.damage),
        Err(stop) => (None, Some(builder.damage.unwrap_or(stop))),
    }
}

struct Builder<'a> {
    objects: Objects<'a>,
    budget: Budget,
    /// Numbers of the containers around what is being read.
    path: Vec<u64>,
    lenient: bool,
    damage: Option<Stop>,
}

impl<'a> Builder<'a> {
    fn value(&mut self, number: u64) -> Result<Value, Stop> {
        Ok(match self.object(number)? {
            Object::Null => Value::Null,
            Object::Boolean(value) => Value::Boolean(value),
            Object::Integer(value) => Value::Integer(value),
            Object::Unsigned(value) => Value::Unsigned(value),
            Object::Real(value) => Value::Real(value),
            Object::Date(seconds) => Value::Date(seconds),
            Object::Uid(number) => Value::Uid(number),
            Object::Data(bytes) => {
                self.budget.spend(bytes.len())?;
                Value::Data(bytes.to_vec())
            }
            Object::Text(text) => {
                self.budget.spend(text.size())?;
                Value::String(text.decode())
            }
            Object::Array(values) => self.inside(number, |builder| builder.array(values))?,
            Object::Dictionary(keys, values) => {
                self.inside(number, |builder| builder.dictionary(keys, values))?
            }
        })
    }

    /// The object of that `number`; when there is none, the error names the container that asks.
    fn object(&self, number: u64) -> Result<Object<'a>, Stop> {
        if number < self.objects.len() {
            return self.objects.object(number);
        }
        let at = self.path.last().map_or(0, |container| self.objects.offset_or_start(*container));
        let expected = format!("numbers of objects below {}, not {number}", self.objects.len());
        Err(Stop::malformed("container", at, expected))
    }

    /// Reads the content of container `number`, which must not be inside itself.
    fn inside(
        &mut self,
        number: u64,
        content: impl FnOnce(&mut Self) -> Result<Value, Stop>,
    ) -> Result<Value, Stop> {
        self.budget.check_depth(self.path.len())?;
        if self.path.contains(&number) {
            let at = self.objects.offset_or_start(number);
            return Err(Stop::malformed("container", at, "one that does not contain itself"));
        }
        self.path.push(number);
        let value = content(self);
        self.path.pop();
        value
    }

    fn array(&mut self, numbers: Refs<'_>) -> Result<Value, Stop> {
        self.budget.spend(numbers.len().saturating_mul(size_of::<Value>()))?;
        let mut values = Vec::with_capacity(numbers.len());
        for number in numbers.iter() {
            if self.budget.is_spent() {
                break;
            }
            values.push(self.child(number)?);
        }
        Ok(Value::Array(values))
    }

    fn dictionary(&mut self, keys: Refs<'_>, values: Refs<'_>) -> Result<Value, Stop> {
        self.budget.spend(keys.len().saturating_mul(size_of::<(String, Value)>()))?;
        let mut dictionary = Dictionary::with_capacity(keys.len());
        for (key, value) in keys.iter().zip(values.iter()) {
            if self.budget.is_spent() {
                break;
            }
            match self.key(key) {
                Ok(key) => {
                    let value = self.child(value)?;
                    dictionary.push(key, value);
                }
                Err(stop) => self.forgive(stop)?,
            }
        }
        Ok(Value::Dictionary(dictionary))
    }

    fn key(&mut self, number: u64) -> Result<String, Stop> {
        let Object::Text(text) = self.object(number)? else {
            let at = self.objects.offset_or_start(number);
            return Err(Stop::malformed("name in a dictionary", at, "a text"));
        };
        self.budget.spend(text.size())?;
        Ok(text.decode())
    }

    /// A value in a container: damage costs the value, not the container.
    fn child(&mut self, number: u64) -> Result<Value, Stop> {
        self.value(number).or_else(|stop| self.forgive(stop).map(|()| Value::Null))
    }

    fn forgive(&mut self, stop: Stop) -> Result<(), Stop> {
        if !self.lenient {
            return Err(stop);
        }
        self.damage.get_or_insert(stop);
        Ok(())
    }
}
