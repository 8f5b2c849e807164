//! Loads indicator files and prints what it took: `load PATH…`, or `load --make N FILE` to write a
//! STIX bundle of `N` indicators, each with its relationship.

use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;
use std::time::Instant;

use vigie_core::Limits;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [make, count, file] = arguments.as_slice()
        && make == "--make"
    {
        let count = count.parse().map_err(io::Error::other)?;
        return bundle(count, &PathBuf::from(file));
    }
    let paths: Vec<PathBuf> = arguments.iter().map(PathBuf::from).collect();
    let started = Instant::now();
    let (indicators, problems) = vigie_match::load(&paths, Limits::default());
    let seconds = started.elapsed().as_secs_f64();
    let mut out = io::stdout().lock();
    for set in indicators.sets() {
        let newest = set.newest.map(|time| time.to_string()).unwrap_or_default();
        let licence = set.licence.as_deref().unwrap_or("-");
        let (count, skipped) = (set.indicators, set.skipped);
        writeln!(
            out,
            "{count:8} {skipped:6} {newest:28} {licence:12} {} ({})",
            set.name, set.path
        )?;
    }
    for problem in &problems {
        writeln!(out, "{} ({}): {}", problem.path, problem.at, problem.message)?;
    }
    let count = indicators.count();
    writeln!(out, "{count} indicators in {seconds:.3} s, peak {} kB", peak())
}

/// Peak resident memory in kilobytes, as Linux says.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("?");
    line.trim().trim_end_matches(" kB").to_owned()
}

fn bundle(count: u64, file: &std::path::Path) -> io::Result<()> {
    let mut out = BufWriter::new(std::fs::File::create(file)?);
    let id = |n: u64| format!("{:08x}-1452-437e-a19e-32590edf60c3", n);
    let at = "2024-01-26T21:28:21.013288Z";
    write!(out, r#"{{"type": "bundle", "id": "bundle--{}", "objects": ["#, id(0))?;
    for n in 1..=count {
        let value = format!("w{:x}.bad{n}.example", n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40);
        write!(
            out,
            r#"{{"type": "indicator", "spec_version": "2.1", "id": "indicator--{}", "created": "{at}", "modified": "{at}", "indicator_types": ["malicious-activity"], "pattern": "[domain-name:value='{value}']", "pattern_type": "stix", "pattern_version": "2.1", "valid_from": "{at}"}}, {{"type": "relationship", "spec_version": "2.1", "id": "relationship--{}", "created": "{at}", "modified": "{at}", "relationship_type": "indicates", "source_ref": "indicator--{}", "target_ref": "malware--{}"}}, "#,
            id(n),
            id(n),
            id(n),
            id(7)
        )?;
    }
    write!(
        out,
        r#"{{"type": "malware", "spec_version": "2.1", "id": "malware--{}", "created": "{at}", "modified": "{at}", "name": "Madeup", "is_family": false}}]}}"#,
        id(7)
    )?;
    out.flush()
}
