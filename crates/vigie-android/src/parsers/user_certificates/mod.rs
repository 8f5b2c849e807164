//! Certificate authorities that somebody added to a phone, or switched off.
//!
//! Who holds the key of an authority that was added can read what the phone sends encrypted to others,
//! as far as apps trust authorities of the user. Each is a file, PEM or DER, named after a hash of its
//! subject.
//!
//! Source: [`TrustedCertificateStore.java`] of the Android Open Source Project.
//!
//! [`TrustedCertificateStore.java`]: https://android.googlesource.com/platform/external/conscrypt/+/refs/heads/main/repackaged/platform/src/main/java/com/android/org/conscrypt/TrustedCertificateStore.java

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, EvidenceKind, Input, Kind, Locator, Observable, Origin, Parser, ParserMeta, Record, Sink,
    Stamp, Stop, Text, Time, Versions, Volume, read_all, revive,
};
use vigie_formats::plist::base64;

use crate::certificates::Certificate;
use crate::{written_time, xml_file};

pub(crate) static ITEM: UserCertificates = UserCertificates;

pub(crate) struct UserCertificates;

static META: ParserMeta = ParserMeta {
    id: "user_certificates",
    title: Text {
        en: "Certificate authorities that were added or switched off",
        fr: "Autorités de certification ajoutées ou désactivées",
    },
    reads: &[
        "/data/misc/user/*/cacerts-added/*",
        "/data/misc/user/*/cacerts-removed/*",
        "/data/misc/keychain/cacerts-added/*",
        "/data/misc/keychain/cacerts-removed/*",
    ],
    found_in: &[EvidenceKind::AndroidFileSystem],
    emits: &[&KIND],
    means: &[Text { en: "certificate stored", fr: "certificat enregistré" }],
    versions: Versions::android(4),
    references: &[
        "https://android.googlesource.com/platform/external/conscrypt/+/refs/heads/main/repackaged/platform/src/main/java/com/android/org/conscrypt/TrustedCertificateStore.java",
    ],
};

static KIND: Kind = Kind {
    id: "android.user_certificates.certificate",
    title: Text { en: "Certificate authority", fr: "Autorité de certification" },
    brief: &["subject", "added", "user"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<Authority>,
};

/// A certificate authority.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Authority {
    /// True for one that was added, false for one of the system that was switched off.
    pub(crate) added: bool,
    /// The user, 0 being the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<u32>,
    /// When its file was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) stored: Option<Time>,
    /// Whose clock says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) clock: Option<Clock>,
    /// The certificate.
    #[serde(flatten)]
    pub(crate) certificate: Certificate,
}

/// Largest certificate that is read.
const LARGEST: u64 = 4 << 20;

const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

impl Parser for UserCertificates {
    fn meta(&self) -> &'static ParserMeta {
        &META
    }

    fn parse(&self, input: &Input<'_>, sink: &mut Sink<'_>) -> Result<(), Stop> {
        let bytes = read_all(&*input.data, input.limits.whole_file.min(LARGEST))?;
        let (stored, clock) = written_time::of_file(input).unzip();
        for der in certificates(bytes) {
            let certificate = Certificate::of(&der);
            if let Some(error) = &certificate.error {
                sink.problem(Locator::Whole, error.clone());
            }
            let authority = Authority {
                added: input.path.contains("cacerts-added"),
                user: xml_file::user(input.path),
                stored,
                clock,
                certificate,
            };
            sink.emit(Locator::Whole, &authority)?;
        }
        Ok(())
    }
}

/// Every certificate of a file in PEM, or the one that a file in DER is.
fn certificates(bytes: Vec<u8>) -> Vec<Vec<u8>> {
    let text = String::from_utf8_lossy(&bytes);
    let parts = text.split(BEGIN).skip(1).take(100);
    let inside = parts.map(|part| part.split(END).next().unwrap_or(part));
    let found: Vec<Vec<u8>> = inside.filter_map(|part| base64::decode(part.trim()).ok()).collect();
    if found.is_empty() { vec![bytes] } else { found }
}

impl Record for Authority {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let (Some(at), Some(clock)) = (self.stored, self.clock) {
            see(Stamp { at, means: "certificate stored", clock });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        self.certificate.observables("subject", see);
    }
}
