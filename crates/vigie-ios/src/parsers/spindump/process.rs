//! The block of a process.

use vigie_core::Time;

use super::report::seconds;
use crate::columns::Scalar;
use crate::paths;
use crate::seen_process::{Exactness, List, SeenProcess, Start};
use crate::sysdiagnose::before;

/// Reads `followupd [543] (suspended)`.
pub(super) fn read(value: &str, at: Option<Time>) -> Option<SeenProcess> {
    let (name, pid, rest) = name_and_pid(value)?;
    let mut process = SeenProcess::called(List::Spindump, name);
    process.pid = Some(pid);
    process.seen = at;
    let state = rest.trim().trim_start_matches('(').trim_end_matches(')');
    process.state = (!state.is_empty()).then(|| state.to_owned());
    Some(process)
}

/// Reads `launchd [1]` and what follows.
fn name_and_pid(text: &str) -> Option<(&str, u32, &str)> {
    // A name may hold brackets: the number is in the last ones that hold nothing else.
    text.rmatch_indices('[').find_map(|(open, _)| {
        let (name, rest) = text.split_at_checked(open)?;
        let (pid, rest) = rest.get(1..)?.split_once(']')?;
        Some((name.trim(), pid.parse().ok()?, rest))
    })
}

/// Takes over a line of a process's block.
pub(super) fn set(process: &mut SeenProcess, text: &str, at: Option<Time>) {
    let Some((key, value)) = text.split_once(':') else { return };
    let (key, value) = (key.trim(), value.trim());
    if value.is_empty() {
        return;
    }
    let own = || Some(value.to_owned());
    match key {
        "UUID" => process.uuid = own(),
        "Path" => {
            process.path = own();
            if process.name.as_deref() == Some(paths::file_name(value)) {
                process.name = None;
            }
        }
        "Identifier" => process.identifier = own(),
        "Version" => process.version = own(),
        "Parent" => match name_and_pid(value) {
            Some((name, pid, _)) => {
                process.parent = Some(name.to_owned());
                process.parent_pid = Some(pid);
            }
            None => process.parent = own(),
        },
        "Responsible" => {
            let name = name_and_pid(value).map_or(value, |(name, ..)| name);
            process.responsible = Some(name.to_owned());
        }
        "UID" => process.uid = value.parse().ok(),
        "Time Since Fork" => {
            process.age_seconds = seconds(value);
            let started = at.zip(process.age_seconds).and_then(|(at, age)| before(at, age));
            process.started = started.map(|at| Start { at, to_the: Exactness::Second });
        }
        "Start time" | "Start Time" => {
            process.started_text = own();
            let started = Time::parse(value).map(|at| Start { at, to_the: Exactness::Second });
            process.started = started.or(process.started);
        }
        "Architecture" | "Sudden Term" | "RunningBoard Mgd" | "Jetsam Priority" | "Footprint"
        | "Note" | "Codesigning ID" | "Team ID" | "Resource Coalition" | "On Behalf Of" => {
            process.columns.push(key.to_owned(), Scalar::Text(value.to_owned()));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_may_hold_brackets() {
        assert_eq!(name_and_pid("a [b] [12] (zombie)"), Some(("a [b]", 12, " (zombie)")));
        assert_eq!(name_and_pid("launchd [1]"), Some(("launchd", 1, "")));
        assert_eq!(name_and_pid("launchd"), None);
        assert_eq!(name_and_pid("é ["), None);
    }
}
