//! What the fuzz targets of slices run.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::{
    Bytes, Consumer, Input, Limits, Locator, Parser, Record, SharedBytes, Siblings, Stop, parse,
};

/// Lets the parser of `parsers` that the first byte chooses read the rest, and reads back what it gave.
pub fn fuzz_parsers(parsers: &[&dyn Parser], bytes: &[u8]) {
    let Some((choice, rest)) = bytes.split_first() else { return };
    if let Some(parser) = parsers.iter().cycle().nth(usize::from(*choice)) {
        fuzz_parser(*parser, "/file", rest);
    }
}

/// Lets `parser` read `bytes` as the file at `path`, and reads back what it gave.
pub fn fuzz_parser(parser: &dyn Parser, path: &str, bytes: &[u8]) {
    let input = Input {
        path,
        modified: None,
        data: Arc::new(Bytes(bytes.to_vec())),
        first_line: 1,
        siblings: &Alone,
        limits: Limits {
            records: 10_000,
            problems: 100,
            value: 1 << 20,
            whole_file: 1 << 20,
            time: Duration::from_secs(10),
            ..Limits::default()
        },
    };
    parse(parser, &input, &mut ReadBack, &AtomicBool::new(false));
}

/// No other file.
struct Alone;

impl Siblings for Alone {
    fn open(&self, _: &str) -> Result<Option<SharedBytes>, Stop> {
        Ok(None)
    }
}

/// Checks that every record can be stored and read back.
struct ReadBack;

impl Consumer for ReadBack {
    fn record(&mut self, _: Locator, record: &dyn Record) -> Result<(), Stop> {
        let json = serde_json::to_string(record).unwrap_or_default();
        let back = serde_json::from_str(&json).and_then(|fields| (record.kind().revive)(&fields));
        assert!(back.is_ok(), "{} cannot be read back from {json}", record.kind().id);
        record.stamps(&mut |_| {});
        record.observables(&mut |_, _| {});
        Ok(())
    }

    /// A parser's panic arrives as a problem: here it has to show.
    fn problem(&mut self, _: Locator, message: String) {
        assert!(!message.contains("made the parser fail"), "{message}");
    }
}
