//! Whatever an enemy changes in valid messages, nothing fails.

#![cfg(test)]

use std::fs;
use std::path::Path;

use vigie_samples::Rng;

/// Changes one to four places of `bytes`: another octet, one bit, a piece taken out, or one put in twice.
fn changed(bytes: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut all = bytes.to_vec();
    for _ in 0..=rng.below(3) {
        let at = usize::try_from(rng.below(all.len().max(1) as u64)).unwrap();
        let length = usize::try_from(rng.below(9)).unwrap().min(all.len() - at);
        match rng.below(4) {
            0 if at < all.len() => all[at] = u8::try_from(rng.below(256)).unwrap(),
            1 if at < all.len() => all[at] ^= 1 << rng.below(8),
            2 => drop(all.drain(at..at + length)),
            _ => {
                let piece = all[at..at + length].to_vec();
                all.splice(at..at, piece);
            }
        }
    }
    all
}

fn mutate(target: &str, times: u64, fuzz: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
    files.sort();
    for file in files {
        let bytes = fs::read(&file).unwrap();
        let mut rng = Rng::part(times, &file.file_name().unwrap().to_string_lossy());
        for _ in 0..times {
            fuzz(&changed(&bytes, &mut rng));
        }
    }
}

/// How often each file is changed; more where the environment says so.
fn times() -> u64 {
    std::env::var("MUTATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(300)
}

#[test]
fn layers() {
    mutate("sigtran", times(), vigie_signalling::fuzz_sigtran);
}

#[test]
fn transactions() {
    mutate("tcap_map", times(), vigie_signalling::fuzz_tcap_map);
}
