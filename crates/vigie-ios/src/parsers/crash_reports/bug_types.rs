//! What the numbers in `bug_type` stand for.

/// Numbers that the system gives to the reports of crashed processes.
pub(super) fn is_crash(bug_type: &str) -> bool {
    matches!(bug_type, "109" | "309")
}

/// What a report of this number is about, where that is known.
pub(super) fn name(bug_type: &str) -> Option<&'static str> {
    Some(match bug_type {
        "109" | "309" => "crash",
        "110" | "210" => "kernel panic",
        "115" => "reset counter",
        "120" | "121" => "forced reset",
        "142" | "202" => "processor use",
        "145" | "206" => "disk writes",
        "187" | "188" | "288" => "stackshot",
        "198" | "298" => "jetsam",
        "211" => "analytics",
        "385" => "user fault",
        _ => return None,
    })
}
