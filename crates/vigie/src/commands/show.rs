//! `vigie show`: one finding or record, down to the bytes.

use std::io::{self, Write};

use anyhow::bail;
use vigie_case::{Case, KeptFile};
use vigie_core::{
    Evidence, Finding, Locator, RecordQuery, RecordSource as _, StoredRecord, Untrusted,
};
use vigie_evidence::Opened;
use vigie_report::{Words, finding_lines};

use super::case::{Loaded, open, unsealed};
use crate::check::{STOP, open_again, scratch};
use crate::cli::Show;
use crate::exit::Exit;
use crate::secret::Keys;
use crate::slices;
use crate::terminal::{BOLD, Terminal};

/// Records shown in full per finding; the others are listed by place.
const SHOWN: usize = 20;
/// Bytes shown at the place of a record.
const BYTES: usize = 256;

/// Shows one finding or record.
pub(crate) fn show(arguments: &Show, terminal: &Terminal) -> anyhow::Result<Exit> {
    let case = open(&arguments.case)?;
    let loaded = Loaded::of(&case, terminal)?;
    let number = arguments.id.trim_start_matches('#').parse::<u64>().ok();
    let finding = loaded.outcome.findings().iter().find(|one| one.id.starts_with(&arguments.id));
    let (None, None) = (finding, number) else {
        let case = unsealed(&arguments.case, &arguments.secret, terminal)?;
        let mut shower =
            Shower { case: &case, arguments, terminal, files: case.files()?, opened: Vec::new() };
        let mut out = terminal.out();
        match (finding, number) {
            (Some(finding), _) => shower.finding(&mut out, finding, &loaded)?,
            (None, Some(number)) => shower.number(&mut out, number)?,
            (None, None) => {}
        }
        out.flush()?;
        return Ok(Exit::Nothing);
    };
    bail!(
        "no finding or record {}\nhint: `vigie findings {}` lists the ids",
        Untrusted(&arguments.id),
        arguments.case.display()
    )
}

struct Shower<'a> {
    case: &'a Case,
    arguments: &'a Show,
    terminal: &'a Terminal,
    files: Vec<KeptFile>,
    /// Evidence opened again, by source; `None` when it could not be.
    opened: Vec<(u32, Option<Opened>)>,
}

