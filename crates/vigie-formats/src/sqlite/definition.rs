//! Tables: which columns they have, and where in a record each stands.

use std::collections::{HashMap, HashSet};

use super::Column;
use super::create_table::{ColumnDefinition, CreateTable, KeyColumn, Literal};

/// A table of the schema.
#[derive(Debug)]
pub(super) struct Definition {
    /// Its name.
    pub(super) name: String,
    /// The page its b-tree begins on.
    pub(super) root: u32,
    /// Names of its columns, in the order of the CREATE TABLE statement.
    pub(super) columns: Vec<String>,
    /// How each of them is stored.
    pub(super) slots: Vec<Slot>,
    /// How many values a record has.
    pub(super) fields: usize,
    /// Which of them stands for the rowid, and is always NULL.
    pub(super) alias_field: Option<u16>,
    /// Whether it has a key instead of rowids.
    pub(super) without_rowid: bool,
}

/// How a column is stored.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// Where.
    pub(super) place: Place,
    /// What SQLite converts values to before it stores them.
    pub(super) affinity: Affinity,
    /// What it holds in rows written before it was added.
    pub(super) default: Constant,
    /// Whether it never holds NULL.
    pub(super) not_null: bool,
}

/// Where the value of a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It is the rowid.
    Rowid,
    /// In the record, counting from 0.
    Field(u16),
    /// Nowhere: it is computed when it is read.
    Nowhere,
}

/// What SQLite converts values to before it stores them.
///
/// <https://www.sqlite.org/datatype3.html#determination_of_column_affinity>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Affinity {
    Blob,
    Text,
    Numeric,
    Integer,
    Real,
}

/// A value that a definition holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Constant {
    Null,
    Integer(i64),
    Real(f64),
    Text(String),
    Blob(Vec<u8>),
}

impl Definition {
    /// The table that `sql` creates.
    pub(super) fn new(name: String, root: u32, sql: &str) -> Option<Self> {
        let create = CreateTable::parse(sql)?;
        let alias = rowid_alias(&create);
        let mut slots: Vec<Slot> = create.columns.iter().map(Slot::new).collect();
        let order = storage_order(&create);
        for (&column, field) in order.iter().zip(0..) {
            if let Some(slot) = slots.get_mut(column) {
                slot.place = Place::Field(field);
            }
        }
        let mut alias_field = None;
        if let Some(slot) = alias.and_then(|alias| slots.get_mut(alias)) {
            if let Place::Field(field) = slot.place {
                alias_field = Some(field);
            }
            slot.place = Place::Rowid;
        }
        Some(Self {
            name,
            root,
            columns: create.columns.into_iter().map(|column| column.name).collect(),
            slots,
            fields: order.len(),
            alias_field,
            without_rowid: create.without_rowid,
        })
    }

    /// The column called `name`; the rowid when it is asked by one of its three names and no column
    /// has that name.
    pub(super) fn column(&self, name: &str) -> Option<Column> {
        let is_named = |column: &String| column.eq_ignore_ascii_case(name);
        if let Some(index) = self.columns.iter().position(is_named) {
            return self.column_at(index);
        }
        let is_rowid = ["rowid", "oid", "_rowid_"].iter().any(|id| id.eq_ignore_ascii_case(name));
        let rowid = Column { index: u16::MAX, place: Place::Rowid, is_real: false };
        (is_rowid && !self.without_rowid).then_some(rowid)
    }

    /// Column `index`, counting from 0.
    pub(super) fn column_at(&self, index: usize) -> Option<Column> {
        let slot = self.slots.get(index)?;
        let index = u16::try_from(index).ok()?;
        Some(Column { index, place: slot.place, is_real: slot.affinity == Affinity::Real })
    }
}

impl Slot {
    fn new(column: &ColumnDefinition) -> Self {
        let affinity = Affinity::of(&column.type_name);
        let literal = column.default.as_ref();
        Self {
            place: Place::Nowhere,
            affinity,
            default: literal.map_or(Constant::Null, |literal| affinity.constant(literal)),
            not_null: column.not_null,
        }
    }
}

/// Index of the column that is the rowid: an INTEGER PRIMARY KEY, with that exact type.
fn rowid_alias(create: &CreateTable) -> Option<usize> {
    let [key] = create.primary_key.as_slice() else { return None };
    let index = position(&create.columns, &key.name)?;
    let column = create.columns.get(index)?;
    let is_integer = column.type_name.eq_ignore_ascii_case("INTEGER");
    (is_integer && !create.without_rowid && !create.descending_quirk).then_some(index)
}

