//! The objects of a typedstream, in one table and without copies.

use vigie_core::{Limits, Stop};

use super::stream::{END, NEW, NIL, Stream};
use crate::budget::Budget;

/// Classes above a class that are looked at: real ones have five at most.
const LONGEST_CHAIN: usize = 32;

/// Everything that was read, up to the end or to the first damage.
pub(super) struct Archive<'a> {
    /// Objects, classes and C strings, in the order in which they are numbered.
    pub(super) things: Vec<Thing<'a>>,
    /// The first object of the stream.
    pub(super) root: Option<usize>,
    /// Why reading stopped early.
    pub(super) damage: Option<Stop>,
}

/// Something that can be referred to.
pub(super) enum Thing<'a> {
    /// An object: its class and what it wrote, in order.
    Object { class: Option<usize>, values: Vec<Value<'a>> },
    /// A class and its parent.
    Class { name: &'a [u8], parent: Option<usize> },
    /// A C string: only how it is numbered matters.
    CString,
}

/// What an object wrote.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    /// Bytes.
    Bytes(&'a [u8]),
    /// An object.
    Object(usize),
    /// Nothing, or a number: no reader asks for one.
    Other,
}

impl<'a> Archive<'a> {
    /// Reads `bytes` up to the end of the first object.
    pub(super) fn read(bytes: &'a [u8], limits: &Limits) -> Result<Self, Stop> {
        let stream = Stream::open(bytes)?;
        let budget = Budget::new(limits, bytes.len());
        let mut decoder = Decoder { stream, budget, things: Vec::new(), depth: 0, root: None };
        let damage = decoder.top().err();
        Ok(Self { things: decoder.things, root: decoder.root, damage })
    }

    /// Whether `thing` is an object of class `name` or of one below it.
    pub(super) fn is(&self, thing: usize, name: &str) -> bool {
        let mut next = match self.things.get(thing) {
            Some(Thing::Object { class, .. }) => *class,
            _ => None,
        };
        for _ in 0..LONGEST_CHAIN {
            let Some(Thing::Class { name: found, parent }) =
                next.and_then(|at| self.things.get(at))
            else {
                return false;
            };
            if *found == name.as_bytes() {
                return true;
            }
            next = *parent;
        }
        false
    }

    /// What object `thing` wrote.
    pub(super) fn values(&self, thing: usize) -> &[Value<'a>] {
        match self.things.get(thing) {
            Some(Thing::Object { values, .. }) => values,
            _ => &[],
        }
    }
}

struct Decoder<'a> {
    stream: Stream<'a>,
    budget: Budget,
    things: Vec<Thing<'a>>,
    depth: usize,
    root: Option<usize>,
}

impl<'a> Decoder<'a> {
    fn top(&mut self) -> Result<(), Stop> {
        while self.root.is_none() {
            self.group(None)?;
        }
        Ok(())
    }

    /// Types, then a value of each, which belong to object `owner`.
    fn group(&mut self, owner: Option<usize>) -> Result<(), Stop> {
        let at = self.stream.offset();
        let Some(mut types) = self.stream.shared("types of values")? else {
            return Err(Stop::malformed("types of values", at, "types"));
        };
        while !types.is_empty() {
            types = self.value(types, owner, at)?;
        }
        Ok(())
    }

