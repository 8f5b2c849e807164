//! The archive, read as Android reads it.

use std::io::Read as _;

use flate2::read::DeflateDecoder;
use vigie_core::{Limits, ReadAt, Reader, Stop, read_all};

/// End of the list of members, and the most that a comment may follow it by.
const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: u64 = 22;
const MOST_COMMENT: u64 = 0xffff;

const ENTRY: u32 = 0x0201_4b50;
const LOCAL: u32 = 0x0403_4b50;
const DEFLATED: u16 = 8;

/// Largest list of members, and most members, that are read.
const LARGEST_LIST: u64 = 64 << 20;
const MOST_MEMBERS: usize = 500_000;

/// An APK.
pub struct Archive<'a> {
    data: &'a dyn ReadAt,
    members: Vec<Member>,
    list_start: u64,
    damage: Option<Stop>,
}

/// A member, as the list of members has it.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Method of compression, as written.
    pub method: u16,
    /// Whether it is said to be encrypted.
    pub said_encrypted: bool,
    /// Bytes it takes in the archive, as written.
    pub packed: u64,
    /// Its size, as written.
    pub size: u64,
    offset: u64,
}

impl<'a> Archive<'a> {
    /// Reads the list of members.
    ///
    /// # Errors
    /// When there is none.
    pub fn open(data: &'a dyn ReadAt) -> Result<Self, Stop> {
        let window = data.size().min(END_LENGTH + MOST_COMMENT);
        let start = data.size().saturating_sub(window);
        let tail = bytes_at(data, start, window)?;
        let ends: Vec<usize> = memchr::memmem::rfind_iter(&tail, END).collect();
        let missing = || Stop::malformed("archive", start, "the end of a list of members (PK 5 6)");
        // The last one whose list is there: a comment may hold another.
        let mut last = missing();
        for at in ends {
            let end = tail.get(at..).unwrap_or_default();
            match list(data, end, start.saturating_add(at as u64)) {
                Ok((members, list_start, damage)) => {
                    return Ok(Self { data, members, list_start, damage });
                }
                Err(stop) => last = stop,
            }
        }
        Err(last)
    }

    /// Its members, in the order of the list.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// Where the list begins: the block of signatures ends there.
    #[must_use]
    pub const fn list_start(&self) -> u64 {
        self.list_start
    }

    /// Why the list was not read to its end.
    #[must_use]
    pub const fn damage(&self) -> Option<&Stop> {
        self.damage.as_ref()
    }

    /// The members called `name`.
    pub fn named<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'b Member> {
        self.members.iter().filter(move |member| member.name == name)
    }

    /// The content of a member, at most `most` bytes. Where what the list says of it cannot be, the other
    /// way of storing is tried, as Android does.
    ///
    /// # Errors
    /// When it cannot be read, or is larger.
    pub fn content(&self, member: &Member, most: u64, limits: &Limits) -> Result<Vec<u8>, Stop> {
        let header = bytes_at(self.data, member.offset, 30)?;
        let mut reader = Reader::with_base(&header, member.offset);
        if reader.u32_le("header of a member")? != LOCAL {
            return Err(Stop::malformed("header of a member", member.offset, "PK 3 4"));
        }
        reader.take("header of a member", 22)?;
        let name = u64::from(reader.u16_le("length of a name")?);
        let extra = u64::from(reader.u16_le("length of extra fields")?);
        let start = member.offset.saturating_add(30).saturating_add(name).saturating_add(extra);
        if member.method == DEFLATED {
            let inflated = self.inflate(start, most, limits);
            let stored = member.packed == member.size;
            return if stored {
                inflated.or_else(|_| self.stored(start, member, most))
            } else {
                inflated
            };
        }
        if member.method != 0 && member.packed != member.size {
            return self.inflate(start, most, limits).or_else(|_| self.stored(start, member, most));
        }
        self.stored(start, member, most)
    }

    fn stored(&self, start: u64, member: &Member, most: u64) -> Result<Vec<u8>, Stop> {
        // A stored member takes the bytes that it has, whatever else is written.
        let room = self.list_start.max(start).saturating_sub(start);
        let size = member.size.min(room);
        if size > most {
            return Err(Stop::Limit { what: "bytes of a member of an APK", most });
        }
        bytes_at(self.data, start, size)
    }

    fn inflate(&self, start: u64, most: u64, limits: &Limits) -> Result<Vec<u8>, Stop> {
        let packed = Window { data: self.data, start, end: self.data.size() };
        let mut decoder = DeflateDecoder::new(std::io::BufReader::new(packed));
        let mut content = Vec::new();
        decoder.by_ref().take(most.saturating_add(1)).read_to_end(&mut content)?;
        let length = content.len() as u64;
        if length > most {
            return Err(Stop::Limit { what: "bytes of a member of an APK", most });
        }
        let dense = length / limits.ratio.max(1) > decoder.total_in();
        if dense && length > 16 << 20 {
            let what = "bytes unpacked from each byte of an archive";
            return Err(Stop::Limit { what, most: limits.ratio });
        }
        Ok(content)
    }
}

