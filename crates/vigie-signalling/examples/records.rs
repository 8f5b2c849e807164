//! Prints what the parser reads from a capture, as the cases of detectors have it: `records CAPTURE
//! [NETWORK]`.

use std::io::{self, Write as _};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use vigie_core::{
    Bytes, Consumer, Input, Limits, Locator, Record, SharedBytes, Siblings, Stop, parse,
};
use vigie_signalling::parsers::PARSERS;

struct Beside(Option<Vec<u8>>);

impl Siblings for Beside {
    fn open(&self, path: &str) -> Result<Option<SharedBytes>, Stop> {
        let here = self.0.clone().filter(|_| path == "/captures/network.toml");
        Ok(here.map(|bytes| Arc::new(Bytes(bytes)) as SharedBytes))
    }
}

struct Print;

impl Consumer for Print {
    fn record(&mut self, _: Locator, record: &dyn Record) -> Result<(), Stop> {
        let fields = serde_json::to_string(record).unwrap_or_default();
        writeln!(io::stdout(), r#"{{"kind": "{}", "record": {fields}}}"#, record.kind().id)?;
        Ok(())
    }

    fn problem(&mut self, at: Locator, message: String) {
        let _ = writeln!(io::stderr(), "{at}: {message}");
    }
}

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let bytes = std::fs::read(arguments.next().unwrap_or_default())?;
    let network = arguments.next().map(std::fs::read).transpose()?;
    let input = Input {
        path: "/captures/x.pcap",
        modified: None,
        data: Arc::new(Bytes(bytes)),
        first_line: 1,
        siblings: &Beside(network),
        limits: Limits::default(),
    };
    if let Some(parser) = PARSERS.first() {
        parse(*parser, &input, &mut Print, &AtomicBool::new(false));
    }
    Ok(())
}
