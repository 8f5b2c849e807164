//! Under which constraints a certificate is trusted.

use serde::{Deserialize, Serialize};
use vigie_formats::plist::Value;

/// What the phone makes of a certificate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Trust {
    /// It may vouch for others, for some purpose at least.
    Trusted,
    /// It is refused.
    Denied,
    /// The certificate is known, and nothing is decided about it.
    Unspecified,
    /// The settings could not be read.
    #[default]
    Unknown,
}

/// `kSecTrustSettingsResult` of `SecTrustSettings.h`.
const TRUST_ROOT: i64 = 1;
const TRUST_AS_ROOT: i64 = 2;
const DENY: i64 = 3;

/// What `settings` decide: a list of constraints, or one. A constraint that names no result trusts.
pub(super) fn trust(settings: &Value) -> Trust {
    let constraints = match settings {
        Value::Array(constraints) => constraints.as_slice(),
        Value::Dictionary(_) => std::slice::from_ref(settings),
        _ => return Trust::Unknown,
    };
    if constraints.is_empty() {
        return Trust::Trusted;
    }
    let mut results = constraints.iter().map(|constraint| {
        let result = constraint.find("kSecTrustSettingsResult").and_then(Value::as_i64);
        result.unwrap_or(TRUST_ROOT)
    });
    if results.clone().any(|result| matches!(result, TRUST_ROOT | TRUST_AS_ROOT)) {
        Trust::Trusted
    } else if results.any(|result| result == DENY) {
        Trust::Denied
    } else {
        Trust::Unspecified
    }
}
