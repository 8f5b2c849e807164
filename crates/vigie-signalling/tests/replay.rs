//! What fuzzing starts from and found, once more.

#![cfg(test)]

use vigie_cases::corpus::replay;

#[test]
fn sigtran() {
    replay("sigtran", vigie_signalling::fuzz_sigtran);
}

#[test]
fn tcap_map() {
    replay("tcap_map", vigie_signalling::fuzz_tcap_map);
}

#[test]
fn diameter() {
    replay("diameter", vigie_signalling::fuzz_diameter);
}

#[test]
fn gtp() {
    replay("gtp", vigie_signalling::fuzz_gtp);
}

/// Every seed with a few bytes changed, cut or doubled, as often as `MUTATIONS` says.
#[test]
fn changed_seeds_do_no_harm() {
    let rounds: u64 =
        std::env::var("MUTATIONS").ok().and_then(|text| text.parse().ok()).unwrap_or(20);
    let mut rng = vigie_samples::Rng::new(11);
    for target in ["diameter", "gtp"] {
        let folder = format!("{}/../../fuzz/corpus/{target}", env!("CARGO_MANIFEST_DIR"));
        let mut files: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files {
            let seed = std::fs::read(file).unwrap();
            for _ in 0..rounds {
                let mut bytes = seed.clone();
                for _ in 0..=rng.below(4) {
                    let at = usize::try_from(rng.below(bytes.len() as u64)).unwrap();
                    match rng.below(4) {
                        0 => bytes.truncate(at.max(1)),
                        1 => bytes.extend_from_within(at..),
                        _ => bytes[at] = u8::try_from(rng.below(256)).unwrap(),
                    }
                }
                match target {
                    "gtp" => vigie_signalling::fuzz_gtp(&bytes),
                    _ => vigie_signalling::fuzz_diameter(&bytes),
                }
            }
        }
    }
}
