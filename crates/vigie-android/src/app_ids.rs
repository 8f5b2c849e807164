//! Which app a process is of, where the kernel kept only part of its name.
//!
//! The kernel keeps 15 bytes of a name; of an app's process they are the last ones, so that
//! `org.example.chat` shows as `rg.example.chat`. Each app has a user id of its own, which the dump of the
//! package manager tells: `u0_a123` is app 10123. Where one app of that id ends as the name does, it is
//! the one.

use std::collections::HashMap;

use vigie_core::{Input, Stop};
use vigie_formats::lines::each_line;

use crate::listed_process::ListedProcess;

/// Bytes of a name that the kernel keeps.
const KEPT: usize = 15;

/// First user id of apps.
const FIRST_APP: i64 = 10_000;

/// Most apps that are kept in memory.
const MOST: usize = 100_000;

/// Apps by their user ids.
#[derive(Debug, Default)]
pub(crate) struct AppIds(HashMap<i64, Vec<String>>);

impl AppIds {
    /// Reads them from the dump in the same evidence as `input`, where there is one.
    ///
    /// # Errors
    /// When it is there and cannot be opened.
    pub(crate) fn of(input: &Input<'_>) -> Result<Self, Stop> {
        let mut apps = Self::default();
        let Some(data) = input.siblings.open("/dumpsys/package")? else { return Ok(apps) };
        let mut package: Option<String> = None;
        let mut count = 0_usize;
        // What is wrong with the dump is for its own parser to say.
        let _ = each_line(&*data, |line| {
            let text = line.text.trim_start();
            if let Some(rest) = text.strip_prefix("Package [") {
                package = rest.split(']').next().map(str::to_owned);
            } else if let Some(id) = text.strip_prefix("appId=").or(text.strip_prefix("userId="))
                && let Some(id) = id.split_whitespace().next().and_then(|id| id.parse().ok())
                && let Some(package) = package.take()
                && count < MOST
            {
                count = count.saturating_add(1);
                apps.0.entry(id).or_default().push(package);
            }
            Ok(())
        });
        Ok(apps)
    }

    /// The app of a process, when its name was cut and only one can be meant.
    pub(crate) fn package_of(&self, process: &ListedProcess) -> Option<&str> {
        let is_first_thread = process.tid.is_none_or(|tid| Some(tid) == process.pid);
        if process.name.len() != KEPT || !is_first_thread {
            return None;
        }
        let (_, number) = process.user.as_deref()?.split_once("_a")?;
        let id = FIRST_APP.checked_add(number.parse().ok()?)?;
        // A process of its own has its name behind the package's.
        let tail = process.name.split(':').next()?;
        let mut fits = self.0.get(&id)?.iter().filter(|package| package.ends_with(tail));
        let found = fits.next()?;
        fits.all(|other| other == found).then_some(found)
    }
}
