//! `env.txt`: the environment of the shell that AndroidQF worked in, `NAME=value` a line.
//!
//! A value may hold line ends; what follows then begins with no name of the usual form.
//!
//! Layout after <https://github.com/mvt-project/androidqf>.

use serde::{Deserialize, Serialize};
use vigie_core::{
    EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink, Stamp,
    Stop, Text, Versions, Volume, links, revive,
};
use vigie_formats::lines::each_line_of;

use crate::names::paths_inside;

pub(crate) static ITEM: AqfEnv = AqfEnv;

pub(crate) struct AqfEnv;

static META: ParserMeta = ParserMeta {
    id: "aqf_env",
    title: Text {
        en: "Environment of the shell (AndroidQF)",
        fr: "Environnement du shell (AndroidQF)",
    },
    reads: &["/androidqf/env.txt", "/env.txt"],
    found_in: &[EvidenceKind::Androidqf, EvidenceKind::Files],
    emits: &[&KIND],
    means: &[],
    versions: Versions::android(5),
    references: &["https://github.com/mvt-project/androidqf"],
};

static KIND: Kind = Kind {
    id: "android.aqf_env.variable",
    title: Text { en: "Variable of the environment", fr: "Variable d’environnement" },
    brief: &["name", "value"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Variable>,
};

/// A variable.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Variable {
    /// Its name.
    pub(crate) name: String,
    /// Its value.
    pub(crate) value: String,
}

/// Longest value that is kept.
const LONGEST: usize = 1 << 20;

impl Parser for AqfEnv {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut last: Option<(u64, Variable)> = None;
        each_line_of(input, |line| {
            if let Some((name, value)) = line.text.split_once('=')
                && is_name(name)
            {
                let next = Variable { name: name.to_owned(), value: value.to_owned() };
                return emit(last.replace((line.number, next)), sink);
            }
            match &mut last {
                Some((_, variable)) if variable.value.len() < LONGEST => {
                    variable.value.push('\n');
                    variable.value.push_str(line.text);
                }
                _ if line.text.trim().is_empty() => {}
                _ => sink.problem(Locator::Line(line.number), "expected NAME=value"),
            }
            Ok(())
        })?;
        emit(last, sink)
    }
}

fn emit(variable: Option<(u64, Variable)>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some((line, mut variable)) = variable else { return Ok(()) };
    variable.value.truncate(variable.value.trim_end_matches('\n').len());
    sink.emit(Locator::Line(line), &variable)
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

impl Record for Variable {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, _: &mut dyn FnMut(Stamp)) {}

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        // Paths of libraries stand side by side, divided by colons.
        for part in self.value.split(':') {
            paths_inside(part).for_each(|path| see("value", Observable::Path(path)));
        }
        links(&self.value).for_each(|link| see("value", link.observable()));
    }
}
