//! Every command but `check`: each a function from its arguments to an exit code.

mod about;
mod case;
mod export;
mod findings;
mod identify;
mod key;
mod lines;
mod recheck;
mod report;
mod rules;
mod show;
mod verify;

pub(crate) use about::{completions, explain, list, man};
pub(crate) use export::export;
pub(crate) use findings::findings;
pub(crate) use identify::identify;
pub(crate) use key::key;
pub(crate) use lines::{search, timeline};
pub(crate) use recheck::recheck;
pub(crate) use report::report;
pub(crate) use rules::rules;
pub(crate) use show::show;
pub(crate) use verify::verify;
