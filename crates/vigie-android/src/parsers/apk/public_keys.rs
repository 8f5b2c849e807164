//! Keys that anybody can sign with: those that Android's source publishes for tests. An app that carries
//! one was built by somebody who did not care, or wants the powers of a system that was signed with them.
//!
//! Keys: <https://android.googlesource.com/platform/build/+/refs/heads/main/target/product/security/>.

use crate::certificates::Certificate;

/// SHA-256 of the certificates, and what the keys are called.
const KEYS: &[(&str, &str)] = &[
    ("a40da80a59d170caa950cf15c18c454d47a39b26989d8b640ecd745ba71bf5dc", "AOSP testkey"),
    ("c8a2e9bccf597c2fb6dc66bee293fc13f2fc47ec77bc6b2b0d52c11f51192ab8", "AOSP platform"),
    ("28bbfe4a7b97e74681dc55c2fbb6ccb8d6c74963733f6af6ae74d8c3a6e879fd", "AOSP shared"),
    ("465983f7791f2abeb43ea2cbdc7f21a8260b72bc08a55c839fc1a43bc741a81e", "AOSP media"),
];

/// What the published key of a certificate is called.
pub(super) fn owner(certificate: &Certificate) -> Option<&'static str> {
    let hash = certificate.digests.sha256.as_deref()?;
    let known = KEYS.iter().find(|(known, _)| *known == hash).map(|(_, owner)| *owner);
    // Each installation of Android's tools makes a key of its own under this name.
    let debug = || (certificate.common_name.as_deref() == Some("Android Debug")).then_some("debug");
    known.or_else(debug)
}
