//! `vigie watch`: packets as they come.
//!
//! Every parser of captures reads the same stream on a thread of its own and goes on for as long as it
//! lasts; so do the detectors that see records as they are read. Only the case changes now and then: what
//! was read until then is concluded, with the detectors that need the order of time, and the next begins.

mod segment;
mod stream;

use std::fs::File;
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use vigie_core::{Input, Limits, Parser, SharedBytes, Siblings, Stop, glob_matches, parse};
use vigie_match::Indicators;
use vigie_signalling::network::NETWORK_FILE;

use self::segment::{Live, Segments};
use super::interrupt;
use super::run::{network_in, now};
use crate::cli;
use crate::exit::Exit;
use crate::indicators;
use crate::slices;
use crate::terminal::Terminal;

/// Path of the stream among evidence.
const PATH: &str = "/captures/stream";

/// How often somebody looks whether it is time for a new case.
const LOOK: Duration = Duration::from_millis(100);

/// Watches a stream until it ends or the user stops.
pub(crate) fn watch(arguments: &cli::Watch, terminal: &Terminal) -> anyhow::Result<Exit> {
    interrupt::listen();
    let (indicators, _) = indicators::load(&arguments.sets)?;
    let from = open(&arguments.stream)?;
    let folder = match &arguments.cases {
        Some(folder) => folder.clone(),
        None => default_folder()?,
    };
    let parsers: Vec<&'static dyn Parser> = slices::parsers()
        .filter(|parser| parser.meta().reads.iter().any(|glob| glob_matches(glob, PATH)))
        .collect();
    let network = arguments.network.as_deref().map(network_in).transpose()?;
    let mut segments = Segments::begin(folder, arguments, &indicators, terminal)?;
    run(&parsers, from, &Beside(network), &indicators, &mut segments)?;
    segments.exit()
}

fn open(stream: &Path) -> anyhow::Result<Box<dyn Read + Send>> {
    if stream == Path::new("-") {
        return Ok(Box::new(std::io::stdin()));
    }
    let file = File::open(stream).with_context(|| format!("cannot open {}", stream.display()))?;
    Ok(Box::new(file))
}

/// `watch-DATE`, or `watch-DATE-2`, … where that exists.
fn default_folder() -> anyhow::Result<PathBuf> {
    let (year, month, day) = now()?.date();
    let base = format!("watch-{year:04}-{month:02}-{day:02}");
    let names = std::iter::once(base.clone()).chain((2..).map(|n: u32| format!("{base}-{n}")));
    names.map(PathBuf::from).find(|path| !path.exists()).context("no free name for the cases")
}

/// Lets every parser read the stream; a new case begins whenever it is time.
fn run<'a>(
    parsers: &[&'static dyn Parser],
    from: Box<dyn Read + Send>,
    beside: &Beside,
    indicators: &'a Indicators,
    segments: &mut Segments<'a>,
) -> anyhow::Result<()> {
    let streams = stream::shared(from, parsers.len());
    let live: Vec<Live<'a>> = parsers
        .iter()
        .zip(0u32..)
        .map(|(parser, number)| Live::new(parser.meta(), number, indicators, segments))
        .collect();
    std::thread::scope(|scope| {
        let reading: Vec<_> = parsers
            .iter()
            .zip(streams)
            .zip(&live)
            .map(|((parser, stream), live)| {
                scope.spawn(move || read(*parser, stream, beside, live))
            })
            .collect();
        let mut begun = Instant::now();
        while !reading.iter().all(std::thread::ScopedJoinHandle::is_finished) {
            std::thread::park_timeout(LOOK);
            if segments.is_due(begun.elapsed(), &live) {
                segments.turn(&live)?;
                begun = Instant::now();
            }
        }
        let stops: Vec<Option<Stop>> =
            reading.into_iter().map(|one| one.join().unwrap_or(None)).collect();
        if stops.iter().any(|stop| matches!(stop, Some(Stop::Io(_)))) {
            bail!("the case cannot be written");
        }
        anyhow::Ok(())
    })?;
    segments.end(live)
}

fn read(
    parser: &'static dyn Parser,
    stream: stream::Stream,
    beside: &Beside,
    live: &Live<'_>,
) -> Option<Stop> {
    let limits =
        Limits { records: u64::MAX, time: Duration::MAX, problems: 100_000, ..Limits::default() };
    let data: SharedBytes = Arc::new(stream);
    let input = Input { path: PATH, modified: None, data, first_line: 1, siblings: beside, limits };
    // The stream ends when the user stops, so that nothing that came before is lost.
    parse(parser, &input, &mut &*live, &AtomicBool::new(false))
}

/// What stands beside a stream: what is known of the owner's mobile network.
struct Beside(Option<SharedBytes>);

impl Siblings for Beside {
    fn open(&self, path: &str) -> Result<Option<SharedBytes>, Stop> {
        Ok(self.0.clone().filter(|_| path == NETWORK_FILE))
    }
}

/// Prints one document on one line, at once.
fn print(terminal: &Terminal, document: &serde_json::Value) -> anyhow::Result<()> {
    let mut out = terminal.out();
    writeln!(out, "{document}")?;
    Ok(out.flush()?)
}
