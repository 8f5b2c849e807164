//! Certificates that apps are signed with.

use serde::{Deserialize, Serialize};
use vigie_core::{Observable, Time};
use vigie_formats::x509;

use crate::digests::Digests;

/// A certificate.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Certificate {
    /// Its hashes.
    #[serde(flatten)]
    pub(crate) digests: Digests,
    /// Whom it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) subject: Option<String>,
    /// Common name in the subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) common_name: Option<String>,
    /// Organisation in the subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) organisation: Option<String>,
    /// Who vouches for it, where that is somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) issuer: Option<String>,
    /// Its serial number in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) serial: Option<String>,
    /// From when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) not_before: Option<Time>,
    /// Until when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) not_after: Option<Time>,
    /// Why it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
}

impl Certificate {
    /// Reads the DER encoding of a certificate; its hashes are there whatever stands in it.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let digests = Digests::of(bytes);
        let found = match x509::Certificate::read(bytes) {
            Ok(found) => found,
            Err(stop) => return Self { digests, error: Some(stop.to_string()), ..Self::default() },
        };
        let said = |text: String| (!text.is_empty()).then_some(text);
        Self {
            digests,
            issuer: said(found.issuer.whole).filter(|issuer| *issuer != found.subject.whole),
            subject: said(found.subject.whole),
            common_name: found.subject.common_name,
            organisation: found.subject.organisation,
            serial: said(found.serial),
            not_before: found.not_before,
            not_after: found.not_after,
            error: None,
        }
    }

    /// Shows what an indicator could list of it, as values of `field`.
    pub(crate) fn observables(
        &self,
        field: &'static str,
        see: &mut dyn FnMut(&'static str, Observable<'_>),
    ) {
        self.digests.each().for_each(|hash| see(field, Observable::CertificateHash(hash)));
        if let Some(name) = &self.common_name {
            see(field, Observable::CertificateName(name));
        }
        if let Some(organisation) = &self.organisation {
            see(field, Observable::CertificateOrganisation(organisation));
        }
    }
}
