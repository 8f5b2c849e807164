//! What `Manifest.db` of an iOS backup says about one file: an archived `MBFile`.
//!
//! Written by the backup agent of iOS 10 and later, one for each file, directory and link: a phone
//! has about 150,000. The fields are read in place, without building the tree around them. Times
//! are Unix seconds; early versions wrote dates, and a plain property list without an archive.

use vigie_core::{Limits, Stop, Time};

use super::resolve;
use crate::plist::binary::{Object, Objects, Refs, Text};
use crate::plist::{self, Dictionary, Value};

/// Pairs of a dictionary that are looked at: real records have 20 at most.
const FIRST_PAIRS: usize = 64;

/// What an iOS backup says about one file: the `MBFile` in column `file` of `Manifest.db`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackupFile {
    /// When the file was created.
    pub birth: Option<Time>,
    /// When its content last changed.
    pub last_modified: Option<Time>,
    /// When its metadata last changed.
    pub last_status_change: Option<Time>,
    /// Type and permissions, as `st_mode`.
    pub mode: Option<i64>,
    /// Owner.
    pub user_id: Option<i64>,
    /// Group.
    pub group_id: Option<i64>,
    /// Bytes of its content, before encryption.
    pub size: Option<i64>,
    /// Inode on the device.
    pub inode: Option<i64>,
    /// Class of the key that wraps [`BackupFile::encryption_key`].
    pub protection_class: Option<i64>,
    /// Flags of the backup.
    pub flags: Option<i64>,
    /// Path inside its domain.
    pub relative_path: Option<String>,
    /// Class (4 bytes, little-endian) and wrapped key (40 bytes), as stored.
    pub encryption_key: Option<Vec<u8>>,
    /// Hash of the content, as stored.
    pub digest: Option<Vec<u8>>,
    /// Extended attributes: a property list, as stored.
    pub extended_attributes: Option<Vec<u8>>,
    /// Where a symbolic link points.
    pub target: Option<String>,
    /// The first field that is there but could not be read.
    pub damage: Option<String>,
}

/// Reads the property list that an iOS backup keeps about a file. Fields it does not hold are
/// `None`.
///
/// # Errors
/// When it is damaged as a whole. Damage of one field is noted in [`BackupFile::damage`].
pub fn backup_file(bytes: &[u8], limits: &Limits) -> Result<BackupFile, Stop> {
    if bytes.len() as u64 > limits.value {
        return Err(Stop::Limit { what: "bytes of a backup record", most: limits.value });
    }
    if bytes.starts_with(b"bplist") { from_binary(bytes) } else { from_xml(bytes, limits) }
}

fn from_binary(bytes: &[u8]) -> Result<BackupFile, Stop> {
    let objects = Objects::open(bytes)?;
    let root = objects.object(objects.root())?;
    let mut record = Record { objects, table: None };
    let fields = match record.field(root, "$objects")? {
        Some(Object::Array(table)) => {
            record.table = Some(table);
            record.archived_root(root)?
        }
        _ => root,
    };
    let Object::Dictionary(keys, values) = fields else {
        let at = objects.offset_or_start(objects.root());
        return Err(Stop::malformed("backup record", at, "a dictionary"));
    };
    let mut file = BackupFile::default();
    for (key, value) in keys.iter().zip(values.iter()).take(FIRST_PAIRS) {
        let key = match objects.object(key) {
            Ok(Object::Text(key)) => key,
            Ok(_) => continue,
            Err(stop) => {
                file.damage.get_or_insert_with(|| format!("name of a field: {stop}"));
                continue;
            }
        };
        let Some(field) = FIELDS.iter().find(|field| key.is(field.0)) else { continue };
        if let Err(stop) = record.part(value).and_then(|part| file.set(*field, part)) {
            file.damage.get_or_insert_with(|| format!("{}: {stop}", field.0));
        }
    }
    Ok(file)
}

