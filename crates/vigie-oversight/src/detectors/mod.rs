//! Every detector of the slice.

vigie_core::registry! {
    /// Every detector of the slice, by id.
    pub static DETECTORS: Detector = {
        delivery_streams,
        network_elements,
        operator_systems,
        persons_procedure,
        published_figures,
        register_integrity,
        warrant_coverage,
    }
}
