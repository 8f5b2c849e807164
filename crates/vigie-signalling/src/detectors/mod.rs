//! Every detector of the slice.

vigie_core::registry! {
    /// Every detector of the slice, by id.
    pub static DETECTORS: Detector = {
        across_protocols,
        actor_cluster,
        call_diversion,
        diameter_answer,
        diameter_evasion,
        diameter_false_sender,
        diameter_home_operation,
        diameter_inside_operation,
        diameter_registration,
        diameter_sim_message,
        diameter_sweep,
        diameter_tracking,
        evasion,
        gtp_evasion,
        gtp_foreign_session,
        gtp_inside_operation,
        gtp_sweep,
        gtp_tunnel_takeover,
        home_operation,
        implausible_registration,
        inside_operation,
        interception_window,
        message_route,
        not_serving,
        several_captures,
        sim_message,
        sweep,
        title_misuse,
        tracking,
        vector_harvest,
    }
}
