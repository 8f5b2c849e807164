//! `vigie key`: the key of an encrypted backup, derived once and kept in a file.

use std::io::Write as _;

use anyhow::{Context as _, bail};
use vigie_case::private_file;
use vigie_core::Limits;
use vigie_evidence::{identify, lock};

use crate::check::STOP;
use crate::cli::Key;
use crate::exit::Exit;
use crate::secret::Keys;
use crate::terminal::Terminal;

/// Derives the key of a backup and writes it to a file that only its owner can read.
pub(crate) fn key(arguments: &Key, terminal: &Terminal) -> anyhow::Result<Exit> {
    let path = arguments.path.display().to_string();
    let pieces = identify(&arguments.path, &Limits::default())
        .with_context(|| format!("cannot open {path}"))?;
    let mut locks = Vec::new();
    for piece in &pieces {
        locks.extend(lock(piece).with_context(|| format!("cannot open {path}"))?);
    }
    let [lock] = locks.as_slice() else {
        bail!("{path} does not hold exactly one encrypted backup")
    };
    let mut keys = Keys::new(&arguments.secret, terminal, &STOP);
    let key = keys.of_backup(&path, lock).with_context(|| format!("cannot open {path}"))?;
    let mut file = private_file(&arguments.output)?;
    file.write_all(key.to_hex().as_bytes())?;
    terminal.warn("whoever has this file can read the backup: keep it safe, delete it after use");
    Ok(Exit::Nothing)
}
