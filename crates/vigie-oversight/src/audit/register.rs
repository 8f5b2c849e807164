//! E01 to E07: the register, and the log over it.

use std::collections::{BTreeMap, BTreeSet};

use vigie_core::{Evidence, Time};
use vigie_register::checkpoint::Checkpoint;
use vigie_register::note::{Algorithm, Key, Note, Verdict};
use vigie_register::tree::{self, Hash};

use super::Checks;
use super::case::{Case, plus, seconds};
use super::report::Report;

/// Seconds after which the newest checkpoint is old, where the policy does not say.
const OLD: i64 = 7 * 86_400;

#[derive(Default)]
pub(crate) struct Register;

impl Checks for Register {
    const LOOKS_AT_PDUS: bool = false;

    fn end(&mut self, case: &Case, report: &mut Report) {
        leaves(case, report);
        let log = Log::of(case, report);
        log.proofs(case, report);
        log.witnesses(case, report);
        log.forks(report);
        objects(case, report);
    }
}

/// E01: what was logged. E03: when.
fn leaves(case: &Case, report: &mut Report) {
    // In the dossier a file of the register is named without what stands in front of the dossier.
    let own = |path: &str| path.strip_prefix("/dossier/").unwrap_or(path).to_owned();
    let messages: BTreeMap<String, Option<Time>> =
        case.objects.iter().map(|(at, record)| (own(&at.path), record.message_at)).collect();
    let mut before: Option<Time> = None;
    let mut logged: BTreeSet<&str> = BTreeSet::new();
    for (at, leaf) in &case.leaves {
        logged.insert(&leaf.file);
        match (&leaf.file_leaf, &leaf.file_sha256) {
            (Some(file_leaf), Some(sum)) => {
                report.looked("E01", at);
                let same_sum = leaf.sha256.is_empty() || leaf.sha256.eq_ignore_ascii_case(sum);
                let same_leaf =
                    leaf.salt.is_some() || leaf.leaf_hash.eq_ignore_ascii_case(file_leaf);
                if !same_sum || !same_leaf {
                    report.violated(
                        "E01",
                        &leaf.file,
                        || format!("leaf {}", leaf.index),
                        || at.clone(),
                        leaf.logged_at,
                    );
                }
            }
            _ => report.unverifiable("E01", "file-missing", || at.clone()),
        }
        let Some(when) = leaf.logged_at else { continue };
        report.looked("E03", at);
        if before.is_some_and(|before| when < before) {
            report.violated(
                "E03",
                &leaf.file,
                || "log time goes back".into(),
                || at.clone(),
                Some(when),
            );
        }
        before = before.max(Some(when));
        let sent = messages.get(&leaf.file).copied().flatten();
        match (sent, case.policy.max_register_lag_s) {
            (Some(sent), Some(most)) => {
                let lag = seconds(sent, when);
                if lag > most || lag < case.policy.skew().saturating_neg() {
                    report.violated(
                        "E03",
                        &leaf.file,
                        || format!("{lag} s"),
                        || at.clone(),
                        Some(when),
                    );
                }
            }
            (Some(_), None) => report.unverifiable("E03", "no-threshold", || at.clone()),
            (None, _) => report.unverifiable("E03", "file-missing", || at.clone()),
        }
    }
    if case.leaves.is_empty() {
        return;
    }
    for (at, record) in case.objects.iter().filter(|(_, record)| record.form == "xml") {
        if !logged.contains(own(&at.path).as_str()) {
            report.violated(
                "E01",
                &own(&at.path),
                || "no leaf".into(),
                || at.clone(),
                record.message_at,
            );
        }
    }
}

struct Log<'a> {
    hashes: Vec<Hash>,
    keys: Vec<Key>,
    /// Checkpoints with their notes, by size.
    checkpoints: Vec<(&'a Evidence, Checkpoint, Note)>,
}

impl<'a> Log<'a> {
    fn of(case: &'a Case, report: &mut Report) -> Self {
        let hashes =
            case.leaves.iter().map_while(|(_, leaf)| tree::from_hex(&leaf.leaf_hash)).collect();
        let mut log = Self { hashes, keys: Vec::new(), checkpoints: Vec::new() };
        for (_, note) in case.notes.iter().filter(|(_, note)| note.is_keys) {
            log.keys.extend(note.text.lines().filter_map(Key::parse));
        }
        for (at, note) in case.notes.iter().filter(|(_, note)| !note.is_keys) {
            let parsed = Note::parse(&note.text);
            let checkpoint = parsed.as_ref().and_then(|note| Checkpoint::parse(&note.text));
            match checkpoint.zip(parsed) {
                Some((checkpoint, note)) => log.checkpoints.push((at, checkpoint, note)),
                None => report.violated(
                    "E02",
                    &note.file,
                    || "no checkpoint".into(),
                    || at.clone(),
                    None,
                ),
            }
        }
        log.checkpoints
            .sort_by(|one, other| (one.1.size, &one.0.path).cmp(&(other.1.size, &other.0.path)));
        log
    }

    fn root(&self, size: u64) -> Option<Hash> {
        let leaves = self.hashes.get(..usize::try_from(size).ok()?)?;
        Some(tree::root(leaves))
    }

