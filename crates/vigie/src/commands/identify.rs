//! `vigie identify`: what is this?

use std::io::Write as _;

use anyhow::Context as _;
use vigie_core::{Limits, Untrusted};
use vigie_evidence::{Piece, identify as look};

use crate::cli::{Identify, ResultFormat};
use crate::exit::Exit;
use crate::terminal::{BOLD, Terminal};

/// Says what files or folders are.
pub(crate) fn identify(arguments: &Identify, terminal: &Terminal) -> anyhow::Result<Exit> {
    let mut pieces = Vec::new();
    for path in &arguments.paths {
        let found = look(path, &Limits::default());
        pieces.extend(found.with_context(|| format!("cannot open {}", path.display()))?);
    }
    match arguments.format {
        ResultFormat::Json => print_json(&pieces, terminal)?,
        ResultFormat::Text => print_text(&pieces, terminal)?,
    }
    if pieces.is_empty() {
        terminal.warn("nothing here is recognised as evidence");
        return Ok(Exit::NotEvidence);
    }
    Ok(Exit::Nothing)
}

fn print_text(pieces: &[Piece], terminal: &Terminal) -> anyhow::Result<()> {
    let words = terminal.words();
    let mut out = terminal.out();
    for piece in pieces {
        let kind = words.evidence_kind(piece.kind);
        let (path, inner) = (piece.path.display().to_string(), &piece.inner);
        writeln!(out, "{BOLD}{kind}{BOLD:#}  {}{}", Untrusted(&path), inside(inner))?;
        for (name, value) in &piece.facts {
            writeln!(out, "  {name}: {}", Untrusted(value))?;
        }
        for missing in &piece.missing {
            writeln!(out, "  missing: {}", Untrusted(missing))?;
        }
    }
    Ok(out.flush()?)
}

fn inside(inner: &str) -> String {
    if inner.is_empty() { String::new() } else { format!(" : {}", Untrusted(inner)) }
}

fn print_json(pieces: &[Piece], terminal: &Terminal) -> anyhow::Result<()> {
    let json = |piece: &Piece| {
        serde_json::json!({
            "path": piece.path.display().to_string(),
            "inner": piece.inner,
            "kind": piece.kind,
            "facts": piece.facts,
            "missing": piece.missing,
        })
    };
    let pieces: Vec<_> = pieces.iter().map(json).collect();
    let mut out = terminal.out();
    serde_json::to_writer_pretty(&mut out, &pieces)?;
    writeln!(out)?;
    Ok(out.flush()?)
}
