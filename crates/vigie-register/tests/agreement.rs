//! Trees, notes and proofs agree with other people's code; a register shows what was changed in it.

#![cfg(test)]

use std::fs;

use vigie_register::checkpoint::{Checkpoint, fuzz_checkpoint};
use vigie_register::note::{Algorithm, Key, Note, Signer, Verdict};
use vigie_register::register::Register;
use vigie_register::tree;

fn at(number: u64) -> usize {
    usize::try_from(number).unwrap()
}

#[test]
fn roots_and_proofs_agree_with_ct_merkle() {
    let mut other = ct_merkle::mem_backed_tree::MemoryBackedTree::<sha2::Sha256, Vec<u8>>::new();
    let mut leaves = Vec::new();
    for size in 1..=70_u64 {
        let entry = size.to_be_bytes().to_vec();
        leaves.push(tree::leaf(&entry));
        other.push(entry);
        let root = tree::root(&leaves);
        assert_eq!(other.root().as_bytes().as_slice(), root, "{size}");
        for index in 0..size {
            let path = tree::inclusion(&leaves, at(index)).unwrap();
            let theirs = other.prove_inclusion(at(index));
            assert_eq!(theirs.as_bytes(), path.concat(), "{index} of {size}");
            let leaf = leaves[at(index)];
            assert!(tree::verify_inclusion(&leaf, index, size, &path, &root));
            assert!(!tree::verify_inclusion(&leaf, index, size, &path, &leaf) || size == 1);
            assert!(!tree::verify_inclusion(&leaf, (index + 1) % (size + 1), size, &path, &root));
        }
        for from in 1..=size {
            let old = tree::root(&leaves[..at(from)]);
            let path = tree::consistency(&leaves, at(from)).unwrap();
            if from < size {
                let theirs = other.prove_consistency(at(size - from));
                assert_eq!(theirs.as_bytes(), path.concat(), "{from} to {size}");
            }
            assert!(tree::verify_consistency(from, &old, size, &root, &path), "{from} to {size}");
            assert!(from == size || !tree::verify_consistency(from, &root, size, &root, &path));
        }
    }
}

#[test]
fn notes_agree_with_signed_note() {
    use signed_note::{Note as Theirs, StandardVerifier, VerifierList};
    let signer = Signer::new("register.example/log", Algorithm::Ed25519, &[7; 32]).unwrap();
    let state = Checkpoint { origin: "register.example/log".into(), size: 3, root: [9; 32] };
    let text = state.text();
    let note = Note { lines: vec![signer.sign(&text, 0)], text };
    let whole = note.encode();
    let theirs = Theirs::from_bytes(whole.as_bytes()).unwrap();
    let verifier = StandardVerifier::new(&signer.key().encode()).unwrap();
    let (verified, _) = theirs.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
    assert_eq!(verified.len(), 1);
    let back = Note::parse(&whole).unwrap();
    assert_eq!(back, note);
    assert_eq!(Checkpoint::parse(&back.text), Some(state));
    assert_eq!(back.verdict(signer.key()), Some(Verdict::Valid(None)));
}

#[test]
fn witnesses_sign_a_time_and_changes_show() {
    let witness = Signer::new("witness.example/w", Algorithm::Cosignature, &[8; 32]).unwrap();
    let text = Checkpoint { origin: "log".into(), size: 1, root: [1; 32] }.text();
    let mut note = Note { lines: vec![witness.sign(&text, 1_775_001_600)], text };
    let key = Key::parse(&witness.key().encode()).unwrap();
    assert_eq!(note.verdict(&key), Some(Verdict::Valid(Some(1_775_001_600))));
    let private = Signer::parse(&witness.encode_private()).unwrap();
    assert_eq!(private.key(), &key);
    note.text = note.text.replace("\n1\n", "\n2\n");
    assert_eq!(note.verdict(&key), Some(Verdict::Invalid));
    assert!(Key::parse("a+00000000+AAAA").is_none() && Note::parse("x\n\n").is_none());
}

#[test]
fn a_register_shows_what_was_changed() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("register");
    let signer = Signer::new("log.example/r", Algorithm::Ed25519, &[3; 32]).unwrap();
    let keys = [signer.key().clone()];
    let mut register = Register::init(&folder, "log.example/r").unwrap();
    assert!(Register::init(&folder, "log.example/r").is_err());
    let mut openings = Vec::new();
    for number in 0..300_u32 {
        openings.push(register.append(&number.to_be_bytes()).unwrap());
        if number == 99 {
            register.checkpoint(&signer, 0).unwrap();
        }
    }
    register.checkpoint(&signer, 0).unwrap();
    assert!(folder.join("tile/0/000").is_file() && folder.join("tile/0/001.p/44").is_file());
    assert!(folder.join("tile/1/000.p/1").is_file());
    let register = Register::open(&folder).unwrap();
    assert_eq!(register.verify(&keys).unwrap(), 2);
    assert!(register.opens(&openings[7], &7_u32.to_be_bytes()));
    assert!(!register.opens(&openings[7], &8_u32.to_be_bytes()));
    let path = register.prove_inclusion(7, 300).unwrap();
    let leaves = fs::read_to_string(folder.join("leaves.jsonl")).unwrap();
    let line: serde_json::Value = serde_json::from_str(leaves.lines().nth(7).unwrap()).unwrap();
    let leaf = tree::from_hex(line["leaf_hash"].as_str().unwrap()).unwrap();
    assert!(tree::verify_inclusion(&leaf, 7, 300, &path, &register.root()));
    // Nothing of a message can be found in the log, not even by guessing it.
    let guess = tree::to_hex(&tree::leaf(&7_u32.to_be_bytes()));
    assert!(!leaves.contains(&guess));
    // A leaf that is dropped, and all others numbered anew.
    let kept: Vec<String> = leaves
        .lines()
        .enumerate()
        .filter(|(number, _)| *number != 5)
        .enumerate()
        .map(|(index, (_, line))| {
            let mut line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["index"] = index.into();
            line.to_string()
        })
        .collect();
    fs::write(folder.join("leaves.jsonl"), kept.join("\n")).unwrap();
    let changed = Register::open(&folder).unwrap();
    assert!(changed.verify(&keys).is_err() && changed.checkpoint(&signer, 0).is_err());
}

#[test]
fn what_fuzzing_starts_from_does_no_harm() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/checkpoint");
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        fuzz_checkpoint(&fs::read(entry.unwrap().path()).unwrap());
        files += 1;
    }
    assert!(files > 0);
}
