//! Every detector of the slice.

mod group;

vigie_core::registry! {
    /// Every detector of the slice, by id.
    pub static DETECTORS: Detector = {
        address_claimed_twice,
        broken_off,
        captive_portal,
        certificate_condition,
        certificate_transparency,
        device_refused,
        dns_tampering,
        ech_withheld,
        forged_reset,
        fragment_conflict,
        handshake_race,
        hidden_from_capture,
        https_stripped,
        injected_answer,
        interception_root,
        issuer_moved,
        latency_split,
        nxdomain_rewritten,
        one_issuer,
        proxy_fingerprint,
        quic_forged_reply,
        quic_refused,
        readable_on_the_way,
        rogue_router,
        starttls_stripped,
        subscriber_header,
        tls_downgrade,
        untrusted_certificate,
    }
}
