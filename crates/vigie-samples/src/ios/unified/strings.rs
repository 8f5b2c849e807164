//! The texts of a program's lines: a file named after the UUID of its binary.

use super::catalog::Program;

const TEXTS: [&str; 4] = [
    "Task finished for %{public}s",
    "connection to %{public}s is ready",
    "resolved %{public}s",
    "request %{public}s was denied",
];
/// How many texts there are.
pub(super) const COUNT: u64 = 4;
/// Where the texts stand in the binary.
const BEGIN: u32 = 0x1000;

/// Where text `number` stands in the binary.
pub(super) fn at(number: u64) -> u32 {
    let before = TEXTS.iter().take(usize::try_from(number).unwrap_or(0));
    let length: usize = before.map(|text| text.len() + 1).sum();
    BEGIN + u32::try_from(length).unwrap_or(0)
}

/// The path of the file below `folder`.
pub(super) fn path(folder: &str, program: &Program) -> String {
    let hex: String = program.uuid().iter().map(|byte| format!("{byte:02X}")).collect();
    let (first, rest) = hex.split_at(2);
    format!("{folder}/{first}/{rest}")
}

/// The file: signature, version, ranges, texts, path of the binary.
pub(super) fn texts(program: &Program) -> Vec<u8> {
    let mut strings = Vec::new();
    for text in TEXTS {
        strings.extend_from_slice(text.as_bytes());
        strings.push(0);
    }
    let mut bytes = Vec::new();
    let length = u32::try_from(strings.len()).unwrap_or(0);
    for number in [0x6677_8899, 2, 1, 1, BEGIN, length] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(strings);
    bytes.extend_from_slice(program.path.as_bytes());
    bytes.push(0);
    bytes
}