    /// E02: roots, signatures, proofs.
    fn proofs(&self, case: &Case, report: &mut Report) {
        for (at, checkpoint, note) in &self.checkpoints {
            let subject = format!("{} {}", checkpoint.origin, checkpoint.size);
            match self.root(checkpoint.size) {
                Some(root) => {
                    report.looked("E02", at);
                    if root != checkpoint.root {
                        report.violated("E02", &subject, || "root".into(), || (*at).clone(), None);
                    }
                }
                None if case.leaves.is_empty() => {
                    report.unverifiable("E02", "no-leaves", || (*at).clone())
                }
                None => report.violated(
                    "E02",
                    &subject,
                    || "more leaves than there are".into(),
                    || (*at).clone(),
                    None,
                ),
            }
            let own = self.keys.iter().find(|key| key.name == checkpoint.origin);
            match own.map(|key| note.verdict(key)) {
                None => report.unverifiable("E02", "no-key", || (*at).clone()),
                Some(Some(Verdict::Valid(_))) => report.looked("E02", at),
                Some(_) => {
                    report.violated("E02", &subject, || "signature".into(), || (*at).clone(), None)
                }
            }
        }
        for (at, proof) in &case.proofs {
            let path: Option<Vec<Hash>> =
                proof.proof.iter().map(|hash| tree::from_hex(hash)).collect();
            let (holds, subject) = match (proof.index, proof.tree_size, proof.from, proof.to) {
                (Some(index), Some(size), ..) => {
                    let leaf = usize::try_from(index).ok().and_then(|index| self.hashes.get(index));
                    let known = leaf.zip(self.signed_root(size));
                    let Some(((leaf, root), path)) = known.zip(path) else {
                        report.unverifiable("E02", "no-checkpoint", || at.clone());
                        continue;
                    };
                    (
                        tree::verify_inclusion(leaf, index, size, &path, &root),
                        format!("leaf {index} of {size}"),
                    )
                }
                (_, _, Some(from), Some(to)) => {
                    let known = self.signed_root(from).zip(self.signed_root(to));
                    let Some(((old, new), path)) = known.zip(path) else {
                        report.unverifiable("E02", "no-checkpoint", || at.clone());
                        continue;
                    };
                    (
                        tree::verify_consistency(from, &old, to, &new, &path),
                        format!("{from} → {to}"),
                    )
                }
                _ => (false, "proof".to_owned()),
            };
            report.looked("E02", at);
            if !holds {
                report.violated("E02", &subject, || "proof".into(), || at.clone(), None);
            }
        }
    }

    /// The root that a checkpoint of this size has.
    fn signed_root(&self, size: u64) -> Option<Hash> {
        let mut all = self.checkpoints.iter();
        all.find(|(_, checkpoint, _)| checkpoint.size == size)
            .map(|(_, checkpoint, _)| checkpoint.root)
    }

    /// E06: who else saw the newest checkpoint, and when.
    fn witnesses(&self, case: &Case, report: &mut Report) {
        let Some((at, checkpoint, note)) = self.checkpoints.last() else { return };
        report.looked("E06", at);
        let subject = format!("{} {}", checkpoint.origin, checkpoint.size);
        let witnesses = self
            .keys
            .iter()
            .filter(|key| key.name != checkpoint.origin && key.algorithm == Algorithm::Cosignature);
        let times: Vec<u64> = witnesses
            .filter_map(|key| match note.verdict(key) {
                Some(Verdict::Valid(Some(time))) => Some(time),
                _ => None,
            })
            .collect();
        let wanted = usize::try_from(case.policy.min_witnesses.unwrap_or(1)).unwrap_or(1);
        if times.len() < wanted {
            let detail = || format!("{} cosignatures", times.len());
            report.violated("E06", &subject, detail, || (*at).clone(), None);
            return;
        }
        let newest =
            times.iter().max().and_then(|time| Time::from_unix_seconds(i64::try_from(*time).ok()?));
        let most = case.policy.max_checkpoint_age_s.unwrap_or(OLD);
        if let (Some(newest), Some(now)) = (newest, case.now())
            && plus(newest, most) < now
        {
            report.violated("E06", &subject, || newest.to_string(), || (*at).clone(), Some(newest));
        }
    }

    /// E07: one size, two roots.
    fn forks(&self, report: &mut Report) {
        for (at, checkpoint, _) in &self.checkpoints {
            report.looked("E07", at);
            let same = self.checkpoints.iter().filter(|(_, other, _)| {
                other.size == checkpoint.size && other.origin == checkpoint.origin
            });
            for (_, other, _) in same {
                if other.root != checkpoint.root {
                    let subject = format!("{} {}", checkpoint.origin, checkpoint.size);
                    report.violated(
                        "E07",
                        &subject,
                        || tree::to_hex(&other.root),
                        || (*at).clone(),
                        None,
                    );
                }
            }
        }
    }
}

/// E04: generations. E05: references and checksums.
fn objects(case: &Case, report: &mut Report) {
    let known: BTreeSet<&str> =
        case.objects.iter().map(|(_, record)| record.object.id.as_str()).collect();
    let mut last: BTreeMap<&str, u64> = BTreeMap::new();
    for (at, record) in &case.objects {
        let object = &record.object;
        if !matches!(object.action.as_str(), "CREATE" | "UPDATE") {
            continue;
        }
        report.looked("E04", at);
        match object.generation {
            Some(generation) => {
                let before = last.insert(&object.id, generation);
                if before.is_some_and(|before| generation <= before) {
                    let detail = || format!("{} after {}", generation, before.unwrap_or(0));
                    report.violated("E04", &object.id, detail, || at.clone(), record.message_at);
                }
            }
            None => report.unverifiable("E04", "not-said", || at.clone()),
        }
        report.looked("E05", at);
        for id in &object.associated {
            if !known.contains(id.as_str()) {
                report.violated(
                    "E05",
                    &object.id,
                    || format!("missing {id}"),
                    || at.clone(),
                    record.message_at,
                );
            }
        }
        if object.checksum_agrees == Some(false) {
            report.violated(
                "E05",
                &object.id,
                || "checksum".into(),
                || at.clone(),
                record.message_at,
            );
        }
    }
}
