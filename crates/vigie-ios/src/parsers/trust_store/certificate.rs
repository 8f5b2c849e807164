//! Certificates and what the phone makes of them.

use serde::{Deserialize, Serialize};
use vigie_core::{
    Clock, Kind, Limits, Observable, Origin, Record, Sink, Stamp, Stop, Text, Time, Volume, links,
    revive,
};
use vigie_formats::plist;
use vigie_formats::sqlite::{Column, Row, Table};

use super::settings::{self, Trust};
use crate::certificates::{Certificate, Party};
use crate::columns::Columns;
use crate::digests::{hexadecimal, sha1, sha256};
use crate::trees;

pub(super) static KIND: Kind = Kind {
    id: "ios.trust_store.certificate",
    title: Text {
        en: "Certificate added to those the phone trusts",
        fr: "Certificat ajouté à ceux auxquels le téléphone fait confiance",
    },
    brief: &["subject", "trust", "sha256"],
    personal: &[],
    origin: Origin::Other,
    volume: Volume::Few,
    revive: revive::<TrustedCertificate>,
};

/// A certificate in the trust store.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct TrustedCertificate {
    /// Whom the certificate is for.
    pub(crate) subject: String,
    /// Common name of the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) common_name: Option<String>,
    /// Organisation of the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) organization: Option<String>,
    /// Who vouches for it; for a root, itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) issuer: Option<String>,
    /// Serial number in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) serial: Option<String>,
    /// From when it holds, by the clock of who made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) not_before: Option<Time>,
    /// Until when it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) not_after: Option<Time>,
    /// Whether it may vouch for others; `None` where it does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) certificate_authority: Option<bool>,
    /// What the phone makes of it.
    pub(crate) trust: Trust,
    /// The constraints under which that holds; none means for everything.
    #[serde(skip_serializing_if = "Columns::is_empty")]
    pub(crate) settings: Columns,
    /// SHA-256 of the certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sha256: Option<String>,
    /// SHA-1 of the certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sha1: Option<String>,
    /// The hash that the row names, where the certificate's is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) stored_hash: Option<String>,
    /// The user whose store it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<String>,
}

impl TrustedCertificate {
    /// The best name there is.
    pub(crate) fn label(&self) -> &str {
        let names = [self.common_name.as_deref(), Some(self.subject.as_str()), self.sha256.as_deref()];
        names.into_iter().flatten().find(|name| !name.is_empty()).unwrap_or("?")
    }
}

impl Record for TrustedCertificate {
    fn kind(&self) -> &'static Kind {
        &KIND
    }

    fn stamps(&self, see: &mut dyn FnMut(Stamp)) {
        if let Some(at) = self.not_before {
            see(Stamp { at, means: "certificate valid from here on", clock: Clock::Remote });
        }
    }

    fn observables(&self, see: &mut dyn FnMut(&'static str, Observable<'_>)) {
        for (field, hash) in [("sha256", &self.sha256), ("sha1", &self.sha1), ("stored_hash", &self.stored_hash)] {
            if let Some(hash) = hash {
                see(field, Observable::CertificateHash(hash));
            }
        }
        if let Some(name) = &self.common_name {
            see("common_name", Observable::CertificateName(name));
        }
        if let Some(organization) = &self.organization {
            see("organization", Observable::CertificateOrganisation(organization));
        }
        for (field, text) in [("subject", Some(&self.subject)), ("issuer", self.issuer.as_ref())] {
            let words = text.into_iter().flat_map(|text| text.split([',', '=']));
            for link in words.flat_map(links) {
                see(field, link.observable());
            }
        }
    }
}

/// Emits every row of `tsettings`.
pub(super) fn read(table: &Table<'_>, limits: &Limits, sink: &mut Sink<'_>) -> Result<(), Stop> {
    table.scan_into(sink, |row, sink| {
        let column = |name| table.column(name);
        let mut certificate = TrustedCertificate {
            user: row.blob(column("uuid")).filter(|uuid| !uuid.is_empty()).map(hexadecimal),
            ..TrustedCertificate::default()
        };
        certificate.read_settings(row, column("tset"), limits, sink);
        certificate.read_data(row, column("data"), sink);
        certificate.check_digests(row, [column("sha256"), column("sha1")], sink);
        if certificate.subject.is_empty() {
            certificate.read_subject(row, column("subj"));
        }
        sink.emit(row.locator(), &certificate)
    })
}

/// Most values that are kept of one certificate's constraints.
const MOST_SETTINGS: usize = 200;

impl TrustedCertificate {
    fn read_settings(
        &mut self,
        row: &Row<'_>,
        column: Option<Column>,
        limits: &Limits,
        sink: &mut Sink<'_>,
    ) {
        let text = row.text(column);
        let bytes = row.blob(column).or_else(|| text.as_deref().map(str::as_bytes));
        // `trustd` takes a certificate without settings as trusted.
        let Some(bytes) = bytes.filter(|bytes| !bytes.is_empty()) else {
            self.trust = Trust::Trusted;
            return;
        };
        match plist::parse(bytes, limits) {
            Ok(root) => {
                self.trust = settings::trust(&root);
                self.settings = trees::flatten(&root, MOST_SETTINGS);
            }
            Err(stop) => sink.problem(row.locator(), format!("tset: {stop}")),
        }
    }

    fn read_data(&mut self, row: &Row<'_>, column: Option<Column>, sink: &mut Sink<'_>) {
        let Some(bytes) = row.blob(column).filter(|bytes| !bytes.is_empty()) else {
            return sink.problem(row.locator(), "data: expected a certificate");
        };
        self.sha256 = Some(sha256(bytes));
        self.sha1 = Some(sha1(bytes));
        match Certificate::read(bytes) {
            Ok(read) => {
                self.subject = read.subject.whole;
                self.common_name = read.subject.common_name;
                self.organization = read.subject.organization;
                self.issuer = Some(read.issuer.whole);
                self.serial = Some(read.serial);
                self.not_before = read.not_before;
                self.not_after = read.not_after;
                self.certificate_authority = read.authority;
            }
            Err(error) => sink.problem(row.locator(), format!("data: expected a certificate: {error}")),
        }
    }

    /// Takes the hashes that the row names, where there is no certificate to compute them from; says
    /// where they differ from the certificate's.
    fn check_digests(&mut self, row: &Row<'_>, columns: [Option<Column>; 2], sink: &mut Sink<'_>) {
        let computed = [&mut self.sha256, &mut self.sha1];
        for ((column, computed), name) in columns.into_iter().zip(computed).zip(["sha256", "sha1"]) {
            let Some(stored) = row.blob(column).filter(|stored| !stored.is_empty()) else { continue };
            let stored = hexadecimal(stored);
            match computed {
                Some(computed) if *computed != stored => {
                    sink.problem(row.locator(), format!("{name}: the certificate's is {computed}"));
                    self.stored_hash = Some(stored);
                }
                Some(_) => {}
                None => *computed = Some(stored),
            }
        }
    }

    fn read_subject(&mut self, row: &Row<'_>, column: Option<Column>) {
        let Some(party) = row.blob(column).and_then(Party::read) else { return };
        self.subject = party.whole;
        self.common_name = party.common_name;
        self.organization = party.organization;
    }
}
