//! Every detector of the slice.

vigie_core::registry! {
    /// Every detector of the slice, by id.
    pub static DETECTORS: Detector = {
        actor_cluster,
        call_diversion,
        evasion,
        home_operation,
        implausible_registration,
        inside_operation,
        interception_window,
        message_route,
        not_serving,
        sim_message,
        sweep,
        title_misuse,
        tracking,
        vector_harvest,
    }
}
