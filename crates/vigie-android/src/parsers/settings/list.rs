//! `name=value` lines, as `cmd settings list` prints them.

use vigie_core::{Clock, Input, Locator, Sink, Stop};
use vigie_formats::lines::each_line_of;

use super::setting::Setting;

/// Bytes of one value that are kept.
const MOST_OF_VALUE: usize = 256 << 10;

/// Reads a list; its table stands in the file's name.
pub(super) fn read(input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let file = input.path.rsplit('/').next().unwrap_or(input.path);
    let table = file.strip_prefix("settings_").and_then(|name| name.strip_suffix(".txt"));
    let table = table.unwrap_or("");
    let mut open: Option<(u64, Setting)> = None;
    each_line_of(input, |line| {
        let split = line.text.split_once('=').filter(|(name, _)| is_name(name));
        let Some((name, value)) = split else {
            let value = open.as_mut().and_then(|(_, setting)| setting.value.as_mut());
            if let Some(value) = value.filter(|value| value.len() < MOST_OF_VALUE) {
                value.push('\n');
                value.push_str(line.text);
            }
            return Ok(());
        };
        emit(open.take(), sink)?;
        open = Some((line.number, setting(table, name, value)));
        Ok(())
    })?;
    emit(open, sink)
}

fn emit(open: Option<(u64, Setting)>, sink: &mut Sink<'_>) -> Result<(), Stop> {
    let Some((at, mut setting)) = open else { return Ok(()) };
    if let Some(value) = &mut setting.value {
        value.truncate(value.trim_end().len());
    }
    sink.emit(Locator::Line(at), &setting)
}

/// Whether what stands before `=` is the name of a setting: one word.
fn is_name(name: &str) -> bool {
    let is_of_name = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'{' | b'<' | b'&' | b'?');
    !name.is_empty() && name.bytes().all(is_of_name)
}

fn setting(table: &str, name: &str, value: &str) -> Setting {
    Setting {
        table: table.to_owned(),
        user: None,
        row: None,
        name: name.to_owned(),
        package: None,
        value: (value != "null").then(|| value.to_owned()),
        default: None,
        default_by_system: None,
        tag: None,
        not_restored: false,
        changes: Vec::new(),
        clock: Clock::LocalUnknownOffset,
    }
}