/// A part of the archive, read from its start.
struct Window<'a> {
    data: &'a dyn ReadAt,
    start: u64,
    end: u64,
}

impl std::io::Read for Window<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = usize::try_from(self.end.saturating_sub(self.start)).unwrap_or(usize::MAX);
        let length = buffer.len().min(left);
        let buffer = buffer.get_mut(..length).unwrap_or_default();
        let read = self.data.read_at(self.start, buffer)?;
        self.start = self.start.saturating_add(read as u64);
        Ok(read)
    }
}

impl ReadAt for Window<'_> {
    fn size(&self) -> u64 {
        self.end.saturating_sub(self.start)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = usize::try_from(self.size().saturating_sub(offset)).unwrap_or(usize::MAX);
        let length = buffer.len().min(left);
        let buffer = buffer.get_mut(..length).unwrap_or_default();
        self.data.read_at(self.start.saturating_add(offset), buffer)
    }
}

/// The `length` bytes at `start`, fewer at the end.
pub(super) fn bytes_at(data: &dyn ReadAt, start: u64, length: u64) -> Result<Vec<u8>, Stop> {
    let end = start.saturating_add(length).min(data.size());
    let start = start.min(end);
    read_all(&Window { data, start, end }, length)
}

type List = (Vec<Member>, u64, Option<Stop>);

/// Reads the list that the end record `end`, which stands at `at`, speaks of.
fn list(data: &dyn ReadAt, end: &[u8], at: u64) -> Result<List, Stop> {
    let mut reader = Reader::with_base(end, at);
    reader.take("end of the list", 10)?;
    let count = reader.u16_le("count of members")?;
    let size = u64::from(reader.u32_le("length of the list")?);
    let written = u64::from(reader.u32_le("place of the list")?);
    let mut start = written;
    // Bytes in front of an archive move everything: the list ends where its end record begins.
    if first_word(data, start)? != Some(ENTRY) && count > 0 {
        let moved = at.saturating_sub(size);
        if first_word(data, moved)? != Some(ENTRY) {
            return Err(Stop::malformed("list of members", start, "PK 1 2"));
        }
        start = moved;
    }
    let length = at.saturating_sub(start);
    if length > LARGEST_LIST {
        return Err(Stop::Limit { what: "bytes of a list of members", most: LARGEST_LIST });
    }
    let bytes = bytes_at(data, start, length)?;
    let mut reader = Reader::with_base(&bytes, start);
    let mut members = Vec::new();
    let mut damage = None;
    while reader.left() >= 46 && members.len() < MOST_MEMBERS {
        match member(&mut reader) {
            Ok(Some(mut member)) => {
                member.offset = member.offset.saturating_add(start.saturating_sub(written));
                members.push(member);
            }
            // What follows the list: a digital signature, zip64 records.
            Ok(None) => break,
            Err(stop) => {
                damage = Some(stop);
                break;
            }
        }
    }
    Ok((members, start, damage))
}

fn first_word(data: &dyn ReadAt, at: u64) -> Result<Option<u32>, Stop> {
    let bytes = bytes_at(data, at, 4)?;
    Ok(Reader::new(&bytes).u32_le("signature").ok())
}

fn member(reader: &mut Reader<'_>) -> Result<Option<Member>, Stop> {
    if reader.u32_le("entry of the list")? != ENTRY {
        return Ok(None);
    }
    reader.take("versions", 4)?;
    let flags = reader.u16_le("flags")?;
    let method = reader.u16_le("method")?;
    reader.take("date and checksum", 8)?;
    let packed = u64::from(reader.u32_le("packed size")?);
    let size = u64::from(reader.u32_le("size")?);
    let name = usize::from(reader.u16_le("length of name")?);
    let extra = usize::from(reader.u16_le("length of extra fields")?);
    let comment = usize::from(reader.u16_le("length of comment")?);
    reader.take("attributes", 8)?;
    let offset = u64::from(reader.u32_le("place of header")?);
    let name = String::from_utf8_lossy(reader.take("name", name)?).into_owned();
    reader.take("extra fields and comment", extra.saturating_add(comment))?;
    Ok(Some(Member { name, method, said_encrypted: flags & 1 != 0, packed, size, offset }))
}
