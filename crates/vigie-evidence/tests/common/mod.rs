//! Small backups made by other code than the reader's: `rusqlite` for the index, the `plist` crate
//! for property lists, AES in CBC mode written out by hand.
#![expect(unreachable_pub, reason = "shared by tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use aes::Aes256;
use aes::cipher::{Array, BlockCipherEncrypt as _, KeyInit as _};
use aes_kw::KwAes256;
use plist::{Dictionary, Uid, Value};
use sha1::{Digest as _, Sha1};
use vigie_core::{Limits, SharedBytes, Siblings, read_all};
use vigie_evidence::{
    EvidenceError, Opened, Options, PassphraseKey, Piece, identify, keybag, open,
};

pub const PASSWORD: &[u8] = b"correct horse";
const CLASS: u32 = 3;
const CLASS_KEY: [u8; 32] = [0x33; 32];
const MANIFEST_CLASS: u32 = 4;
const MANIFEST_CLASS_KEY: [u8; 32] = [0x44; 32];
const MANIFEST_KEY: [u8; 32] = [0x55; 32];

/// How the backup is encrypted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    Plain,
    /// Before iOS 10.2: one derivation, `Manifest.db` in clear.
    Old,
    /// Since iOS 10.2.
    New,
}

pub struct Plan {
    pub scheme: Scheme,
    /// Domain, relative path, content.
    pub files: Vec<(&'static str, &'static str, Vec<u8>)>,
    /// Leaves `Size` out of the index.
    pub sizeless: bool,
    /// Stores files beside the index.
    pub flat: bool,
}

impl Plan {
    pub fn new(scheme: Scheme) -> Self {
        let text = |text: &str, times: usize| text.repeat(times).into_bytes();
        let files = vec![
            ("HomeDomain", "Library/SMS/sms.db", text("sms", 7000)),
            ("HomeDomain", "Library/SMS/sms.db-wal", text("wal", 11)),
            ("CameraRollDomain", "Media/DCIM/a.jpg", text("jpeg", 4)),
            ("AppDomain-org.example.chat", "Documents/chat.sqlite", text("chat", 100)),
            ("RootDomain", "Library/Caches/locationd/clients.plist", text("x", 16)),
            ("HomeDomain", "Library/empty", Vec::new()),
        ];
        Self { scheme, files, sizeless: false, flat: false }
    }