/// A binary property list, and the table of its keyed archive if it is one.
struct Record<'a> {
    objects: Objects<'a>,
    table: Option<Refs<'a>>,
}

impl<'a> Record<'a> {
    /// The value named `key` of a dictionary.
    fn field(&self, dictionary: Object<'a>, key: &str) -> Result<Option<Object<'a>>, Stop> {
        let Object::Dictionary(keys, values) = dictionary else { return Ok(None) };
        for (name, value) in keys.iter().zip(values.iter()).take(FIRST_PAIRS) {
            if matches!(self.objects.object(name)?, Object::Text(text) if text.is(key)) {
                return self.objects.object(value).map(Some);
            }
        }
        Ok(None)
    }

    /// The archive's root object: what `$top` names, else the one after `$null`.
    fn archived_root(&self, archive: Object<'a>) -> Result<Object<'a>, Stop> {
        let root = match self.field(archive, "$top")? {
            Some(top @ Object::Dictionary(_, values)) => match self.field(top, "root")? {
                Some(root) => Some(root),
                None => values.at(0).map(|first| self.objects.object(first)).transpose()?,
            },
            _ => None,
        };
        self.follow(root.unwrap_or(Object::Uid(1)))
    }

    /// The object a reference of the archive stands for.
    fn follow(&self, object: Object<'a>) -> Result<Object<'a>, Stop> {
        let (Object::Uid(number), Some(table)) = (object, self.table) else { return Ok(object) };
        let found = usize::try_from(number).ok().and_then(|number| table.at(number));
        let Some(found) = found else {
            let expected = format!("a number below {}, not {number}", table.len());
            return Err(Stop::malformed("reference of a keyed archive", 0, expected));
        };
        match self.objects.object(found)? {
            Object::Text(text) if number == 0 && text.is("$null") => Ok(Object::Null),
            object => Ok(object),
        }
    }

    /// A field's content: a reference is followed, and an object of data or text gives what it
    /// holds.
    fn part(&self, value: u64) -> Result<Part<'a>, Stop> {
        let mut object = self.follow(self.objects.object(value)?)?;
        if matches!(object, Object::Dictionary(..)) {
            for key in ["NS.data", "NS.string", "NS.time", "NS.bytes"] {
                if let Some(inner) = self.field(object, key)? {
                    let inner = self.follow(inner)?;
                    let date =
                        |seconds| if key == "NS.time" { Object::Date(seconds) } else { inner };
                    object = if let Object::Real(seconds) = inner { date(seconds) } else { inner };
                    break;
                }
            }
        }
        Ok(match object {
            Object::Integer(number) => Part::Number(number),
            Object::Boolean(value) => Part::Number(i64::from(value)),
            Object::Real(number) => Part::Real(number),
            Object::Date(seconds) => Part::Date(seconds),
            Object::Data(bytes) => Part::Data(bytes),
            Object::Text(text) => Part::Text(text),
            Object::Null => Part::Nothing,
            _ => Part::Other,
        })
    }
}

/// The content of one field.
enum Part<'a> {
    Nothing,
    Number(i64),
    Real(f64),
    Date(f64),
    Data(&'a [u8]),
    Text(Text<'a>),
    Other,
}

/// A name in the property list, and where its content goes.
#[derive(Clone, Copy)]
struct Field(&'static str, Place);

#[derive(Clone, Copy)]
enum Place {
    Number(fn(&mut BackupFile) -> &mut Option<i64>),
    Time(fn(&mut BackupFile) -> &mut Option<Time>),
    Text(fn(&mut BackupFile) -> &mut Option<String>),
    Data(fn(&mut BackupFile) -> &mut Option<Vec<u8>>),
}

static FIELDS: [Field; 15] = [
    Field("LastModified", Place::Time(|file| &mut file.last_modified)),
    Field("Flags", Place::Number(|file| &mut file.flags)),
    Field("GroupID", Place::Number(|file| &mut file.group_id)),
    Field("LastStatusChange", Place::Time(|file| &mut file.last_status_change)),
    Field("RelativePath", Place::Text(|file| &mut file.relative_path)),
    Field("Birth", Place::Time(|file| &mut file.birth)),
    Field("Size", Place::Number(|file| &mut file.size)),
    Field("InodeNumber", Place::Number(|file| &mut file.inode)),
    Field("Mode", Place::Number(|file| &mut file.mode)),
    Field("UserID", Place::Number(|file| &mut file.user_id)),
    Field("ProtectionClass", Place::Number(|file| &mut file.protection_class)),
    Field("EncryptionKey", Place::Data(|file| &mut file.encryption_key)),
    Field("Digest", Place::Data(|file| &mut file.digest)),
    Field("ExtendedAttributes", Place::Data(|file| &mut file.extended_attributes)),
    Field("Target", Place::Text(|file| &mut file.target)),
];

impl BackupFile {
    /// Puts `part` in its place; the first of several parts stays.
    fn set(&mut self, field: Field, part: Part<'_>) -> Result<(), Stop> {
        if matches!(part, Part::Nothing) {
            return Ok(());
        }
        let (known, expected) = match field.1 {
            Place::Number(place) => (fill(place(self), || number(&part)), "a whole number"),
            Place::Time(place) => (fill(place(self), || time(&part)), "a time"),
            Place::Text(place) => (fill(place(self), || text(&part)), "a text"),
            Place::Data(place) => (fill(place(self), || data(&part)), "data"),
        };
        let malformed = || Stop::malformed("field of a backup record", 0, expected);
        known.then_some(()).ok_or_else(malformed)
    }
}

/// Whether `place` holds something afterwards.
fn fill<T>(place: &mut Option<T>, content: impl FnOnce() -> Option<T>) -> bool {
    if place.is_none() {
        *place = content();
    }
    place.is_some()
}

const fn number(part: &Part<'_>) -> Option<i64> {
    match part {
        Part::Number(number) => Some(*number),
        _ => None,
    }
}

fn text(part: &Part<'_>) -> Option<String> {
    match part {
        Part::Text(text) => Some(text.decode()),
        Part::Data(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        _ => None,
    }
}

fn data(part: &Part<'_>) -> Option<Vec<u8>> {
    match part {
        Part::Data(bytes) => Some(bytes.to_vec()),
        _ => None,
    }
}

fn time(part: &Part<'_>) -> Option<Time> {
    match *part {
        Part::Number(seconds) => Time::from_unix_seconds(seconds),
        Part::Real(seconds) => Time::from_unix_float(seconds),
        Part::Date(seconds) => Time::from_mac_float(seconds),
        _ => None,
    }
}

/// The rare record in XML: through the tree.
fn from_xml(bytes: &[u8], limits: &Limits) -> Result<BackupFile, Stop> {
    let list = plist::parse(bytes, limits)?;
    let list = match resolve::parts(&list) {
        Some(_) => resolve::root(&list, limits)?,
        None => list,
    };
    let Some(fields) = list.as_dictionary() else {
        return Err(Stop::malformed("backup record", 0, "a dictionary"));
    };
    Ok(from_fields(fields))
}

fn from_fields(fields: &Dictionary) -> BackupFile {
    let mut file = BackupFile::default();
    for field in &FIELDS {
        let Some(value) = fields.find(field.0) else { continue };
        let part = match value {
            Value::Null => Part::Nothing,
            Value::Integer(number) => Part::Number(*number),
            Value::Boolean(value) => Part::Number(i64::from(*value)),
            Value::Real(number) => Part::Real(*number),
            Value::Date(seconds) => Part::Date(*seconds),
            Value::Data(bytes) => Part::Data(bytes),
            Value::String(text) => Part::Text(Text::Ascii(text.as_bytes())),
            _ => Part::Other,
        };
        if let Err(stop) = file.set(*field, part) {
            file.damage.get_or_insert_with(|| format!("{}: {stop}", field.0));
        }
    }
    file
}
