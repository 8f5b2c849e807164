//! Which files of the device a backup holds, by their id.

use crate::container::Member;
use crate::hex;

/// SHA-1 of `DOMAIN-RELATIVE/PATH`.
pub(crate) type FileId = [u8; 20];

/// A file as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stored {
    pub(crate) id: FileId,
    /// Whether it stands beside the index, not in a folder of two digits.
    flat: bool,
    pub(crate) handle: u64,
    /// Its length, or `u64::MAX` where the container does not tell.
    size: u64,
}

impl Stored {
    /// The stored file that `member` is; `name` is its name inside the backup.
    pub(crate) fn of(name: &str, member: &Member<'_>) -> Option<Self> {
        let bytes = name.as_bytes();
        let (flat, digits) = match bytes {
            [_, _, b'/', digits @ ..] => (false, digits),
            _ => (true, bytes),
        };
        let id = hex::decode(digits)?;
        let folder = hex::decode::<1>(bytes.get(..2)?)?;
        let known = flat || id.first() == folder.first();
        // One spelling per id, so that the name can be written again.
        let plain = !digits.iter().any(u8::is_ascii_uppercase) && bytes.is_ascii();
        let size = member.size.unwrap_or(u64::MAX);
        (known && plain).then_some(Self { id, flat, handle: member.handle, size })
    }

    /// Its name inside the backup.
    pub(crate) fn name(&self) -> String {
        let mut name = hex::encode(&self.id);
        if !self.flat {
            let folder: String = name.chars().take(2).chain(['/']).collect();
            name.insert_str(0, &folder);
        }
        name
    }

    pub(crate) fn size(&self) -> Option<u64> {
        (self.size != u64::MAX).then_some(self.size)
    }
}

/// All stored files, by id.
#[derive(Debug, Default)]
pub(crate) struct StoredFiles(Vec<Stored>);

impl StoredFiles {
    pub(crate) fn push(&mut self, stored: Stored) {
        self.0.push(stored);
    }

    /// Brings them in order. Of several with one id, the one that stands last in an archive is
    /// kept, as the programs that unpack archives do.
    pub(crate) fn settle(&mut self) {
        self.0.sort_unstable_by(|one, other| {
            one.id
                .cmp(&other.id)
                .then(other.flat.cmp(&one.flat))
                .then(other.handle.cmp(&one.handle))
        });
        self.0.dedup_by_key(|stored| stored.id);
        self.0.shrink_to_fit();
    }

    pub(crate) fn find(&self, id: &FileId) -> Option<&Stored> {
        let at = self.0.binary_search_by(|stored| stored.id.cmp(id)).ok()?;
        self.0.get(at)
    }

    pub(crate) fn len(&self) -> u64 {
        self.0.len() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(name: &str) -> Option<String> {
        let member = Member { name, modified: None, wall: None, size: None, handle: 0 };
        Stored::of(name, &member).map(|stored| stored.name())
    }

    #[test]
    fn ids_keep_their_name() {
        let id = "3d0d7e5fb2ce288813306e4d4636395e047a3d28";
        let in_folder = format!("3d/{id}");
        assert_eq!(stored(&in_folder), Some(in_folder));
        assert_eq!(stored(id).as_deref(), Some(id));
        assert_eq!(stored(&format!("3e/{id}")), None);
        assert_eq!(stored(&id.to_uppercase()), None);
        assert_eq!(stored("3d/3d0d7e"), None);
        assert_eq!(stored(&format!("Snapshot/{id}")), None);
        assert_eq!(stored("é/"), None);
    }
}
