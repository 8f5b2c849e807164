//! Every detector of the slice.

vigie_core::registry! {
    /// Every detector of the slice, by id.
    pub static DETECTORS: Detector = {
        broken_off,
        forged_reset,
        handshake_race,
        injected_answer,
    }
}