    /// Every file of the backup under its name.
    pub fn build(&self) -> BTreeMap<String, Vec<u8>> {
        let mut all = BTreeMap::new();
        let folder = tempfile::tempdir().unwrap();
        let index = folder.path().join("Manifest.db");
        let db = rusqlite::Connection::open(&index).unwrap();
        db.execute_batch(
            "CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT,
             flags INTEGER, file BLOB); CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB);",
        )
        .unwrap();
        let insert = |id: &str, domain: &str, path: &str, flags: i64, file: &[u8]| {
            let row = rusqlite::params![id, domain, path, flags, file];
            db.execute("INSERT INTO Files VALUES (?, ?, ?, ?, ?)", row).unwrap();
        };
        insert(&file_id("HomeDomain", "Library"), "HomeDomain", "Library", 2, &[]);
        for (number, (domain, path, content)) in self.files.iter().enumerate() {
            let id = file_id(domain, path);
            let key = [u8::try_from(number).unwrap() + 1; 32];
            let encrypted = self.scheme != Scheme::Plain;
            let wrapped = encrypted.then(|| wrapped(CLASS, &CLASS_KEY, &key));
            let size = (!self.sizeless).then_some(content.len());
            insert(&id, domain, path, 1, &mb_file(path, size, wrapped.as_deref()));
            let stored = if encrypted { encrypt(&key, content) } else { content.clone() };
            let name = if self.flat { id } else { format!("{}/{id}", &id[..2]) };
            all.insert(name, stored);
        }
        db.close().unwrap();
        let mut index = fs::read(&index).unwrap();
        if self.scheme == Scheme::New {
            index = encrypt(&MANIFEST_KEY, &index);
        }
        all.insert("Manifest.db".into(), index);
        all.insert("Manifest.plist".into(), self.manifest_plist());
        all.insert("Info.plist".into(), info_plist());
        let status = Dictionary::from_iter([("IsFullBackup", Value::Boolean(true))]);
        all.insert("Status.plist".into(), binary(status));
        all
    }

    fn manifest_plist(&self) -> Vec<u8> {
        let mut lockdown = Dictionary::new();
        lockdown.insert("ProductVersion".into(), "16.5".into());
        let mut dict = Dictionary::new();
        dict.insert("IsEncrypted".into(), Value::Boolean(self.scheme != Scheme::Plain));
        dict.insert("Lockdown".into(), Value::Dictionary(lockdown));
        if self.scheme != Scheme::Plain {
            dict.insert("BackupKeyBag".into(), Value::Data(self.keybag()));
        }
        if self.scheme == Scheme::New {
            let key = wrapped(MANIFEST_CLASS, &MANIFEST_CLASS_KEY, &MANIFEST_KEY);
            dict.insert("ManifestKey".into(), Value::Data(key));
        }
        binary(dict)
    }

    /// A keybag with low counts of rounds.
    pub fn keybag(&self) -> Vec<u8> {
        let (salt, double_salt) = ([1; 20], [2; 20]);
        let mut stretched = PASSWORD.to_vec();
        if self.scheme == Scheme::New {
            let mut first = [0; 32];
            pbkdf2::pbkdf2_hmac::<sha2::Sha256>(PASSWORD, &double_salt, 1000, &mut first);
            stretched = first.to_vec();
        }
        let mut key = [0; 32];
        pbkdf2::pbkdf2_hmac::<Sha1>(&stretched, &salt, 100, &mut key);
        let mut bag = Vec::new();
        let mut field = |tag: &[u8; 4], value: &[u8]| {
            bag.extend_from_slice(tag);
            bag.extend_from_slice(&u32::try_from(value.len()).unwrap().to_be_bytes());
            bag.extend_from_slice(value);
        };
        field(b"VERS", &5_u32.to_be_bytes());
        field(b"TYPE", &1_u32.to_be_bytes());
        field(b"UUID", &[9; 16]);
        field(b"HMCK", &[8; 40]);
        field(b"WRAP", &0_u32.to_be_bytes());
        field(b"SALT", &salt);
        field(b"ITER", &100_u32.to_be_bytes());
        if self.scheme == Scheme::New {
            field(b"DPWT", &0_u32.to_be_bytes());
            field(b"DPIC", &1000_u32.to_be_bytes());
            field(b"DPSL", &double_salt);
        }
        for (class, class_key) in [(CLASS, CLASS_KEY), (MANIFEST_CLASS, MANIFEST_CLASS_KEY)] {
            field(b"UUID", &[7; 16]);
            field(b"CLAS", &class.to_be_bytes());
            field(b"WRAP", &2_u32.to_be_bytes());
            field(b"KTYP", &0_u32.to_be_bytes());
            field(b"WPKY", &wrap(&key, &class_key));
        }
        bag
    }
}

fn info_plist() -> Vec<u8> {
    let mut dict = Dictionary::new();
    dict.insert("Device Name".into(), "Ada’s iPhone".into());
    dict.insert("Product Version".into(), "16.5".into());
    dict.insert("Product Type".into(), "iPhone12,1".into());
    let mut bytes = Vec::new();
    Value::Dictionary(dict).to_writer_xml(&mut bytes).unwrap();
    bytes
}

