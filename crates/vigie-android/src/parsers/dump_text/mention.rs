//! A word of a dump that an indicator could list.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Input, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume,
    revive,
};

use super::line_date;
use super::seen::Words;
use super::shapes;
use super::tokens::{self, Token, What};
use crate::dump_date;
use crate::zone::{Wall, Zone};

pub(super) static KIND: Kind = Kind {
    id: "android.dump_text.mention",
    title: Text { en: "Mention in a dump", fr: "Mention dans un vidage" },
    brief: &["word", "section", "text"],
    personal: &["text"],
    origin: Origin::Mention,
    volume: Volume::Many,
    revive: revive::<Mention>,
};

/// Bytes of a line that are kept before and after the word.
const AROUND: usize = 100;

/// The words of one section.
pub(super) struct Gathering {
    words: Words,
    zone: Zone,
    dump: Option<Wall>,
    is_package: bool,
    in_queries: bool,
    /// The record of each word in turn: nothing is allocated for one.
    mention: Mention,
}

impl Gathering {
    /// Of the section at the path of `input`.
    pub(super) fn of(input: &Input<'_>) -> Self {
        let path = input.path;
        let section = path.strip_prefix("/dumpsys/").or_else(|| path.strip_prefix("/dumpstate/"));
        let zone = Zone::of(input);
        Self {
            words: Words::default(),
            dump: dump_date::of(input),
            is_package: section == Some("package"),
            in_queries: false,
            mention: Mention {
                section: section.unwrap_or(path).to_owned(),
                what: What::Name,
                word: String::new(),
                text: String::new(),
                at: None,
                clock: zone.clock(),
            },
            zone,
        }
    }

    /// Emits what is new in a line.
    pub(super) fn line(
        &mut self,
        number: u64,
        line: &[u8],
        sink: &mut Sink<'_>,
    ) -> Result<(), Stop> {
        if number.is_multiple_of(1 << 14) {
            sink.check()?;
        }
        if self.is_package && self.is_query(line) {
            return Ok(());
        }
        let mut stop = Ok(());
        tokens::each(line, &mut |token| {
            if stop.is_ok() && self.words.is_new(token.what as u8, token.bytes) {
                stop = self.emit(number, line, token, sink);
            }
        });
        stop
    }

    /// Whether a line of service `package` tells what an app asks to see.
    fn is_query(&mut self, line: &[u8]) -> bool {
        if line.first().is_some_and(|byte| *byte > b' ') {
            self.in_queries = line.starts_with(b"Queries:");
        }
        self.in_queries || line.trim_ascii_start().starts_with(b"queriesPackages=")
    }

    fn emit(
        &mut self,
        number: u64,
        line: &[u8],
        token: Token<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<(), Stop> {
        let Ok(word) = std::str::from_utf8(token.bytes) else { return Ok(()) };
        let mention = &mut self.mention;
        mention.what = token.what;
        mention.word.clear();
        mention.word.push_str(word);
        mention.at = line_date::of(line, self.dump, &self.zone);
        let from = token.at.saturating_sub(AROUND);
        let to = token.at.saturating_add(word.len()).saturating_add(AROUND);
        mention.text.clear();
        push_lossy(&mut mention.text, line.get(from..to.min(line.len())).unwrap_or_default());
        sink.emit(Locator::Line(number), mention)
    }
}

/// Appends bytes as text; what is no UTF-8, or a control character, is replaced.
fn push_lossy(to: &mut String, bytes: &[u8]) {
    let bytes = bytes.trim_ascii();
    if let Ok(text) = std::str::from_utf8(bytes) {
        return to.push_str(text);
    }
    for chunk in bytes.utf8_chunks() {
        to.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            to.push('\u{fffd}');
        }
    }
}

/// A word in the text of a dump, once per section.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Mention {
    /// Service or command that printed it, or the file.
    pub(crate) section: String,
    /// What it looks like.
    pub(crate) what: What,
    /// The word.
    pub(crate) word: String,
    /// The text around it in its line.
    pub(crate) text: String,
    /// When the line was written, where it starts with a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) at: Option<Time>,
    /// Whose clock wrote the date.
    pub(crate) clock: Clock,
}

impl Record for Mention {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.at {
            see(Stamp { at, means: "written in a log", clock: self.clock });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        let word = self.word.as_str();
        match self.what {
            What::Name => {
                see("word", Observable::AppId(word));
                see("word", Observable::Process(word));
                see("word", Observable::FileName(word));
                see("word", Observable::AndroidProperty(word));
                if shapes::is_host(word) {
                    see("word", Observable::Host(word));
                }
            }
            What::Process => see("word", Observable::Process(word)),
            What::Path => {
                see("word", Observable::Path(word));
                if shapes::is_program(word) {
                    see("word", Observable::Process(word));
                }
            }
            What::Url => see("word", Observable::Url(word)),
            What::Email => see("word", Observable::Email(word)),
            What::Address => {
                if let Ok(address) = word.parse::<IpAddr>() {
                    see("word", Observable::Ip(address));
                }
            }
            What::Hash => {
                see("word", Observable::FileHash(word));
                see("word", Observable::CertificateHash(word));
            }
        }
    }
}
