//! Alerts, in clear (RFC 8446 §6, RFC 5246 §7.2).

use serde::{Deserialize, Serialize};

use crate::dissect::Side;

/// An alert that could be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Alert {
    /// Who sent it: `client` or `server`.
    pub(crate) by: String,
    /// Whether it ends the connection.
    pub(crate) fatal: bool,
    /// Its number.
    pub(crate) number: u8,
    /// Its name in the RFCs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    /// Number of its packet.
    pub(crate) packet: u64,
}

impl Alert {
    /// An alert of `level` and `number` that stands in `packet`.
    pub(super) fn new(by: Side, level: u8, number: u8, packet: u64) -> Self {
        let by = match by {
            Side::Client => "client",
            Side::Server => "server",
        };
        let name = name(number).map(str::to_owned);
        Self { by: by.to_owned(), fatal: level == 2, number, name, packet }
    }

    /// Whether the client says with it that it does not believe the certificate: bad, unsupported
    /// neither, unknown, or of an authority it does not know.
    pub(crate) fn refuses_certificate(&self) -> bool {
        self.by == "client" && matches!(self.number, 42 | 43 | 46 | 48)
    }
}

/// Names of the registry "TLS Alerts".
const fn name(number: u8) -> Option<&'static str> {
    Some(match number {
        0 => "close_notify",
        10 => "unexpected_message",
        20 => "bad_record_mac",
        22 => "record_overflow",
        30 => "decompression_failure",
        40 => "handshake_failure",
        41 => "no_certificate",
        42 => "bad_certificate",
        43 => "unsupported_certificate",
        44 => "certificate_revoked",
        45 => "certificate_expired",
        46 => "certificate_unknown",
        47 => "illegal_parameter",
        48 => "unknown_ca",
        49 => "access_denied",
        50 => "decode_error",
        51 => "decrypt_error",
        70 => "protocol_version",
        71 => "insufficient_security",
        80 => "internal_error",
        86 => "inappropriate_fallback",
        90 => "user_canceled",
        100 => "no_renegotiation",
        109 => "missing_extension",
        110 => "unsupported_extension",
        112 => "unrecognized_name",
        113 => "bad_certificate_status_response",
        115 => "unknown_psk_identity",
        116 => "certificate_required",
        120 => "no_application_protocol",
        121 => "ech_required",
        _ => return None,
    })
}
