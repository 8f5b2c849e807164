//! Following the references of a keyed archive.

use vigie_core::{Limits, Stop, Time};

use super::class::{Class, number, uuid};
use super::url;
use crate::budget::Budget;
use crate::plist::{Dictionary, Value};

/// The table of objects and the named ones.
pub(super) fn parts(archive: &Value) -> Option<(&[Value], &Dictionary)> {
    let objects = archive.find("$objects")?.as_array()?;
    Some((objects, archive.find("$top")?.as_dictionary()?))
}

/// The object named `root`, else the first.
pub(super) fn root(archive: &Value, limits: &Limits) -> Result<Value, Stop> {
    let (mut resolver, top) = Resolver::new(archive, limits)?;
    let root = top.find("root").or_else(|| top.values().next());
    let missing = || Stop::malformed("keyed archive", 0, "a named object in $top");
    resolver.value(root.ok_or_else(missing)?)
}

/// Every named object.
pub(super) fn all(archive: &Value, limits: &Limits) -> Result<Dictionary, Stop> {
    let (mut resolver, top) = Resolver::new(archive, limits)?;
    resolver.pairs(top.iter())
}

struct Resolver<'a> {
    objects: &'a [Value],
    budget: Budget,
    /// Numbers of the objects around what is being resolved.
    path: Vec<u64>,
    depth: usize,
}

impl<'a> Resolver<'a> {
    fn new(archive: &'a Value, limits: &Limits) -> Result<(Self, &'a Dictionary), Stop> {
        let Some((objects, top)) = parts(archive) else {
            return Err(Stop::malformed("keyed archive", 0, "$objects and $top"));
        };
        // The sizes of texts and data were already counted once while the list was read.
        let budget = Budget::new(limits, objects.len().saturating_mul(size_of::<Value>()));
        Ok((Self { objects, budget, path: Vec::new(), depth: 0 }, top))
    }

    /// `value` with every reference inside it resolved.
    fn value(&mut self, value: &'a Value) -> Result<Value, Stop> {
        self.budget.spend(size_of::<Value>())?;
        match value {
            Value::Uid(number) => self.object(*number),
            Value::Array(values) => self.deeper(|resolver| resolver.array(values)),
            Value::Dictionary(fields) => self.deeper(|resolver| resolver.dictionary(fields)),
            Value::String(text) => self.budget.spend(text.len()).map(|()| value.clone()),
            Value::Data(bytes) => self.budget.spend(bytes.len()).map(|()| value.clone()),
            _ => Ok(value.clone()),
        }
    }

    fn deeper(
        &mut self,
        resolve: impl FnOnce(&mut Self) -> Result<Value, Stop>,
    ) -> Result<Value, Stop> {
        self.budget.check_depth(self.depth)?;
        self.depth += 1;
        let value = resolve(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self, number: u64) -> Result<Value, Stop> {
        let value = self.find(number)?;
        match value {
            Value::String(text) if number == 0 && text == "$null" => Ok(Value::Null),
            Value::Array(_) | Value::Dictionary(_) | Value::Uid(_) => {
                if self.path.contains(&number) {
                    return Ok(Value::Null);
                }
                self.budget.check_depth(self.path.len())?;
                self.path.push(number);
                let resolved = self.value(value);
                self.path.pop();
                resolved
            }
            _ => self.value(value),
        }
    }

    fn find(&self, number: u64) -> Result<&'a Value, Stop> {
        let found = usize::try_from(number).ok().and_then(|number| self.objects.get(number));
        found.ok_or_else(|| {
            let expected = format!("a number below {}, not {number}", self.objects.len());
            Stop::malformed("reference of a keyed archive", 0, expected)
        })
    }