pub fn file_id(domain: &str, path: &str) -> String {
    let hash = Sha1::digest(format!("{domain}-{path}"));
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn binary(dict: Dictionary) -> Vec<u8> {
    let mut bytes = Vec::new();
    Value::Dictionary(dict).to_writer_binary(&mut bytes).unwrap();
    bytes
}

/// The keyed archive of an `MBFile`.
fn mb_file(path: &str, size: Option<usize>, key: Option<&[u8]>) -> Vec<u8> {
    let uid = |number| Value::Uid(Uid::new(number));
    let dict = |pairs: Vec<(&str, Value)>| {
        Value::Dictionary(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    };
    let mut file = vec![
        ("RelativePath", uid(2)),
        ("Mode", Value::Integer(0o100_644.into())),
        ("ProtectionClass", Value::Integer(CLASS.into())),
        ("LastModified", Value::Integer(1_700_000_000.into())),
        ("$class", uid(3)),
    ];
    if let Some(size) = size {
        file.push(("Size", Value::Integer(u64::try_from(size).unwrap().into())));
    }
    if key.is_some() {
        file.push(("EncryptionKey", uid(4)));
    }
    let class = |name: &str| {
        let names = Value::Array(vec![name.into(), "NSObject".into()]);
        dict(vec![("$classname", name.into()), ("$classes", names)])
    };
    let mut objects = vec!["$null".into(), dict(file), path.into(), class("MBFile")];
    if let Some(key) = key {
        objects.push(dict(vec![("NS.data", Value::Data(key.to_vec())), ("$class", uid(5))]));
        objects.push(class("NSMutableData"));
    }
    let top = dict(vec![("root", uid(1))]);
    let Value::Dictionary(all) = dict(vec![
        ("$version", Value::Integer(100_000.into())),
        ("$archiver", "NSKeyedArchiver".into()),
        ("$top", top),
        ("$objects", Value::Array(objects)),
    ]) else {
        unreachable!()
    };
    binary(all)
}

/// Class (little-endian) and wrapped key.
fn wrapped(class: u32, class_key: &[u8; 32], key: &[u8; 32]) -> Vec<u8> {
    [&class.to_le_bytes()[..], &wrap(class_key, key)].concat()
}

fn wrap(with: &[u8; 32], key: &[u8; 32]) -> Vec<u8> {
    let mut buffer = [0; 40];
    KwAes256::new(with.into()).wrap_key(key, &mut buffer).unwrap().to_vec()
}

/// AES-256-CBC with a zero IV and PKCS#7.
pub fn encrypt(key: &[u8; 32], plain: &[u8]) -> Vec<u8> {
    let pad = 16 - plain.len() % 16;
    let mut padded = plain.to_vec();
    padded.extend(std::iter::repeat_n(u8::try_from(pad).unwrap(), pad));
    let cipher = Aes256::new(key.into());
    let mut before = [0; 16];
    for block in padded.chunks_mut(16) {
        let mut mixed = [0; 16];
        mixed.iter_mut().zip(&*block).zip(before).for_each(|((to, one), two)| *to = one ^ two);
        let mut mixed = Array::from(mixed);
        cipher.encrypt_block(&mut mixed);
        before = mixed.into();
        block.copy_from_slice(&before);
    }
    padded
}

/// Writes files to a folder.
pub fn write(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

pub fn find(path: &Path) -> Vec<Piece> {
    identify(path, &Limits::default()).unwrap()
}

pub fn one(path: &Path) -> Piece {
    let mut pieces = find(path);
    assert_eq!(pieces.len(), 1, "{pieces:?}");
    pieces.remove(0)
}

pub fn key_of(piece: &Piece) -> PassphraseKey {
    let keybag = keybag(piece).unwrap();
    let stop = AtomicBool::new(false);
    let key = PassphraseKey::derive(&keybag, PASSWORD, &mut |_, _| {}, &stop).unwrap();
    key.check(&keybag).unwrap();
    key
}

/// Opens with a list of wanted paths; `None` is all.
pub fn try_open(
    piece: &Piece,
    key: Option<&PassphraseKey>,
    wanted: Option<&[&str]>,
) -> Result<Opened, EvidenceError> {
    // It must outlive what is opened.
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scratch");
    fs::create_dir_all(&scratch).unwrap();
    let wanted = |path: &str| wanted.is_none_or(|wanted| wanted.contains(&path));
    let stop = AtomicBool::new(false);
    let limits = Limits::default();
    open(piece, &Options { limits, scratch: &scratch, wanted: &wanted, stop: &stop, key })
}

pub fn open_all(piece: &Piece, key: Option<&PassphraseKey>) -> Opened {
    try_open(piece, key, None).unwrap()
}

pub fn bytes(data: &SharedBytes) -> Vec<u8> {
    read_all(data, u64::MAX).unwrap()
}

/// Whatever a parser would read beside its own file.
pub fn sibling(opened: &Opened, path: &str) -> Option<Vec<u8>> {
    Siblings::open(opened, path).unwrap().map(|data| bytes(&data))
}

/// Path and content of every listed file of the device.
pub fn contents(opened: &Opened) -> BTreeMap<String, Vec<u8>> {
    let read =
        |file: &vigie_evidence::File| (file.path.clone(), bytes(&opened.open(file).unwrap()));
    opened.files().iter().filter(|file| file.path != vigie_evidence::LISTING).map(read).collect()
}

pub fn device_contents(plan: &Plan) -> BTreeMap<String, Vec<u8>> {
    let of = |(domain, path, content): &(&str, &str, Vec<u8>)| {
        (vigie_evidence::device_path(domain, path), content.clone())
    };
    plan.files.iter().map(of).collect()
}
