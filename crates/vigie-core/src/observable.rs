//! Values that an indicator can match.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A value an indicator can match, borrowed from its record.
///
/// Values are passed as the evidence has them; the matcher brings both sides to one form (case,
/// trailing dot, port, user information, Unicode host names).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Observable<'a> {
    /// A URL, or text that stands where a URL is expected.
    Url(&'a str),
    /// A host name or address alone, without scheme, port or path.
    Host(&'a str),
    /// An IPv4 or IPv6 address.
    Ip(std::net::IpAddr),
    /// A process name as the system reports it, or the path of its executable.
    Process(&'a str),
    /// An absolute path on the device.
    Path(&'a str),
    /// A file name alone.
    FileName(&'a str),
    /// An e-mail address, also as an iMessage or FaceTime account.
    Email(&'a str),
    /// A telephone number, in any notation.
    Phone(&'a str),
    /// An account identifier that may be an e-mail address or a telephone number.
    Account(&'a str),
    /// MD5, SHA-1, SHA-256 or SHA-512 of a file, in hexadecimal.
    FileHash(&'a str),
    /// MD5, SHA-1 or SHA-256 of a certificate, in hexadecimal.
    CertificateHash(&'a str),
    /// Organisation of a certificate's subject.
    CertificateOrganisation(&'a str),
    /// Common name of a certificate's subject.
    CertificateName(&'a str),
    /// iOS bundle identifier or Android package name.
    AppId(&'a str),
    /// Identifier or UUID of a configuration profile.
    ProfileId(&'a str),
    /// Name of an Android system property.
    AndroidProperty(&'a str),
}

/// The kind of an [`Observable`], also the type of an indicator.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each variant is the observable of the same name")]
pub enum ObservableKind {
    Url,
    Host,
    Ip,
    Process,
    Path,
    FileName,
    Email,
    Phone,
    Account,
    FileHash,
    CertificateHash,
    CertificateOrganisation,
    CertificateName,
    AppId,
    ProfileId,
    AndroidProperty,
}

impl<'a> Observable<'a> {
    /// Which kind of value this is.
    #[must_use]
    pub const fn kind(&self) -> ObservableKind {
        match self {
            Self::Url(_) => ObservableKind::Url,
            Self::Host(_) => ObservableKind::Host,
            Self::Ip(_) => ObservableKind::Ip,
            Self::Process(_) => ObservableKind::Process,
            Self::Path(_) => ObservableKind::Path,
            Self::FileName(_) => ObservableKind::FileName,
            Self::Email(_) => ObservableKind::Email,
            Self::Phone(_) => ObservableKind::Phone,
            Self::Account(_) => ObservableKind::Account,
            Self::FileHash(_) => ObservableKind::FileHash,
            Self::CertificateHash(_) => ObservableKind::CertificateHash,
            Self::CertificateOrganisation(_) => ObservableKind::CertificateOrganisation,
            Self::CertificateName(_) => ObservableKind::CertificateName,
            Self::AppId(_) => ObservableKind::AppId,
            Self::ProfileId(_) => ObservableKind::ProfileId,
            Self::AndroidProperty(_) => ObservableKind::AndroidProperty,
        }
    }

    /// The value as text.
    #[must_use]
    pub fn text(&self) -> Cow<'a, str> {
        match *self {
            Self::Ip(address) => Cow::Owned(address.to_string()),
            Self::Url(text)
            | Self::Host(text)
            | Self::Process(text)
            | Self::Path(text)
            | Self::FileName(text)
            | Self::Email(text)
            | Self::Phone(text)
            | Self::Account(text)
            | Self::FileHash(text)
            | Self::CertificateHash(text)
            | Self::CertificateOrganisation(text)
            | Self::CertificateName(text)
            | Self::AppId(text)
            | Self::ProfileId(text)
            | Self::AndroidProperty(text) => Cow::Borrowed(text),
        }
    }
}
