//! The policy of an audit: every threshold, and what the law asks for, as `side/policy.json` has it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vigie_core::Time;

/// What is asked of hashes and signatures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct IntegrityPolicy {
    /// Whether every data PDU has to be covered.
    pub(crate) required: bool,
    /// Weakest hash that is accepted.
    pub(crate) min_hash: String,
    /// Data PDUs at the end that need no hash yet.
    pub(crate) max_uncovered_tail: u64,
    /// What a signature covers: `hash-pdus` or `openli`.
    pub(crate) signature_input: String,
}

/// Shortest prefixes that a selector may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Prefixes {
    pub(crate) ipv4: Option<u8>,
    pub(crate) ipv6: Option<u8>,
}

/// Days that product may be kept.
pub(crate) type Days = BTreeMap<String, i64>;

/// Thresholds. What is absent is not checked, but for grace and skew.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Policy {
    pub(crate) profile: String,
    pub(crate) country: String,
    pub(crate) csp: String,
    pub(crate) operator_identifier: String,
    pub(crate) audit_time: Option<Time>,
    pub(crate) grace_start_s: i64,
    pub(crate) grace_end_s: i64,
    pub(crate) late_deactivation_s: Option<i64>,
    pub(crate) clock_skew_s: Option<i64>,
    pub(crate) late_delivery_s: Option<i64>,
    pub(crate) keepalive_max_gap_s: Option<i64>,
    pub(crate) integrity: IntegrityPolicy,
    pub(crate) encryption_required_for: Option<Vec<String>>,
    pub(crate) tls_required: bool,
    pub(crate) min_prefix: Prefixes,
    pub(crate) max_duration_days: BTreeMap<String, i64>,
    pub(crate) content_allowed: BTreeMap<String, bool>,
    pub(crate) prior_opinion_required: Option<Vec<String>>,
    pub(crate) quota: BTreeMap<String, u64>,
    pub(crate) emergency_regularisation_h: Option<i64>,
    pub(crate) max_emergencies_per_approver: Option<u64>,
    pub(crate) max_renewals: Option<u64>,
    pub(crate) max_pre_provision_s: Option<i64>,
    pub(crate) max_register_lag_s: Option<i64>,
    pub(crate) max_checkpoint_age_s: Option<i64>,
    pub(crate) min_witnesses: Option<u64>,
    pub(crate) retention_days: Days,
    pub(crate) four_eyes: bool,
    pub(crate) authorised_admf: Option<Vec<String>>,
    pub(crate) delegated_approvers: Option<Vec<String>>,
    pub(crate) test_identities: Option<Vec<String>>,
    pub(crate) service_scope: BTreeMap<String, Vec<String>>,
    pub(crate) login_sources: Option<Vec<String>>,
    pub(crate) login_hours: Option<(u8, u8)>,
    pub(crate) amount_tolerance_octets: Option<u64>,
    pub(crate) amount_tolerance_percent: Option<u64>,
}

impl Policy {
    /// Skew of clocks, in seconds.
    pub(crate) fn skew(&self) -> i64 {
        self.clock_skew_s.unwrap_or(10)
    }
}
