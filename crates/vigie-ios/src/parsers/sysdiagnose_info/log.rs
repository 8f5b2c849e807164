//! The log of `sysdiagnose` itself.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Input, Kind, Locator, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, revive,
};

use vigie_formats::lines::each_line;
use crate::sysdiagnose::Taken;

pub(super) static KIND: Kind = Kind {
    id: "ios.sysdiagnose_info.sysdiagnose",
    title: Text { en: "Making of the sysdiagnose", fr: "Création du sysdiagnose" },
    brief: &["name", "taken"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Sysdiagnose>,
};

/// A sysdiagnose.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Sysdiagnose {
    /// Name of its archive.
    pub(crate) name: String,
    /// When it was begun.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) taken: Option<Time>,
    /// Offset of the phone's local time from UTC: `+0200`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) zone: Option<String>,
    /// `iPhone-OS`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) system: Option<String>,
    /// `iPhone`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device_class: Option<String>,
    /// Build of iOS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) build_version: Option<String>,
}

impl Record for Sysdiagnose {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.taken {
            see(Stamp::utc(at, "sysdiagnose begun"));
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        see("name", Observable::FileName(&self.name));
    }
}

/// Emits what the first name of a sysdiagnose says.
pub(super) fn read(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let mut found = None;
    each_line(&*input.data, |line| {
        if found.is_none() {
            found = name_in(line.text).map(|name| (line.number, Sysdiagnose::named(name)));
        }
        Ok(())
    })?;
    match found {
        Some((line, sysdiagnose)) => sink.emit(Locator::Line(line), &sysdiagnose),
        None => {
            sink.problem(Locator::Whole, "expected the name of a sysdiagnose");
            Ok(())
        }
    }
}

/// The name of a sysdiagnose that tells its date.
fn name_in(text: &str) -> Option<&str> {
    const MARK: &str = "sysdiagnose_";
    text.match_indices(MARK).find_map(|(at, _)| {
        let rest = text.get(at..)?;
        Taken::named_in(rest.get(..MARK.len() + 24)?.as_bytes())?;
        let end = rest.find(|c: char| !c.is_ascii_graphic() || matches!(c, '/' | '\'' | '"'));
        let name = rest.get(..end.unwrap_or(rest.len()))?;
        Some(name.trim_end_matches(['.', ',']).trim_end_matches(".tar.gz"))
    })
}

impl Sysdiagnose {
    fn named(name: &str) -> Self {
        let mut parts = name.split('_').skip(2).map(str::to_owned);
        let clock = parts.next().unwrap_or_default();
        Self {
            name: name.to_owned(),
            taken: Taken::named_in(name.as_bytes()).map(|taken| taken.at),
            zone: clock.get(8..).map(str::to_owned),
            system: parts.next(),
            device_class: parts.next(),
            build_version: parts.next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_where_the_path_goes_on() {
        let name = "sysdiagnose_2024.05.06_07-08-09+0200_iPhone-OS_iPhone_21E236";
        for text in [
            format!("Output is at '/private/var/tmp/{name}.tar.gz'."),
            format!("IN_PROGRESS_{name}/ps.txt"),
            format!("sysdiagnose_sysdiagnose_ {name}"),
        ] {
            assert_eq!(name_in(&text), Some(name), "{text}");
        }
        assert_eq!(name_in("sysdiagnose_é"), None);
    }
}