/// Indices of the stored columns, in the order of the values of a record: as declared, but the
/// columns of the key first where there are no rowids.
fn storage_order(create: &CreateTable) -> Vec<usize> {
    let columns = &create.columns;
    let mut order = Vec::new();
    let mut in_key = vec![false; columns.len()];
    if create.without_rowid {
        let lower = |name: &str| name.to_ascii_lowercase();
        let positions = columns.iter().enumerate().rev();
        let positions: HashMap<_, _> =
            positions.map(|(index, column)| (lower(&column.name), index)).collect();
        let mut seen = HashSet::new();
        for key in &create.primary_key {
            let Some(&index) = positions.get(&lower(&key.name)) else { continue };
            if seen.insert((index, collation(columns.get(index), key))) {
                order.push(index);
            }
            if let Some(in_key) = in_key.get_mut(index) {
                *in_key = true;
            }
        }
    }
    for ((index, column), in_key) in columns.iter().enumerate().zip(in_key) {
        if !column.is_virtual && !in_key {
            order.push(index);
        }
    }
    order
}

/// The collating sequence of a column in a key, in upper case. A column that is twice in a key is
/// stored twice only when the sequences differ.
fn collation(column: Option<&ColumnDefinition>, key: &KeyColumn) -> String {
    let declared = column.map_or("", |column| column.collation.as_str());
    let named = [key.collation.as_str(), declared].into_iter().find(|name| !name.is_empty());
    named.unwrap_or("BINARY").to_ascii_uppercase()
}

fn position(columns: &[ColumnDefinition], name: &str) -> Option<usize> {
    columns.iter().position(|column| column.name.eq_ignore_ascii_case(name))
}

impl Affinity {
    fn of(type_name: &str) -> Self {
        let name = type_name.to_ascii_uppercase();
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        match () {
            () if has(&["INT"]) => Self::Integer,
            () if has(&["CHAR", "CLOB", "TEXT"]) => Self::Text,
            () if name.is_empty() || has(&["BLOB"]) => Self::Blob,
            () if has(&["REAL", "FLOA", "DOUB"]) => Self::Real,
            () => Self::Numeric,
        }
    }

    /// What a column of this affinity holds when it is given `literal`.
    fn constant(self, literal: &Literal) -> Constant {
        match (literal, self) {
            (Literal::Null, _) => Constant::Null,
            (Literal::Blob(blob), _) => Constant::Blob(blob.clone()),
            (Literal::Text(text), Self::Blob | Self::Text) => Constant::Text(text.clone()),
            (Literal::Text(text), _) => match number(text.trim()) {
                Some(number) => self.convert(number),
                None => Constant::Text(text.clone()),
            },
            (Literal::Number(text), Self::Text) => Constant::Text(text.clone()),
            (Literal::Number(text), _) => match number(text) {
                Some(number) => self.convert(number),
                None => Constant::Null,
            },
        }
    }

    fn convert(self, number: Constant) -> Constant {
        match (self, number) {
            #[expect(clippy::cast_precision_loss, reason = "SQLite rounds it as well")]
            (Self::Real, Constant::Integer(whole)) => Constant::Real(whole as f64),
            (Self::Integer | Self::Numeric, Constant::Real(real)) => match whole(real) {
                Some(whole) => Constant::Integer(whole),
                None => Constant::Real(real),
            },
            (_, number) => number,
        }
    }
}

/// The number in `text`, if it is one: decimal, or hexadecimal with 0x.
fn number(text: &str) -> Option<Constant> {
    let plain = text.replace('_', "");
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, plain.as_str()),
    };
    if let Some(digits) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        let whole = u64::from_str_radix(digits, 16).ok()?.cast_signed();
        return Some(Constant::Integer(whole.wrapping_mul(sign)));
    }
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let whole = plain.parse().ok().map(Constant::Integer);
    whole.or_else(|| plain.parse().ok().map(Constant::Real))
}

/// The whole number that `real` is exactly, if SQLite would store it so.
fn whole(real: f64) -> Option<i64> {
    let fits = real.fract() == 0.0 && real.abs() < 9_007_199_254_740_992.0;
    #[expect(clippy::cast_possible_truncation, reason = "within 53 bits and without a fraction")]
    fits.then_some(real as i64)
}