    /// What a field refers to, without resolving what is inside it.
    fn plain(&self, field: Option<&'a Value>) -> Option<&'a Value> {
        match field? {
            Value::Uid(number) => self.find(*number).ok(),
            value => Some(value),
        }
    }

    fn array(&mut self, values: &'a [Value]) -> Result<Value, Stop> {
        let resolved: Result<_, _> = values.iter().map(|value| self.value(value)).collect();
        resolved.map(Value::Array)
    }

    /// An object of a class, or a plain dictionary.
    fn dictionary(&mut self, fields: &'a Dictionary) -> Result<Value, Stop> {
        let class = self.plain(fields.find("$class")).and_then(Value::as_dictionary);
        let Some(class) = class else {
            return self.pairs(fields.iter()).map(Value::Dictionary);
        };
        // Finding fields takes time for each of them, whoever names the object how often.
        self.budget.spend(fields.len().saturating_add(Class::cost(class)).saturating_mul(8))?;
        let class = Class::of(class);
        let value = match class {
            Class::Null => Some(Value::Null),
            Class::Dictionary => self.keys_and_objects(fields)?,
            Class::Array => self.objects(fields)?,
            Class::String => self.text(fields)?,
            Class::Data => self.data(fields)?,
            Class::Date => self.plain(fields.find("NS.time")).and_then(date),
            Class::Url => self.url(fields)?,
            Class::Uuid => {
                let bytes = self.plain(fields.find("NS.uuidbytes")).and_then(Value::as_bytes);
                bytes.and_then(uuid).map(Value::String)
            }
            Class::Number => number(fields),
            Class::Other(_) => None,
        };
        // An object that does not hold what its class asks for is shown with what it holds.
        value.map_or_else(|| self.other(fields), Ok)
    }

    /// `NS.keys` and `NS.objects`, or in older archives `NS.key.0`, `NS.object.0`, ….
    fn keys_and_objects(&mut self, fields: &'a Dictionary) -> Result<Option<Value>, Stop> {
        let keys = self.list(fields, "NS.keys", "NS.key.");
        let values = self.list(fields, "NS.objects", "NS.object.");
        let (Some(keys), Some(values)) = (keys, values) else { return Ok(None) };
        let mut dictionary = Dictionary::new();
        for (key, value) in keys.into_iter().zip(values) {
            self.budget.spend(size_of::<String>())?;
            let key = name(self.value(key)?);
            dictionary.push(key, self.value(value)?);
        }
        Ok(Some(Value::Dictionary(dictionary)))
    }

    fn objects(&mut self, fields: &'a Dictionary) -> Result<Option<Value>, Stop> {
        let Some(values) = self.list(fields, "NS.objects", "NS.object.") else { return Ok(None) };
        let values: Result<_, _> = values.into_iter().map(|value| self.value(value)).collect();
        values.map(|values| Some(Value::Array(values)))
    }

    /// The values of array `whole`, else of the fields `prefix` and a number from 0.
    fn list(&self, fields: &'a Dictionary, whole: &str, prefix: &str) -> Option<Vec<&'a Value>> {
        if let Some(values) = self.plain(fields.find(whole)) {
            return Some(values.as_array()?.iter().collect());
        }
        let mut numbered: Vec<(usize, &Value)> = fields
            .iter()
            .filter_map(|(key, value)| Some((key.strip_prefix(prefix)?.parse().ok()?, value)))
            .collect();
        numbered.sort_by_key(|(number, _)| *number);
        // An empty collection of the older form has no field but its class.
        let empty = fields.len() == 1;
        (empty || !numbered.is_empty())
            .then(|| numbered.into_iter().map(|(_, value)| value).collect())
    }

    fn text(&mut self, fields: &'a Dictionary) -> Result<Option<Value>, Stop> {
        let field = fields.find("NS.string").or_else(|| fields.find("NS.bytes"));
        let text = match self.plain(field) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Data(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
            _ => return Ok(None),
        };
        self.budget.spend(text.len())?;
        Ok(Some(Value::String(text)))
    }

    fn data(&mut self, fields: &'a Dictionary) -> Result<Option<Value>, Stop> {
        let field = fields.find("NS.data").or_else(|| fields.find("NS.bytes"));
        let Some(Value::Data(bytes)) = self.plain(field) else { return Ok(None) };
        self.budget.spend(bytes.len())?;
        Ok(Some(Value::Data(bytes.clone())))
    }

    fn url(&mut self, fields: &'a Dictionary) -> Result<Option<Value>, Stop> {
        let (base, relative) = (fields.find("NS.base"), fields.find("NS.relative"));
        let mut part = |field: Option<&'a Value>| match field.map(|field| self.value(field)) {
            Some(Ok(Value::String(text))) => Ok(Some(text)),
            Some(Err(stop)) => Err(stop),
            _ => Ok(None),
        };
        let (base, relative) = (part(base)?, part(relative)?);
        let joined = |relative: String| url::join(&base.unwrap_or_default(), &relative);
        Ok(relative.map(joined).map(Value::String))
    }

    /// An object of any other class: its name, and its fields resolved.
    fn other(&mut self, fields: &'a Dictionary) -> Result<Value, Stop> {
        let class = self.plain(fields.find("$class")).and_then(Value::as_dictionary);
        let name = class.and_then(|class| class.find("$classname")).and_then(Value::as_str);
        let mut dictionary = Dictionary::new();
        dictionary.push("$class".to_owned(), Value::String(name.unwrap_or_default().to_owned()));
        for (key, value) in self.pairs(fields.iter().filter(|(key, _)| *key != "$class"))? {
            dictionary.push(key, value);
        }
        Ok(Value::Dictionary(dictionary))
    }

    fn pairs(
        &mut self,
        pairs: impl Iterator<Item = (&'a str, &'a Value)>,
    ) -> Result<Dictionary, Stop> {
        let mut resolved = Dictionary::new();
        for (key, value) in pairs {
            self.budget.spend(key.len().saturating_add(size_of::<String>()))?;
            resolved.push(key.to_owned(), self.value(value)?);
        }
        Ok(resolved)
    }
}

fn date(value: &Value) -> Option<Value> {
    match value {
        Value::Date(seconds) => Some(Value::Date(*seconds)),
        value => value.as_f64().map(Value::Date),
    }
}

/// A key as text: keys of archived dictionaries may be any object.
fn name(key: Value) -> String {
    match key {
        Value::String(text) => text,
        Value::Date(seconds) => Time::from_mac_float(seconds)
            .map_or_else(|| seconds.to_string(), |time| time.to_string()),
        other => serde_json::to_string(&other).unwrap_or_default(),
    }
}
