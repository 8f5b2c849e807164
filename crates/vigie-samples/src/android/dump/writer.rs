//! Lines, counted while they are written.

use std::fmt;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::android::phone::{Phone, TAKEN, local, note};
use crate::android::{Plant, Planted};
use crate::{Error, Result};

/// Writes a line of a dump.
macro_rules! put {
    ($dump:expr) => { $dump.put(format_args!(""))? };
    ($dump:expr, $($part:tt)*) => { $dump.put(format_args!($($part)*))? };
}
pub(crate) use put;

/// A dump while it is written.
pub(crate) struct Dump {
    out: BufWriter<File>,
    path: PathBuf,
    /// Its name in the evidence.
    name: String,
    section: Option<String>,
    line: u64,
    plants: Vec<Plant>,
    planted: Vec<Planted>,
    /// Whether duration lines of other commands fall into the middle of sections.
    pub(crate) mixed: bool,
}

impl Dump {
    pub(crate) fn create(path: &Path, name: &str, phone: &Phone) -> Result<Self> {
        let file = File::create(path).map_err(Error::at(path))?;
        Ok(Self {
            out: BufWriter::with_capacity(1 << 18, file),
            path: path.to_path_buf(),
            name: name.to_owned(),
            section: None,
            line: 0,
            plants: phone.plan.plants.clone(),
            planted: Vec::new(),
            mixed: phone.make.android >= 12,
        })
    }

    /// Writes one line.
    pub(crate) fn put(&mut self, line: fmt::Arguments) -> Result<()> {
        self.line += 1;
        let written = self.out.write_fmt(line).and_then(|()| self.out.write_all(b"\n"));
        written.map_err(Error::at(&self.path))
    }

    /// Writes the lines of `text`.
    pub(crate) fn block(&mut self, text: &str) -> Result<()> {
        text.split('\n').try_for_each(|line| self.put(format_args!("{line}")))
    }

    /// Whether `plant` is planted.
    pub(crate) fn has(&self, plant: Plant) -> bool {
        self.plants.contains(&plant)
    }

    /// Notes that `plant` stands in the line that comes next.
    pub(crate) fn plant_next(&mut self, plant: Plant) {
        let mut planted = note(plant);
        planted.file.clone_from(&self.name);
        planted.section.clone_from(&self.section);
        planted.line = Some(self.line + 1);
        plant.seen().clone_into(&mut planted.seen);
        self.planted.push(planted);
    }

    /// Opens the section of a service.
    pub(crate) fn service(&mut self, name: &str) -> Result<()> {
        put!(
            self,
            "-------------------------------------------------------------------------------"
        );
        put!(self, "DUMP OF SERVICE {name}:");
        self.section = Some(name.to_owned());
        Ok(())
    }

    /// Closes the section of a service.
    pub(crate) fn end_service(&mut self) -> Result<()> {
        let name = self.section.take().unwrap_or_default();
        let name = name.rsplit(' ').next().unwrap_or(&name);
        put!(
            self,
            "--------- 0.012s was the duration of dumpsys {name}, ending at: {}",
            local(TAKEN)
        );
        Ok(())
    }

    /// A service that says little.
    pub(crate) fn short(&mut self, name: &str, text: &str) -> Result<()> {
        self.service(name)?;
        if !text.is_empty() {
            self.block(text)?;
        }
        self.end_service()
    }

    /// Opens the section of a command.
    pub(crate) fn command(&mut self, title: &str, command: &str) -> Result<()> {
        put!(self, "------ {title} ({command}) ------");
        self.section = Some(title.to_owned());
        Ok(())
    }

    /// Closes the section of a command.
    pub(crate) fn end_command(&mut self) -> Result<()> {
        let title = self.section.take().unwrap_or_default();
        put!(self, "------ 0.020s was the duration of '{title}' ------");
        put!(self);
        Ok(())
    }

    /// A command that prints little.
    pub(crate) fn short_command(&mut self, title: &str, command: &str, text: &str) -> Result<()> {
        self.command(title, command)?;
        self.block(text)?;
        self.end_command()
    }

    /// What no phone writes: bytes that are no text, a line without end, sections without heading.
    pub(crate) fn hostile(&mut self) -> Result<()> {
        let mut odd: Vec<u8> = b"DUMP OF SERVICE appops:\n  Uid u0a99999999999999999999:\n    Package \xff\xfe:\n      CAMERA (allow):\n          Access: [fg] 9999-99-99 99:99:99.999 (-1s)\n".to_vec();
        odd.extend(b"DUMP OF SERVICE package:\nPackages:\n  Package [] ():\n    userId=-1\n    timeStamp=0000-00-00 00:00:00\n  Package [");
        odd.extend(std::iter::repeat_n(b'x', 3_000_000));
        odd.extend(b"\nDUMP OF SERVICE adb:\n  user_keys=!!!!\n  keystore=ABX\xef\xbf\xbd\n");
        odd.extend(b"DUMP OF SERVICE settings:\nGLOBAL SETTINGS (user x)\n_id: name: pkg: value:\n------ SYSTEM PROPERTIES (getprop) ------\n[a]: [\n\n[[[\0");
        odd.extend(b"\nDUMP OF SERVICE batterystats:\nBattery History (1% used):\n  +999999999999999999d (2) 100 +job=:\"\"\n");
        self.out.write_all(&odd).map_err(Error::at(&self.path))
    }

    /// Ends the dump; gives what was planted, and how many lines there are.
    pub(crate) fn finish(mut self) -> Result<(Vec<Planted>, u64)> {
        self.out.flush().map_err(Error::at(&self.path))?;
        Ok((self.planted, self.line))
    }
}
