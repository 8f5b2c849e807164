//! What the fuzzer runs.

use std::fmt::Write as _;

use vigie_core::{Limits, Observable};

use crate::load::Loader;
use crate::matcher::Scratch;

/// Names of files: a list's name says of what kind its values are.
const NAMES: [&str; 10] = [
    "set.json",
    "set.stix2",
    "index.yaml",
    "ioc.yaml",
    "set.csv",
    "domains.txt",
    "ips.txt",
    "sha256.txt",
    "emails.txt",
    "processes.txt",
];

/// Bytes of a word that is looked up.
const LONGEST: usize = 200;
/// Words that are looked up.
const MOST_WORDS: usize = 100;

/// Loads `bytes` as the file whose name the first byte chooses, looks its own words up in what came
/// of it, and does so twice.
///
/// # Panics
/// When the two answers differ.
#[doc(hidden)]
pub fn fuzz(bytes: &[u8]) {
    let Some((choice, bytes)) = bytes.split_first() else { return };
    let name = NAMES.iter().cycle().nth(usize::from(*choice)).copied().unwrap_or_default();
    assert_eq!(answer(name, bytes), answer(name, bytes), "the same answer twice");
}

fn answer(name: &str, bytes: &[u8]) -> String {
    let limits = Limits { problems: 100, value: 1 << 20, whole_file: 1 << 22, ..Limits::default() };
    let mut loader = Loader::new(limits);
    loader.bytes(name, bytes);
    let loaded = loader.finish();
    let mut answer = format!("{:?} {:?}", loaded.indicators.sets(), loaded.problems);
    let text = String::from_utf8_lossy(bytes);
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ','));
    let mut scratch = Scratch::default();
    for word in words.filter(|word| (1..LONGEST).contains(&word.len())).take(MOST_WORDS) {
        for observable in observables(word) {
            loaded.indicators.matches(&observable, &mut scratch, &mut |hit| {
                let indicator = loaded.indicators.describe(hit.entry);
                // Writing to a string cannot fail.
                let _ = write!(answer, " {:?} {:?} {}", observable, hit.strength, indicator.value);
            });
        }
    }
    answer
}

fn observables(word: &str) -> impl Iterator<Item = Observable<'_>> {
    let texts = [
        Observable::Url(word),
        Observable::Host(word),
        Observable::Process(word),
        Observable::Path(word),
        Observable::FileName(word),
        Observable::Account(word),
        Observable::FileHash(word),
        Observable::CertificateHash(word),
        Observable::AppId(word),
        Observable::ProfileId(word),
    ];
    texts.into_iter().chain(word.parse().ok().map(Observable::Ip))
}
