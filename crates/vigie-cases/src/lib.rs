//! The tests that every slice has, derived from its tables: its cases and their golden files, what is
//! cut, damaged or garbage, its declarations, its sentences, what fuzzing found.
//!
//! A slice calls [`slice_tests!`] in one file of its `tests` folder. Nothing changes there when a parser
//! or a detector is added.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "code of tests: a helper that fails fails its test"
)]

mod abx;
mod apks;
mod blobs;
mod case;
mod cookies;
pub mod corpus;
mod database;
pub mod detectors;
pub mod packets;
pub mod parsers;
mod segb;

use vigie_core::{Detector, Parser};

/// A slice, as its tests see it.
#[derive(Clone, Copy)]
pub struct Slice {
    /// What the ids of its kinds start with: `ios`.
    pub name: &'static str,
    /// Its parsers.
    pub parsers: &'static [&'static dyn Parser],
    /// Its detectors.
    pub detectors: &'static [&'static dyn Detector],
}

/// Declares every test of a [`Slice`].
#[macro_export]
macro_rules! slice_tests {
    ($slice:expr) => {
        $crate::slice_tests! { $slice; parsers:
            every_case_gives_what_its_golden_file_says,
            every_case_lies_where_its_parser_looks,
            property_lists_say_the_same_in_xml,
            no_cut_makes_a_parser_fail,
            no_damaged_byte_makes_a_parser_fail,
            garbage_and_nothing_make_no_parser_fail,
            declarations_are_complete,
        }
        $crate::slice_tests! { $slice; detectors:
            hits_hit_misses_miss_and_ordinary_life_stays_below_low,
            an_ordinary_phone_gives_nothing_above_info,
            detectors_read_kinds_that_exist,
            every_manual_has_its_sections,
            wording_is_complete_in_every_language,
        }
        $crate::slice_tests! { $slice; corpus: what_fuzzing_found_does_no_harm, }

        #[test]
        #[ignore = "writes to fuzz/seeds"]
        fn write_the_cases_as_seeds() {
            $crate::corpus::write_the_cases_as_seeds(&$slice);
        }
    };
    ($slice:expr; $module:ident: $($test:ident),* $(,)?) => {
        $(
            #[test]
            fn $test() {
                $crate::$module::$test(&$slice);
            }
        )*
    };
}
