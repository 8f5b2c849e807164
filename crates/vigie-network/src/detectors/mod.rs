//! Every detector of the slice.

vigie_core::registry! {
    /// Every detector of the slice, by id.
    pub static DETECTORS: Detector = {
        broken_off,
        captive_portal,
        dns_tampering,
        forged_reset,
        handshake_race,
        injected_answer,
        nxdomain_rewritten,
        readable_on_the_way,
        subscriber_header,
    }
}
