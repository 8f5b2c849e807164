//! How a backup is encrypted.

/// How a backup is encrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encryption {
    /// The backup password.
    pub password: String,
    /// Rounds of the first derivation (PBKDF2 with SHA-256); devices use 10,000,000.
    pub dpic: u32,
    /// Rounds of the second derivation (PBKDF2 with SHA-1); devices use 10,000.
    pub iter: u32,
    /// Which derivations there are.
    pub scheme: Scheme,
}

/// The generations of key derivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// iOS 10.2 and later: SHA-256, then SHA-1; `Manifest.db` is encrypted too.
    Double,
    /// Before iOS 10.2: SHA-1 alone; `Manifest.db` stands in clear.
    Single,
}

impl Encryption {
    /// As a device of today does it: 10,000,000 and 10,000 rounds.
    #[must_use]
    pub fn as_on_devices(password: &str) -> Self {
        Self { dpic: 10_000_000, iter: 10_000, ..Self::quick(password) }
    }

    /// With 10,000 and 1,000 rounds, so that tests need not wait.
    #[must_use]
    pub fn quick(password: &str) -> Self {
        Self { password: password.to_owned(), dpic: 10_000, iter: 1_000, scheme: Scheme::Double }
    }
}
