//! Android packages: what an app asks for, what others may start in it, and who signed it.
//!
//! AndroidQF pulls the APKs of installed apps to `apks/`; a copy of the phone's storage has them under
//! `/data/app`. Of an APK only the list of members, the manifest and the signatures are read; its hashes
//! are those of the whole file. Hostile apps write archives and manifests that common tools refuse: they
//! are read as Android reads them.
//!
//! Sources: <https://developer.android.com/guide/topics/manifest/manifest-intro>,
//! <https://source.android.com/docs/security/features/apksigning>.

mod app;
mod manifest;
mod public_keys;

use vigie_core::{EvidenceKind, Input, Locator, Parser, ParserMeta, Sink, Stop, Text, Versions};
use vigie_formats::apk::Archive;
use vigie_formats::apk::signing::{self, Signer};
use vigie_formats::{abx, axml};

use self::app::Signature;
use crate::certificates::Certificate;
use crate::digests::Digests;

pub(crate) use self::app::App;

pub(crate) static ITEM: Apk = Apk;

pub(crate) struct Apk;

static META: ParserMeta = ParserMeta {
    id: "apk",
    title: Text { en: "Android packages", fr: "Paquets Android" },
    reads: &[
        "/androidqf/apks/*.apk",
        "/androidqf/apks/**/*.apk",
        "/androidqf/tmp/**/*.apk",
        "/packages/**/*.apk",
        "/*.apk",
        "/data/app/**/*.apk",
        "/data/local/tmp/**/*.apk",
        "/backup/apps/*/a/*.apk",
        "/sdcard/**/*.apk",
        "/data/media/**/*.apk",
    ],
    found_in: &[
        EvidenceKind::Androidqf,
        EvidenceKind::AndroidPackages,
        EvidenceKind::AndroidFileSystem,
        EvidenceKind::AndroidBackup,
        EvidenceKind::Files,
    ],
    emits: &[&app::KIND],
    means: &[],
    versions: Versions::android(1),
    references: &[
        "https://developer.android.com/guide/topics/manifest/manifest-intro",
        "https://source.android.com/docs/security/features/apksigning",
    ],
};

/// Largest manifest and signature that are read.
const LARGEST_MANIFEST: u64 = 32 << 20;
const LARGEST_SIGNATURE: u64 = 4 << 20;

/// Most signatures of the first scheme that are read.
const MOST_SIGNATURES: usize = 20;

const MANIFEST: &str = "AndroidManifest.xml";

impl Parser for Apk {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let mut app = App {
            file: input.path.rsplit('/').next().unwrap_or(input.path).to_owned(),
            size: input.data.size(),
            digests: Digests::of_file(&*input.data, sink)?,
            ..App::default()
        };
        match Archive::open(&*input.data) {
            Ok(archive) => read(&archive, input, &mut app, sink),
            Err(stop) => note(&stop, sink),
        }
        sink.emit(Locator::Whole, &app)
    }
}

fn note(stop: &Stop, sink: &mut Sink<'_>) {
    sink.problem(stop.locator(), stop.to_string());
}

fn read(archive: &Archive<'_>, input: &Input<'_>, app: &mut App, sink: &mut Sink<'_>) {
    if let Some(damage) = archive.damage() {
        note(damage, sink);
    }
    app.note_members(archive);
    read_manifest(archive, input, app, sink);
    for signer in signers(archive, input, sink) {
        let scheme = signer.scheme.name();
        let certificate = Certificate::of(&signer.certificate);
        let known = app
            .signatures
            .iter_mut()
            .find(|one| one.certificate == certificate && one.earlier == signer.earlier);
        match known {
            Some(known) => {
                if !known.schemes.iter().any(|one| one == scheme) {
                    known.schemes.push(scheme.to_owned());
                }
            }
            None => app.signatures.push(Signature {
                schemes: vec![scheme.to_owned()],
                earlier: signer.earlier,
                public_key: public_keys::owner(&certificate).map(str::to_owned),
                certificate,
            }),
        }
    }
    if app.signatures.is_empty() {
        sink.problem(Locator::Whole, "expected a signature of some scheme");
    }
}

/// Reads the first manifest that is one: a name may stand in the list several times.
fn read_manifest(archive: &Archive<'_>, input: &Input<'_>, app: &mut App, sink: &mut Sink<'_>) {
    let mut why = Stop::malformed("archive", 0, MANIFEST);
    for member in archive.named(MANIFEST).take(10) {
        let content = archive.content(member, LARGEST_MANIFEST, &input.limits);
        let content = match content {
            Ok(content) => content,
            Err(stop) => {
                why = stop;
                continue;
            }
        };
        let document = match axml::looks_like_one(&content) {
            true => axml::read(&content, &input.limits),
            // Builds that were not finished have it as text.
            false => abx::read(&content, &input.limits),
        };
        if let Some(damage) = document.damage {
            why = damage;
        }
        let root = document.elements.iter().find(|element| element.name() == "manifest");
        if let Some(root) = root.or(document.elements.first()) {
            manifest::read(root, app);
            return;
        }
    }
    sink.problem(why.locator(), format!("{MANIFEST}: {why}"));
}

/// Every certificate, by every scheme; what is wrong with one scheme leaves the others.
fn signers(archive: &Archive<'_>, input: &Input<'_>, sink: &mut Sink<'_>) -> Vec<Signer> {
    let mut found = Vec::new();
    let is_signature = |name: &str| {
        let upper = name.to_ascii_uppercase();
        upper.starts_with("META-INF/")
            && [".RSA", ".DSA", ".EC"].iter().any(|end| upper.ends_with(end))
    };
    let members = archive.members().iter().filter(|member| is_signature(&member.name));
    for member in members.take(MOST_SIGNATURES) {
        let content = archive.content(member, LARGEST_SIGNATURE, &input.limits);
        match content.and_then(|content| signing::certificates_of_jar(&content)) {
            Ok(signers) => found.extend(signers),
            Err(stop) => sink.problem(Locator::Whole, format!("{}: {stop}", member.name)),
        }
    }
    match signing::block(&*input.data, archive.list_start()) {
        Ok((block, damage)) => {
            found.extend(block.signers);
            if let Some(damage) = damage {
                note(&damage, sink);
            }
        }
        Err(stop) => note(&stop, sink),
    }
    found
}
