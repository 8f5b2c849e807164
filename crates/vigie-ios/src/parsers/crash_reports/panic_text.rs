//! What the text of a kernel panic says about processes.

use super::inventory::Process;

/// The process named in `Panicked task 0x…: 1234 pages, 5 threads: pid 67: name`.
pub(super) fn process(text: &str) -> Option<(usize, Process)> {
    let (_, rest) = text.split_once("anicked task")?;
    let (_, rest) = rest.lines().next()?.split_once("pid ")?;
    let (pid, name) = rest.split_once(':')?;
    let name = name.trim();
    let process = Process {
        name: name.to_owned(),
        pid: pid.trim().parse().ok(),
        states: vec!["panicked".to_owned()],
        ..Process::default()
    };
    (!name.is_empty()).then_some((0, process))
}
