//! A dossier on disk, named by `VIGIE_DOSSIER`, shown as the audit sees it.

#![cfg(test)]

mod support;

#[test]
#[ignore = "needs a dossier: VIGIE_DOSSIER=folder, shown with --nocapture"]
fn show_a_dossier() {
    let folder = std::env::var_os("VIGIE_DOSSIER").expect("VIGIE_DOSSIER");
    let (found, problems) = support::audit(&support::load(folder.as_ref()));
    for problem in problems {
        eprintln!("! {problem}");
    }
    for one in found {
        eprintln!(
            "{:?} {} {:?} ({})",
            one.severity,
            one.claim.key,
            one.claim.args,
            one.evidence.len()
        );
    }
}
