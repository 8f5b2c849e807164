//! A tombstone as Protocol Buffers, by the numbers of `tombstone.proto`.

use vigie_core::Stop;
use vigie_formats::protobuf::{Field, Value, fields};

use super::crash::{Crash, Frame, MOST};

/// Reads a tombstone. What stands before damage is kept.
pub(super) fn read(bytes: &[u8]) -> (Crash, Option<Stop>) {
    let mut crash = Crash { form: "protobuf".to_owned(), ..Crash::default() };
    let mut damage = None;
    // The thread that crashed is known by its number, which stands before threads do.
    for field in fields(bytes) {
        match field {
            Ok(field) => take(&mut crash, &field),
            Err(stop) => {
                damage = Some(stop);
                break;
            }
        }
    }
    crash.process = crash.command_line.first().cloned();
    (crash, damage)
}

fn take(crash: &mut Crash, field: &Field<'_>) {
    let value = &field.value;
    match field.number {
        1 => crash.machine = machine(value),
        2 => crash.fingerprint = text(value),
        3 => crash.revision = text(value),
        4 => crash.written_time = text(value),
        5 => crash.pid = number(value),
        6 => crash.tid = number(value),
        7 => crash.uid = number(value),
        8 => crash.selinux_label = text(value),
        9 if crash.command_line.len() < MOST => crash.command_line.extend(text(value)),
        10 => signal(crash, value),
        14 => crash.abort_message = text(value),
        15 if crash.causes.len() < MOST => {
            crash.causes.extend(inner(value, 1).and_then(|value| text(&value)));
        }
        16 => thread(crash, value),
        17 => map(crash, value),
        19 if crash.open_files.len() < MOST => {
            crash.open_files.extend(inner(value, 2).and_then(|value| text(&value)));
        }
        20 => crash.uptime_seconds = number(value),
        _ => {}
    }
}

/// The fields of a message inside of a field; none after damage.
fn message<'a>(value: &Value<'a>) -> impl Iterator<Item = Field<'a>> {
    let bytes = match value {
        Value::Bytes(bytes) => bytes,
        _ => [].as_slice(),
    };
    fields(bytes).map_while(Result::ok)
}

/// The first field with a number in a message inside of a field.
fn inner<'a>(value: &Value<'a>, number: u32) -> Option<Value<'a>> {
    message(value).find(|field| field.number == number).map(|field| field.value)
}

/// A text, without the NUL that ends labels; nothing where it is empty.
fn text(value: &Value<'_>) -> Option<String> {
    let Value::Bytes(bytes) = value else { return None };
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_end_matches('\0');
    (!text.is_empty()).then(|| text.to_owned())
}

/// A whole number; those below 0 are written with all 64 bits.
fn number(value: &Value<'_>) -> Option<i64> {
    match value {
        Value::Varint(value) => Some(value.cast_signed()),
        _ => None,
    }
}

fn machine(value: &Value<'_>) -> Option<String> {
    let name = match number(value)? {
        0 => "arm",
        1 => "arm64",
        2 => "x86",
        3 => "x86_64",
        4 => "riscv64",
        other => return Some(other.to_string()),
    };
    Some(name.to_owned())
}

fn signal(crash: &mut Crash, value: &Value<'_>) {
    for field in message(value) {
        match field.number {
            1 => crash.signal = number(&field.value),
            2 => crash.signal_name = text(&field.value),
            // An int32, which some writers keep in 32 bits.
            3 => crash.code = number(&field.value).map(|code| match u32::try_from(code) {
                Ok(code) => i64::from(code.cast_signed()),
                Err(_) => code,
            }),
            4 => crash.code_name = text(&field.value),
            6 => crash.sender_uid = number(&field.value),
            7 => crash.sender_pid = number(&field.value),
            9 => {
                if let Value::Varint(address) = field.value {
                    crash.fault_address = Some(format!("{address:x}"));
                }
            }
            _ => {}
        }
    }
    // What is 0 is not written.
    crash.code = crash.code.or(Some(0));
}

/// An entry of the map of threads; the one that crashed is of interest.
fn thread(crash: &mut Crash, entry: &Value<'_>) {
    let id = inner(entry, 1).and_then(|value| number(&value));
    if id != crash.tid || crash.thread.is_some() {
        return;
    }
    let Some(thread) = inner(entry, 2) else { return };
    for field in message(&thread) {
        match field.number {
            2 => crash.thread = text(&field.value),
            4 if crash.backtrace.len() < MOST => crash.backtrace.push(frame(&field.value)),
            _ => {}
        }
    }
}

fn frame(value: &Value<'_>) -> Frame {
    let (mut frame, mut offset) = (Frame::default(), 0);
    for field in message(value) {
        match (field.number, field.value) {
            (1, Value::Varint(place)) => frame.place = Some(format!("{place:x}")),
            (4, value) => frame.function = text(&value),
            (5, Value::Varint(found)) => offset = found,
            (6, value) => frame.file = text(&value),
            (8, value) => frame.build_id = text(&value),
            _ => {}
        }
    }
    frame.function = frame.function.map(|name| format!("{name}+{offset}"));
    frame
}

fn map(crash: &mut Crash, value: &Value<'_>) {
    let executable = inner(value, 6).is_some_and(|value| value != Value::Varint(0));
    let name = inner(value, 7).and_then(|value| text(&value));
    crash.add_map(name.as_deref().unwrap_or(""), executable);
}
