//! NSKeyedArchiver archives, written from the outside in.

use plist::{Dictionary, Uid, Value};

use crate::Result;

/// An archive under construction: objects that point at one another by number.
#[derive(Debug)]
pub(crate) struct Archive {
    objects: Vec<Value>,
}

impl Archive {
    /// An archive with nothing but `$null`.
    pub(crate) fn new() -> Self {
        Self { objects: vec![Value::from("$null")] }
    }

    /// Adds an object and gives its number.
    pub(crate) fn add(&mut self, object: impl Into<Value>) -> Value {
        let number = self.objects.len() as u64;
        self.objects.push(object.into());
        uid(number)
    }

    /// Puts `object` where `number` was reserved with [`Archive::add`].
    pub(crate) fn replace(&mut self, number: &Value, object: Value) {
        let at = number.as_uid().and_then(|uid| usize::try_from(uid.get()).ok());
        if let Some(place) = at.and_then(|at| self.objects.get_mut(at)) {
            *place = object;
        }
    }

    /// Adds the class `names[0]`, whose ancestors follow.
    pub(crate) fn class(&mut self, names: &[&str]) -> Value {
        let classes = names.iter().map(|name| Value::from(*name)).collect();
        let name = names.first().copied().unwrap_or("");
        self.add(dictionary([
            ("$classname", Value::from(name)),
            ("$classes", Value::Array(classes)),
        ]))
    }

    /// Adds an instance of `class` with `fields`.
    pub(crate) fn instance<'a>(
        &mut self,
        class: &Value,
        fields: impl IntoIterator<Item = (&'a str, Value)>,
    ) -> Value {
        let mut object = dictionary(fields);
        if let Some(object) = object.as_dictionary_mut() {
            object.insert("$class".to_owned(), class.clone());
        }
        self.add(object)
    }

    /// The bytes of the archive whose root is `root`.
    pub(crate) fn bytes(self, root: &Value) -> Result<Vec<u8>> {
        self.bytes_with([("root".to_owned(), root.clone())])
    }

    /// The bytes of the archive with these objects at its top.
    pub(crate) fn bytes_with(
        self,
        top: impl IntoIterator<Item = (String, Value)>,
    ) -> Result<Vec<u8>> {
        binary(&dictionary([
            ("$version", Value::from(100_000)),
            ("$archiver", Value::from("NSKeyedArchiver")),
            ("$top", Value::Dictionary(top.into_iter().collect())),
            ("$objects", Value::Array(self.objects)),
        ]))
    }
}

/// A reference to object `number`; 0 is `$null`.
pub(crate) fn uid(number: u64) -> Value {
    Value::Uid(Uid::new(number))
}

/// A dictionary in the order given.
pub(crate) fn dictionary<'a>(entries: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let mut dictionary = Dictionary::new();
    for (key, value) in entries {
        dictionary.insert(key.to_owned(), value);
    }
    Value::Dictionary(dictionary)
}

/// A binary property list.
pub(crate) fn binary(value: &Value) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    value.to_writer_binary(&mut bytes)?;
    Ok(bytes)
}

/// An XML property list.
pub(crate) fn xml(value: &Value) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    value.to_writer_xml(&mut bytes)?;
    Ok(bytes)
}