impl Shower<'_> {
    fn number(&mut self, out: &mut dyn Write, number: u64) -> anyhow::Result<()> {
        let Some(record) = self.case.record(number)? else {
            bail!("the case has no record {number}")
        };
        self.record(out, &record)
    }

    fn finding(
        &mut self,
        out: &mut dyn Write,
        finding: &Finding,
        loaded: &Loaded,
    ) -> anyhow::Result<()> {
        let report = loaded.report();
        let words = Words::new(self.terminal.lang, &slices::detector_metas());
        let lines = finding_lines(&report, self.terminal.lang);
        if let Some(line) = lines.iter().find(|line| line.id == finding.id) {
            writeln!(out, "{BOLD}{}{}  {}{BOLD:#}", line.sign, line.word, line.text)?;
            writeln!(out, "{}  {} version {}", line.confidence, finding.detector, finding.version)?;
        }
        for (heading, entries) in [
            ("finding-innocent", words.innocent(&finding.detector)),
            ("finding-next", words.next(&finding.detector)),
        ] {
            writeln!(out, "\n{BOLD}{}{BOLD:#}", words.text(heading))?;
            for entry in entries {
                writeln!(out, "  - {entry}")?;
            }
        }
        for indicator in finding.indicator.iter().chain(&finding.also_listed) {
            let date = indicator.date.map(|date| date.to_string()).unwrap_or_default();
            writeln!(
                out,
                "\nIndicator  {}\n  {} · {} · {date}",
                Untrusted(&indicator.value),
                Untrusted(&indicator.malware),
                Untrusted(&indicator.set)
            )?;
        }
        writeln!(out, "\n{BOLD}Evidence, {} records{BOLD:#}", finding.evidence_count)?;
        self.evidence(out, &finding.evidence)
    }

    fn evidence(&mut self, out: &mut dyn Write, evidence: &[Evidence]) -> anyhow::Result<()> {
        for one in evidence.iter().take(SHOWN) {
            match self.find(one)? {
                Some(record) => self.record(out, &record)?,
                None => {
                    writeln!(out, "\n{}, {}", Untrusted(&one.path), Untrusted(&one.at.to_string()))?
                }
            }
        }
        for one in evidence.iter().skip(SHOWN) {
            writeln!(out, "{}, {}", Untrusted(&one.path), Untrusted(&one.at.to_string()))?;
        }
        Ok(())
    }

    /// The record that a piece of evidence stands for.
    fn find(&self, evidence: &Evidence) -> anyhow::Result<Option<StoredRecord>> {
        let query = RecordQuery {
            from: evidence.when,
            to: evidence.when,
            kinds: vec![evidence.kind.clone()],
            ..RecordQuery::default()
        };
        let mut found = None;
        self.case.each(&query, &mut |record, _| {
            let same = record.at == evidence.at
                && record.source == evidence.source
                && record.path == evidence.path;
            if same {
                found = Some(record.clone());
            }
            Ok(!same)
        })?;
        Ok(found)
    }

    fn record(&mut self, out: &mut dyn Write, record: &StoredRecord) -> anyhow::Result<()> {
        writeln!(out, "\n{BOLD}{} #{}{BOLD:#}", record.kind, record.id)?;
        let file =
            self.files.iter().find(|file| file.source == record.source && file.path == record.path);
        let file = file.cloned();
        writeln!(out, "  file    {}", Untrusted(&record.path))?;
        if let Some(file) = &file {
            writeln!(out, "  stored  {}", Untrusted(&file.stored))?;
        }
        writeln!(out, "  place   {}", Untrusted(&record.at.to_string()))?;
        for stamp in &record.stamps {
            writeln!(out, "  time    {}  {}", stamp.at, stamp.means)?;
        }
        for (name, value) in &record.fields {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            writeln!(out, "  {name}: {}", Untrusted(&text))?;
        }
        match file {
            Some(file) => self.bytes(out, &file, &record.at),
            None => Ok(()),
        }
    }

    /// The bytes at the record's place, when the evidence is still there.
    fn bytes(&mut self, out: &mut dyn Write, file: &KeptFile, at: &Locator) -> anyhow::Result<()> {
        let (offset, suffix) = match at {
            Locator::Byte(offset) => (*offset, ""),
            Locator::Row { byte: Some(offset), wal, .. } => {
                (*offset, if *wal { "-wal" } else { "" })
            }
            _ => return Ok(()),
        };
        let path = format!("{}{suffix}", file.path);
        let Some(opened) = self.open(file.source) else { return Ok(()) };
        let Some(data) = vigie_core::Siblings::open(opened, &path)? else { return Ok(()) };
        let mut buffer = vec![0; BYTES];
        let read = data.read_at(offset, &mut buffer)?;
        writeln!(out, "  bytes at {offset} of {}", Untrusted(&path))?;
        Ok(dump(out, offset, buffer.get(..read).unwrap_or_default())?)
    }

    /// The evidence, opened at most once; a word of warning when it is gone.
    fn open(&mut self, source: u32) -> Option<&Opened> {
        if !self.opened.iter().any(|(known, _)| *known == source) {
            let again = self.try_open(source);
            if let Err(error) = &again {
                self.terminal.warn(format_args!("the bytes cannot be shown: {error:#}"));
            }
            self.opened.push((source, again.ok()));
        }
        self.opened.iter().find(|(known, _)| *known == source)?.1.as_ref()
    }

    fn try_open(&self, source: u32) -> anyhow::Result<Opened> {
        let sources = self.case.sources()?;
        let Some(kept) = sources.iter().find(|kept| kept.number == source) else {
            bail!("the case has no source {source}")
        };
        let scratch = scratch(self.case.folder())?;
        let mut keys = Keys::new(&self.arguments.secret, self.terminal, &STOP);
        open_again(kept, self.arguments.evidence.as_deref(), Some(&mut keys), scratch.path())
    }
}

/// Sixteen bytes a line: offset, hexadecimal, text.
fn dump(out: &mut dyn Write, offset: u64, bytes: &[u8]) -> io::Result<()> {
    for (line, at) in bytes.chunks(16).zip((offset..).step_by(16)) {
        let hex: Vec<String> = line.iter().map(|byte| format!("{byte:02x}")).collect();
        let shown = |byte: &u8| {
            if (b' '..=b'~').contains(byte) { char::from(*byte) } else { '.' }
        };
        let text: String = line.iter().map(shown).collect();
        writeln!(out, "    {at:08x}  {:<47}  {text}", hex.join(" "))?;
    }
    Ok(())
}