    /// A value of the first of `types`; gives the other types.
    fn value(&mut self, types: &'a [u8], owner: Option<usize>, at: u64) -> Result<&'a [u8], Stop> {
        let (code, rest) = types.split_first().unwrap_or((&b'!', b""));
        self.budget.spend(size_of::<Value<'_>>())?;
        let value = match code {
            b'c' | b'C' | b'B' => self.stream.byte("character").map(|_| Value::Other)?,
            b's' | b'S' | b'i' | b'I' | b'l' | b'L' | b'q' | b'Q' => {
                self.stream.integer("number").map(|_| Value::Other)?
            }
            b'f' | b'd' => self.stream.skip_real(*code == b'd').map(|()| Value::Other)?,
            b'+' => return self.bytes(owner).map(|()| rest),
            b'*' => self.c_string().map(|()| Value::Other)?,
            b'%' | b':' => self.stream.shared("string").map(|_| Value::Other)?,
            b'@' => self.object()?,
            b'#' => self.class().map(|_| Value::Other)?,
            b'!' => Value::Other,
            b'[' => return self.array(rest, owner, at),
            b'{' => return self.structure(rest, owner, at),
            // Qualifiers such as `const` stand before the type.
            b'r' | b'n' | b'N' | b'o' | b'O' | b'R' | b'V' => return Ok(rest),
            _ => {
                let expected = format!("a known type, not {:?}", char::from(*code));
                return Err(Stop::malformed("types of values", at, expected));
            }
        };
        self.keep(owner, value);
        Ok(rest)
    }

    fn keep(&mut self, owner: Option<usize>, value: Value<'a>) {
        match owner.and_then(|owner| self.things.get_mut(owner)) {
            Some(Thing::Object { values, .. }) => values.push(value),
            _ => {
                if let Value::Object(number) = value {
                    self.root.get_or_insert(number);
                }
            }
        }
    }

    /// Bytes behind their length; of bytes that are cut short, what there is.
    fn bytes(&mut self, owner: Option<usize>) -> Result<(), Stop> {
        match self.stream.counted("text") {
            Ok(bytes) => self.keep(owner, Value::Bytes(bytes)),
            Err((bytes, stop)) => {
                if !bytes.is_empty() {
                    self.keep(owner, Value::Bytes(bytes));
                }
                return Err(stop);
            }
        }
        Ok(())
    }

    /// `[12c]`: bytes of one character each as they are, other elements one by one.
    fn array(&mut self, types: &'a [u8], owner: Option<usize>, at: u64) -> Result<&'a [u8], Stop> {
        let (element, rest) = bracket(types, b']', at)?;
        self.budget.spend(element.len())?;
        let digits = element.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (count, element) = element.split_at_checked(digits).unwrap_or_default();
        let count = str::from_utf8(count).ok().and_then(|count| count.parse::<usize>().ok());
        let Some(count) = count else {
            return Err(Stop::malformed("types of values", at, "a number of elements after ["));
        };
        if matches!(element, b"c" | b"C") {
            let bytes = self.stream.take("array of bytes", count)?;
            self.keep(owner, Value::Bytes(bytes));
            return Ok(rest);
        }
        for _ in 0..count {
            self.nested(element, owner, at)?;
        }
        Ok(rest)
    }

    /// `{name=types}`: its fields in order.
    fn structure(
        &mut self,
        types: &'a [u8],
        owner: Option<usize>,
        at: u64,
    ) -> Result<&'a [u8], Stop> {
        let (content, rest) = bracket(types, b'}', at)?;
        self.budget.spend(content.len())?;
        let name = content.iter().position(|byte| *byte == b'=');
        let fields = name.and_then(|name| content.get(name + 1..)).unwrap_or_default();
        self.nested(fields, owner, at)?;
        Ok(rest)
    }

    fn nested(&mut self, mut types: &'a [u8], owner: Option<usize>, at: u64) -> Result<(), Stop> {
        self.budget.spend(size_of::<Value<'_>>())?;
        self.enter()?;
        while !types.is_empty() {
            types = self.value(types, owner, at)?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn enter(&mut self) -> Result<(), Stop> {
        self.budget.check_depth(self.depth)?;
        self.depth += 1;
        Ok(())
    }

    /// An object: new, seen before, or nil.
    fn object(&mut self) -> Result<Value<'a>, Stop> {
        match self.stream.byte("object")? {
            NIL => Ok(Value::Other),
            NEW => self.new_object(),
            head => self.seen(head, "object").map(Value::Object),
        }
    }

    fn new_object(&mut self) -> Result<Value<'a>, Stop> {
        self.enter()?;
        // The object takes its number before its class does.
        let number = self.add(Thing::Object { class: None, values: Vec::new() })?;
        if self.depth == 1 {
            self.root.get_or_insert(number);
        }
        let of = self.class()?;
        if let Some(Thing::Object { class, .. }) = self.things.get_mut(number) {
            *class = of;
        }
        while self.stream.peek() != Some(END) {
            self.group(Some(number))?;
        }
        self.stream.byte("end of an object")?;
        self.depth -= 1;
        Ok(Value::Object(number))
    }

    /// A class, with the classes above it; `None` is nil.
    fn class(&mut self) -> Result<Option<usize>, Stop> {
        let known = self.things.len();
        let mut first = None;
        let mut below: Option<usize> = None;
        loop {
            let at = self.stream.offset();
            let (class, is_new) = match self.stream.byte("class")? {
                NIL => (None, false),
                NEW => {
                    let Some(name) = self.stream.shared("name of a class")? else {
                        return Err(Stop::malformed("name of a class", at, "a name"));
                    };
                    self.stream.integer("version of a class")?;
                    (Some(self.add(Thing::Class { name, parent: None })?), true)
                }
                head => (Some(self.seen_class(head, known)?), false),
            };
            match below.and_then(|below| self.things.get_mut(below)) {
                Some(Thing::Class { parent, .. }) => *parent = class,
                _ => first = class,
            }
            if !is_new {
                return Ok(first);
            }
            below = class;
        }
    }

    /// A class among the first `known` things: one below would be its own parent.
    fn seen_class(&mut self, head: u8, known: usize) -> Result<usize, Stop> {
        let at = self.stream.offset().saturating_sub(1);
        let number = self.seen(head, "class")?;
        match self.things.get(number) {
            Some(Thing::Class { .. }) if number < known => Ok(number),
            _ => Err(Stop::malformed("class", at, "a reference to a class before")),
        }
    }

    fn c_string(&mut self) -> Result<(), Stop> {
        match self.stream.byte("C string")? {
            NIL => {}
            NEW => {
                self.stream.shared("C string")?;
                self.add(Thing::CString)?;
            }
            head => {
                self.seen(head, "C string")?;
            }
        }
        Ok(())
    }

    /// Number of a thing that a reference names.
    fn seen(&mut self, head: u8, what: &'static str) -> Result<usize, Stop> {
        let at = self.stream.offset().saturating_sub(1);
        let number = self.stream.reference(head, what)?;
        let have = self.things.len();
        if number < have {
            return Ok(number);
        }
        Err(Stop::malformed(what, at, format!("one of the {have} objects before")))
    }

    fn add(&mut self, thing: Thing<'a>) -> Result<usize, Stop> {
        self.budget.spend(size_of::<Thing<'_>>())?;
        self.things.push(thing);
        Ok(self.things.len().saturating_sub(1))
    }
}

/// What stands before the bracket `close` that ends `types`, and what after it.
fn bracket(types: &[u8], close: u8, at: u64) -> Result<(&[u8], &[u8]), Stop> {
    let mut depth = 0_usize;
    for (position, byte) in types.iter().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' if depth > 0 => depth -= 1,
            byte if *byte == close => {
                let (content, rest) = types.split_at_checked(position).unwrap_or_default();
                return Ok((content, rest.get(1..).unwrap_or_default()));
            }
            _ => {}
        }
    }
    Err(Stop::malformed("types of values", at, format!("{:?}", char::from(close))))
}
