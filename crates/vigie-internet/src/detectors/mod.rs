//! Patterns in Internet scans. To add a detector: write `<id>/mod.rs` and its cases, name it below.

vigie_core::registry! {
    /// Every detector of Internet scans.
    pub static DETECTORS: Detector = {
        vendor_deployment,
        vendor_server,
    }
}
