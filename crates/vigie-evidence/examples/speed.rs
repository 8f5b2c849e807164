//! How fast evidence is opened and read: `cargo run --release --example speed -- PATH [PASSWORD-FILE]`.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a tool of developers")]

use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use vigie_core::{EvidenceKind, Limits, Siblings as _};
use vigie_evidence::{Options, PassphraseKey, identify, keybag, open};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap();
    let stop = AtomicBool::new(false);
    let started = Instant::now();
    let pieces = identify(Path::new(&path), &Limits::default()).unwrap();
    println!("identify: {:?}", started.elapsed());
    for piece in pieces {
        println!("{:?} {} {:?}\n{:?}", piece.path, piece.inner, piece.kind, piece.facts);
        println!("missing {:?}", piece.missing);
        let mut key = None;
        if piece.kind == EvidenceKind::IosBackupEncrypted {
            let password = std::fs::read(arguments.next().unwrap()).unwrap();
            let keybag = keybag(&piece).unwrap();
            let started = Instant::now();
            let derived =
                PassphraseKey::derive(&keybag, password.trim_ascii(), &mut |_, _| {}, &stop);
            println!("key {:?}: {:?}", keybag.kdf(), started.elapsed());
            key = Some(derived.unwrap());
        }
        let started = Instant::now();
        let wanted = |path: &str| path.ends_with("b") || path.ends_with(".plist");
        let scratch = std::env::temp_dir();
        let options = Options {
            limits: Limits::default(),
            scratch: &scratch,
            wanted: &wanted,
            stop: &stop,
            key: key.as_ref(),
        };
        let opened = open(&piece, &options).unwrap();
        println!("open: {:?}", started.elapsed());
        println!("{} of {} files", opened.files().len(), opened.total());
        println!("{} problems", opened.problems().len());
        for problem in opened.problems().iter().take(20) {
            println!("  {problem:?}");
        }
        let started = Instant::now();
        println!("{}: {:?}", opened.sha256(), started.elapsed());
        let (mut all, mut buffer) = (0_u64, vec![0; 1 << 20]);
        let started = Instant::now();
        for file in opened.files() {
            let data = opened.open(file).unwrap();
            let mut offset = 0;
            loop {
                let read = data.read_at(offset, &mut buffer).unwrap();
                if read == 0 {
                    break;
                }
                offset += read as u64;
            }
            all += offset;
        }
        println!("read {all} bytes: {:?}", started.elapsed());
        let started = Instant::now();
        for at in 0..1000 {
            let path = format!("/private/var/mobile/Library/SMS/{at}");
            let _ = vigie_core::Siblings::open(&opened, &path).unwrap();
            let _ = opened.has_backup_file("3d0d7e5fb2ce288813306e4d4636395e047a3d28");
        }
        println!("1000 look-ups: {:?}", started.elapsed());
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    }
}
