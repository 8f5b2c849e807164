//! What holds for every parser.

use std::collections::BTreeSet;

use vigie_core::{fuzz_parser, glob_matches};

use crate::Slice;
use crate::case::{cases, golden};

/// Every case gives what its golden file says.
///
/// # Panics
/// When that is not so.
pub fn every_case_gives_what_its_golden_file_says(slice: &Slice) {
    for parser in slice.parsers {
        let mut seen = BTreeSet::new();
        for case in cases(*parser) {
            let run = case.run(*parser, case.bytes.clone());
            assert!(run.undeclared.is_empty(), "{}: {:?}", parser.meta().id, run.undeclared);
            golden(&case.file.with_extension("out"), &run.text);
            seen.extend(run.records.iter().map(|(_, kind, _)| *kind));
        }
        for kind in parser.meta().emits {
            assert!(seen.contains(kind.id), "no case of {} gives {}", parser.meta().id, kind.id);
        }
    }
}

/// Every case lies where its parser looks.
///
/// # Panics
/// When that is not so.
pub fn every_case_lies_where_its_parser_looks(slice: &Slice) {
    for parser in slice.parsers {
        for case in cases(*parser) {
            let taken = parser.meta().reads.iter().any(|glob| glob_matches(glob, &case.path));
            assert!(taken, "{} does not read {}", parser.meta().id, case.path);
        }
    }
}

/// Property lists say the same in xml.
///
/// # Panics
/// When that is not so.
pub fn property_lists_say_the_same_in_xml(slice: &Slice) {
    for parser in slice.parsers {
        for case in cases(*parser) {
            // The reader takes nearly any text for a list of the oldest kind.
            if !vigie_formats::plist::looks_like_one(&case.bytes) {
                continue;
            }
            let Ok(value) = plist::Value::from_reader(std::io::Cursor::new(&case.bytes)) else {
                continue;
            };
            let mut xml = Vec::new();
            // References of keyed archives do not exist in XML.
            if value.to_writer_xml(&mut xml).is_ok()
                && !case.bytes.windows(9).any(|w| w == b"$archiver")
            {
                let binary = case.run(*parser, case.bytes.clone());
                assert_eq!(case.run(*parser, xml).text, binary.text, "{}", case.file.display());
            }
        }
    }
}

/// A file cut anywhere gives records or problems; what is left out is always said.
///
/// # Panics
/// When that is not so.
pub fn no_cut_makes_a_parser_fail(slice: &Slice) {
    for parser in slice.parsers {
        for case in cases(*parser) {
            let step = (case.bytes.len() / 89).max(1);
            for end in (0..case.bytes.len()).step_by(step) {
                let cut = case.bytes.get(..end).unwrap().to_vec();
                let run = case.run(*parser, cut);
                let failed = run.problems.iter().any(|problem| problem.contains("parser fail"));
                assert!(!failed, "{} cut at {end}", case.file.display());
            }
        }
    }
}

/// One damaged byte costs at most what it touches.
///
/// # Panics
/// When that is not so.
pub fn no_damaged_byte_makes_a_parser_fail(slice: &Slice) {
    for parser in slice.parsers {
        for case in cases(*parser) {
            let step = (case.bytes.len() / 61).max(1);
            for at in (0..case.bytes.len()).step_by(step) {
                let mut damaged = case.bytes.clone();
                damaged[at] ^= 0xff;
                let run = case.run(*parser, damaged);
                let failed = run.problems.iter().any(|problem| problem.contains("parser fail"));
                assert!(!failed, "{} damaged at {at}", case.file.display());
            }
        }
    }
}

/// Garbage and nothing make no parser fail.
///
/// # Panics
/// When that is not so.
pub fn garbage_and_nothing_make_no_parser_fail(slice: &Slice) {
    let mut noise: u64 = 0x9e37_79b9_7f4a_7c15;
    for length in [0, 1, 7, 512, 70_000] {
        let byte = |_| {
            noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            noise.to_be_bytes()[0]
        };
        let garbage: Vec<u8> = (0..length).map(byte).collect();
        for parser in slice.parsers {
            fuzz_parser(*parser, "/file", &garbage);
        }
    }
}

/// Declarations are complete.
///
/// # Panics
/// When that is not so.
pub fn declarations_are_complete(slice: &Slice) {
    let mut ids = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    for parser in slice.parsers {
        let meta = parser.meta();
        assert!(ids.insert(meta.id), "{} is there twice", meta.id);
        assert!(!meta.reads.is_empty() && !meta.found_in.is_empty(), "{}", meta.id);
        assert!(!meta.title.en.is_empty() && !meta.title.fr.is_empty(), "{}", meta.id);
        assert!(meta.references.iter().all(|one| one.starts_with("https://")), "{}", meta.id);
        assert!(!meta.references.is_empty() && !meta.versions.system.is_empty(), "{}", meta.id);
        for text in meta.means {
            assert!(!text.en.is_empty() && !text.fr.is_empty(), "{}: {}", meta.id, text.en);
        }
        for kind in meta.emits {
            assert!(kinds.insert(kind.id), "{} is there twice", kind.id);
            assert!(kind.id.starts_with(&format!("{}.{}.", slice.name, meta.id)), "{}", kind.id);
            assert!(!kind.brief.is_empty(), "{} has no line for the timeline", kind.id);
        }
    }
}
