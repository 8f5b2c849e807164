//! Names of operations, by the numbers in [`AppOpsManager.java`]; those that never changed.
//!
//! [`AppOpsManager.java`]: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/core/java/android/app/AppOpsManager.java

/// Numbers and names, in order.
const NAMES: &[(i64, &str)] = &[
    (0, "COARSE_LOCATION"),
    (1, "FINE_LOCATION"),
    (2, "GPS"),
    (3, "VIBRATE"),
    (4, "READ_CONTACTS"),
    (5, "WRITE_CONTACTS"),
    (6, "READ_CALL_LOG"),
    (7, "WRITE_CALL_LOG"),
    (8, "READ_CALENDAR"),
    (9, "WRITE_CALENDAR"),
    (10, "WIFI_SCAN"),
    (11, "POST_NOTIFICATION"),
    (12, "NEIGHBORING_CELLS"),
    (13, "CALL_PHONE"),
    (14, "READ_SMS"),
    (15, "WRITE_SMS"),
    (16, "RECEIVE_SMS"),
    (17, "RECEIVE_EMERGENCY_SMS"),
    (18, "RECEIVE_MMS"),
    (19, "RECEIVE_WAP_PUSH"),
    (20, "SEND_SMS"),
    (21, "READ_ICC_SMS"),
    (22, "WRITE_ICC_SMS"),
    (23, "WRITE_SETTINGS"),
    (24, "SYSTEM_ALERT_WINDOW"),
    (25, "ACCESS_NOTIFICATIONS"),
    (26, "CAMERA"),
    (27, "RECORD_AUDIO"),
    (28, "PLAY_AUDIO"),
    (29, "READ_CLIPBOARD"),
    (30, "WRITE_CLIPBOARD"),
    (40, "WAKE_LOCK"),
    (41, "MONITOR_LOCATION"),
    (42, "MONITOR_HIGH_POWER_LOCATION"),
    (43, "GET_USAGE_STATS"),
    (44, "MUTE_MICROPHONE"),
    (45, "TOAST_WINDOW"),
    (46, "PROJECT_MEDIA"),
    (47, "ACTIVATE_VPN"),
    (48, "WRITE_WALLPAPER"),
    (49, "ASSIST_STRUCTURE"),
    (50, "ASSIST_SCREENSHOT"),
    (51, "READ_PHONE_STATE"),
    (52, "ADD_VOICEMAIL"),
    (53, "USE_SIP"),
    (54, "PROCESS_OUTGOING_CALLS"),
    (55, "USE_FINGERPRINT"),
    (56, "BODY_SENSORS"),
    (57, "READ_CELL_BROADCASTS"),
    (58, "MOCK_LOCATION"),
    (59, "READ_EXTERNAL_STORAGE"),
    (60, "WRITE_EXTERNAL_STORAGE"),
    (61, "TURN_SCREEN_ON"),
    (62, "GET_ACCOUNTS"),
    (63, "RUN_IN_BACKGROUND"),
    (64, "AUDIO_ACCESSIBILITY_VOLUME"),
    (65, "READ_PHONE_NUMBERS"),
    (66, "REQUEST_INSTALL_PACKAGES"),
    (67, "PICTURE_IN_PICTURE"),
    (68, "INSTANT_APP_START_FOREGROUND"),
    (69, "ANSWER_PHONE_CALLS"),
    (70, "RUN_ANY_IN_BACKGROUND"),
    (71, "CHANGE_WIFI_STATE"),
    (72, "REQUEST_DELETE_PACKAGES"),
    (73, "BIND_ACCESSIBILITY_SERVICE"),
    (74, "ACCEPT_HANDOVER"),
    (75, "MANAGE_IPSEC_TUNNELS"),
    (76, "START_FOREGROUND"),
    (77, "BLUETOOTH_SCAN"),
    (78, "USE_BIOMETRIC"),
    (79, "ACTIVITY_RECOGNITION"),
];

/// The name of operation `number`.
pub(super) fn of(number: i64) -> Option<&'static str> {
    let at = NAMES.binary_search_by_key(&number, |(number, _)| *number).ok()?;
    NAMES.get(at).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order() {
        assert!(NAMES.is_sorted());
        assert_eq!((of(27), of(66), of(35)), (Some("RECORD_AUDIO"), Some("REQUEST_INSTALL_PACKAGES"), None));
    }
}
