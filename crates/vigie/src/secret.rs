//! Passwords and keys: from a prompt, a file or standard input, never from an argument.

use std::io::Read as _;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use anyhow::{Context as _, bail};
use vigie_evidence::{AgeHeader, AgeIdentity, AgeKey, KdfParameters, Lock, PassphraseKey};
use zeroize::Zeroizing;

use crate::cli::Secret;
use crate::terminal::Terminal;

/// No password of a backup is longer.
const MOST: u64 = 64 << 10;

/// Gives the key of each encrypted backup of a run, asking at most once per backup.
pub(crate) struct Keys<'a> {
    secret: &'a Secret,
    terminal: &'a Terminal,
    stop: &'a AtomicBool,
    given: Option<Zeroizing<Vec<u8>>>,
}

impl<'a> Keys<'a> {
    pub(crate) fn new(secret: &'a Secret, terminal: &'a Terminal, stop: &'a AtomicBool) -> Self {
        Self { secret, terminal, stop, given: None }
    }

    /// The key that opens `lock`.
    pub(crate) fn of_backup(&mut self, what: &str, lock: &Lock) -> anyhow::Result<PassphraseKey> {
        let key = self.key(what, lock.kdf())?;
        lock.check(&key)?;
        Ok(key)
    }

    /// The key of a file encrypted with age.
    pub(crate) fn of_age(&mut self, what: &str, header: &AgeHeader) -> anyhow::Result<AgeKey> {
        let identity = if header.wants_passphrase() {
            AgeIdentity::from_passphrase(self.password(what)?)
        } else if let Some(file) = &self.secret.identity {
            AgeIdentity::from_file(file)?
        } else {
            bail!(
                "it is encrypted with age: the identity file of its key is needed\n\
                 hint: give it with --identity"
            );
        };
        Ok(header.unlock(&identity)?)
    }

    /// The key that `derivation` makes of the password.
    pub(crate) fn key(&mut self, what: &str, kdf: &KdfParameters) -> anyhow::Result<PassphraseKey> {
        if let Some(file) = &self.secret.key_file {
            return Ok(PassphraseKey::from_hex_file(file)?);
        }
        let password = self.password(what)?;
        let mut bar = self.terminal.bar("Deriving the key");
        let mut progress = |done: u64, all: u64| bar.set(done, all);
        Ok(kdf.derive(&password, &mut progress, self.stop)?)
    }

    fn password(&mut self, what: &str) -> anyhow::Result<Zeroizing<Vec<u8>>> {
        if let Some(given) = &self.given {
            return Ok(given.clone());
        }
        let given = if let Some(file) = &self.secret.password_file {
            from_file(file).with_context(|| format!("cannot read {}", file.display()))?
        } else if self.secret.password_stdin {
            let mut text = Zeroizing::new(Vec::with_capacity(1024));
            std::io::stdin().take(MOST).read_to_end(&mut text)?;
            first_line(&text)
        } else {
            return self.ask(what);
        };
        Ok(self.given.insert(given).clone())
    }

    fn ask(&self, what: &str) -> anyhow::Result<Zeroizing<Vec<u8>>> {
        if !self.terminal.can_ask() {
            bail!(
                "{what} is encrypted and there is no terminal to ask for its password\n\
                 hint: give it with --password-file or --password-stdin"
            );
        }
        let asked = rpassword::prompt_password(format!("Password of {what}: "))?;
        Ok(Zeroizing::new(asked.into_bytes()))
    }
}

fn from_file(path: &Path) -> std::io::Result<Zeroizing<Vec<u8>>> {
    let mut text = Zeroizing::new(Vec::with_capacity(1024));
    std::fs::File::open(path)?.take(MOST).read_to_end(&mut text)?;
    Ok(first_line(&text))
}

/// The first line without its end: passwords may hold spaces, also at the end.
fn first_line(text: &[u8]) -> Zeroizing<Vec<u8>> {
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    Zeroizing::new(line.strip_suffix(b"\r").unwrap_or(line).to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_one_line_and_keeps_its_spaces() {
        assert_eq!(*first_line(b" pass word \r\nrest"), b" pass word ");
        assert_eq!(*first_line(b"\xc3\xa9"), "é".as_bytes());
        assert!(first_line(b"").is_empty());
    }
}
