//! Every detector of the slice.

mod group;

vigie_core::registry! {
    /// Every detector of the slice, by id.
    pub static DETECTORS: Detector = {
        broken_off,
        captive_portal,
        certificate_condition,
        certificate_transparency,
        device_refused,
        dns_tampering,
        ech_withheld,
        forged_reset,
        handshake_race,
        https_stripped,
        injected_answer,
        interception_root,
        issuer_moved,
        latency_split,
        nxdomain_rewritten,
        one_issuer,
        proxy_fingerprint,
        readable_on_the_way,
        starttls_stripped,
        subscriber_header,
        tls_downgrade,
        untrusted_certificate,
    }
}
