//! Message types: names, and where each belongs.

/// Where messages of a type belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Keeps the path between two nodes: echo, version, error.
    Path,
    /// Sessions and bearers: what roaming is made of.
    Session,
    /// Identity, security context and tunnels handed from one serving node to the next.
    Context,
    /// Between a gateway and a converter to MAP: routing information, failure, presence.
    LocationManagement,
    /// Other work inside one network: relocation, radio information, broadcast, call continuity.
    Inside,
    /// Charging records.
    Charging,
    /// User data.
    Data,
    /// No specification has it.
    Unknown,
}

/// Type, name, role, whether it asks for an answer.
type Row = (u8, &'static str, Role, bool);

use Role::{Charging, Context, Data, Inside, LocationManagement, Path, Session};

/// Versions 0 and 1 (TS 29.060 §7.1).
const V1: &[Row] = &[
    (1, "Echo Request", Path, true),
    (2, "Echo Response", Path, false),
    (3, "Version Not Supported", Path, false),
    (4, "Node Alive Request", Charging, true),
    (5, "Node Alive Response", Charging, false),
    (6, "Redirection Request", Charging, true),
    (7, "Redirection Response", Charging, false),
    (16, "Create PDP Context Request", Session, true),
    (17, "Create PDP Context Response", Session, false),
    (18, "Update PDP Context Request", Session, true),
    (19, "Update PDP Context Response", Session, false),
    (20, "Delete PDP Context Request", Session, true),
    (21, "Delete PDP Context Response", Session, false),
    (22, "Initiate PDP Context Activation Request", Session, true),
    (23, "Initiate PDP Context Activation Response", Session, false),
    (26, "Error Indication", Path, false),
    (27, "PDU Notification Request", Session, true),
    (28, "PDU Notification Response", Session, false),
    (29, "PDU Notification Reject Request", Session, true),
    (30, "PDU Notification Reject Response", Session, false),
    (31, "Supported Extension Headers Notification", Path, false),
    (32, "Send Routeing Information for GPRS Request", LocationManagement, true),
    (33, "Send Routeing Information for GPRS Response", LocationManagement, false),
    (34, "Failure Report Request", LocationManagement, true),
    (35, "Failure Report Response", LocationManagement, false),
    (36, "Note MS GPRS Present Request", LocationManagement, true),
    (37, "Note MS GPRS Present Response", LocationManagement, false),
    (48, "Identification Request", Context, true),
    (49, "Identification Response", Context, false),
    (50, "SGSN Context Request", Context, true),
    (51, "SGSN Context Response", Context, false),
    (52, "SGSN Context Acknowledge", Context, false),
    (53, "Forward Relocation Request", Inside, true),
    (54, "Forward Relocation Response", Inside, false),
    (55, "Forward Relocation Complete", Inside, true),
    (56, "Relocation Cancel Request", Inside, true),
    (57, "Relocation Cancel Response", Inside, false),
    (58, "Forward SRNS Context", Inside, true),
    (59, "Forward Relocation Complete Acknowledge", Inside, false),
    (60, "Forward SRNS Context Acknowledge", Inside, false),
    (61, "UE Registration Query Request", Inside, true),
    (62, "UE Registration Query Response", Inside, false),
    (70, "RAN Information Relay", Inside, false),
    (96, "MBMS Notification Request", Inside, true),
    (97, "MBMS Notification Response", Inside, false),
    (98, "MBMS Notification Reject Request", Inside, true),
    (99, "MBMS Notification Reject Response", Inside, false),
    (100, "Create MBMS Context Request", Inside, true),
    (101, "Create MBMS Context Response", Inside, false),
    (102, "Update MBMS Context Request", Inside, true),
    (103, "Update MBMS Context Response", Inside, false),
    (104, "Delete MBMS Context Request", Inside, true),
    (105, "Delete MBMS Context Response", Inside, false),
    (112, "MBMS Registration Request", Inside, true),
    (113, "MBMS Registration Response", Inside, false),
    (114, "MBMS De-Registration Request", Inside, true),
    (115, "MBMS De-Registration Response", Inside, false),
    (116, "MBMS Session Start Request", Inside, true),
    (117, "MBMS Session Start Response", Inside, false),
    (118, "MBMS Session Stop Request", Inside, true),
    (119, "MBMS Session Stop Response", Inside, false),
    (120, "MBMS Session Update Request", Inside, true),
    (121, "MBMS Session Update Response", Inside, false),
    (128, "MS Info Change Notification Request", Inside, true),
    (129, "MS Info Change Notification Response", Inside, false),
    (240, "Data Record Transfer Request", Charging, true),
    (241, "Data Record Transfer Response", Charging, false),
    (254, "End Marker", Data, false),
    (255, "G-PDU", Data, false),
];

/// Version 2 (TS 29.274 §6.1).
const V2: &[Row] = &[
    (1, "Echo Request", Path, true),
    (2, "Echo Response", Path, false),
    (3, "Version Not Supported Indication", Path, false),
    (25, "SRVCC PS to CS Request", Inside, true),
    (26, "SRVCC PS to CS Response", Inside, false),
    (27, "SRVCC PS to CS Complete Notification", Inside, true),
    (28, "SRVCC PS to CS Complete Acknowledge", Inside, false),
    (29, "SRVCC PS to CS Cancel Notification", Inside, true),
    (30, "SRVCC PS to CS Cancel Acknowledge", Inside, false),
    (31, "SRVCC CS to PS Request", Inside, true),
    (32, "Create Session Request", Session, true),
    (33, "Create Session Response", Session, false),
    (34, "Modify Bearer Request", Session, true),
    (35, "Modify Bearer Response", Session, false),
    (36, "Delete Session Request", Session, true),
    (37, "Delete Session Response", Session, false),
    (38, "Change Notification Request", Session, true),
    (39, "Change Notification Response", Session, false),
    (40, "Remote UE Report Notification", Session, true),
    (41, "Remote UE Report Acknowledge", Session, false),
    (64, "Modify Bearer Command", Session, true),
    (65, "Modify Bearer Failure Indication", Session, false),
    (66, "Delete Bearer Command", Session, true),
    (67, "Delete Bearer Failure Indication", Session, false),
    (68, "Bearer Resource Command", Session, true),
    (69, "Bearer Resource Failure Indication", Session, false),
    (70, "Downlink Data Notification Failure Indication", Inside, false),
    (71, "Trace Session Activation", Session, false),
    (72, "Trace Session Deactivation", Session, false),
    (73, "Stop Paging Indication", Inside, false),
    (95, "Create Bearer Request", Session, true),
    (96, "Create Bearer Response", Session, false),
    (97, "Update Bearer Request", Session, true),
    (98, "Update Bearer Response", Session, false),
    (99, "Delete Bearer Request", Session, true),
    (100, "Delete Bearer Response", Session, false),
    (101, "Delete PDN Connection Set Request", Session, true),
    (102, "Delete PDN Connection Set Response", Session, false),
    (103, "PGW Downlink Triggering Notification", Session, true),
    (104, "PGW Downlink Triggering Acknowledge", Session, false),
    (128, "Identification Request", Context, true),
    (129, "Identification Response", Context, false),
    (130, "Context Request", Context, true),
    (131, "Context Response", Context, false),
    (132, "Context Acknowledge", Context, false),
    (133, "Forward Relocation Request", Inside, true),
    (134, "Forward Relocation Response", Inside, false),
    (135, "Forward Relocation Complete Notification", Inside, true),
    (136, "Forward Relocation Complete Acknowledge", Inside, false),
    (137, "Forward Access Context Notification", Inside, true),
    (138, "Forward Access Context Acknowledge", Inside, false),
    (139, "Relocation Cancel Request", Inside, true),
    (140, "Relocation Cancel Response", Inside, false),
    (141, "Configuration Transfer Tunnel", Inside, false),
    (149, "Detach Notification", Inside, true),
    (150, "Detach Acknowledge", Inside, false),
    (151, "CS Paging Indication", Inside, false),
    (152, "RAN Information Relay", Inside, false),
    (153, "Alert MME Notification", Inside, true),
    (154, "Alert MME Acknowledge", Inside, false),
    (155, "UE Activity Notification", Inside, true),
    (156, "UE Activity Acknowledge", Inside, false),
    (157, "ISR Status Indication", Inside, false),
    (158, "UE Registration Query Request", Inside, true),
    (159, "UE Registration Query Response", Inside, false),
    (160, "Create Forwarding Tunnel Request", Inside, true),
    (161, "Create Forwarding Tunnel Response", Inside, false),
    (162, "Suspend Notification", Session, true),
    (163, "Suspend Acknowledge", Session, false),
    (164, "Resume Notification", Session, true),
    (165, "Resume Acknowledge", Session, false),
    (166, "Create Indirect Data Forwarding Tunnel Request", Inside, true),
    (167, "Create Indirect Data Forwarding Tunnel Response", Inside, false),
    (168, "Delete Indirect Data Forwarding Tunnel Request", Inside, true),
    (169, "Delete Indirect Data Forwarding Tunnel Response", Inside, false),
    (170, "Release Access Bearers Request", Inside, true),
    (171, "Release Access Bearers Response", Inside, false),
    (176, "Downlink Data Notification", Inside, true),
    (177, "Downlink Data Notification Acknowledge", Inside, false),
    (179, "PGW Restart Notification", Inside, true),
    (180, "PGW Restart Notification Acknowledge", Inside, false),
    (200, "Update PDN Connection Set Request", Session, true),
    (201, "Update PDN Connection Set Response", Session, false),
    (211, "Modify Access Bearers Request", Inside, true),
    (212, "Modify Access Bearers Response", Inside, false),
    (231, "MBMS Session Start Request", Inside, true),
    (232, "MBMS Session Start Response", Inside, false),
    (233, "MBMS Session Update Request", Inside, true),
    (234, "MBMS Session Update Response", Inside, false),
    (235, "MBMS Session Stop Request", Inside, true),
    (236, "MBMS Session Stop Response", Inside, false),
    (240, "SRVCC CS to PS Response", Inside, false),
    (241, "SRVCC CS to PS Complete Notification", Inside, true),
    (242, "SRVCC CS to PS Complete Acknowledge", Inside, false),
    (243, "SRVCC CS to PS Cancel Notification", Inside, true),
    (244, "SRVCC CS to PS Cancel Acknowledge", Inside, false),
];

/// Where each row of a version stands, by type.
const fn index(rows: &[Row]) -> [u8; 256] {
    let mut all = [u8::MAX; 256];
    let mut rest = rows;
    let mut at = 0_u8;
    while let [first, behind @ ..] = rest {
        let mut slots = all.as_mut_slice();
        let mut skip = first.0;
        while let [slot, next @ ..] = slots {
            if skip == 0 {
                *slot = at;
                break;
            }
            skip -= 1;
            slots = next;
        }
        at += 1;
        rest = behind;
    }
    all
}

static V1_INDEX: [u8; 256] = index(V1);
static V2_INDEX: [u8; 256] = index(V2);

fn row(version: u8, kind: u8) -> Option<&'static Row> {
    let (rows, index) = if version == 2 { (V2, &V2_INDEX) } else { (V1, &V1_INDEX) };
    rows.get(usize::from(*index.get(usize::from(kind))?))
}

/// Name of a message type.
#[must_use]
pub fn type_name(version: u8, kind: u8) -> &'static str {
    row(version, kind).map_or("unknown message", |row| row.1)
}

/// Where messages of a type belong.
#[must_use]
pub fn role(version: u8, kind: u8) -> Role {
    row(version, kind).map_or(Role::Unknown, |row| row.2)
}

/// Whether a message of this type asks for an answer.
#[must_use]
pub fn is_request(version: u8, kind: u8) -> bool {
    row(version, kind).is_some_and(|row| row.3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_both_versions() {
        assert!(V1.len() < 255 && V2.len() < 255);
        assert_eq!(type_name(1, 50), "SGSN Context Request");
        assert_eq!(type_name(2, 50), "unknown message");
        assert_eq!((role(2, 130), role(1, 32)), (Role::Context, Role::LocationManagement));
        assert_eq!(
            (role(0, 16), role(1, 255), role(2, 255)),
            (Role::Session, Role::Data, Role::Unknown)
        );
        assert!(is_request(2, 32) && !is_request(2, 33) && !is_request(1, 200));
        for (version, rows) in [(1, V1), (2, V2)] {
            for row in rows {
                assert_eq!(type_name(version, row.0), row.1);
            }
        }
    }
}
